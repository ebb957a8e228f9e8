package org.lumiwatch.ledger;

import java.nio.file.Path;
import java.util.List;
import org.lumiwatch.conditions.Conditions;
import org.lumiwatch.source.Delivery;

/** Everything that Lumiwatch keeps between two commands. One process writes at a time. */
public interface Workspace extends AutoCloseable {
    Path folder();

    HistogramStore histograms();

    Ledger ledger();

    IncidentStore incidents();

    LabelStore labels();

    /** All conditions held. */
    Conditions conditions();

    /** Keeps conditions; where both know a value, the new one wins. */
    void add(Conditions conditions);

    /** Keeps records that were refused, with their place and reason. */
    void quarantine(List<Delivery.Rejected> rejected);

    /** All records that were refused, in the order they came. */
    List<Delivery.Rejected> quarantined();

    /** Keeps a small named value, such as the saved memory of a quality test. */
    void putState(String name, byte[] state);

    /** A value kept by {@link #putState}; empty array when there is none. */
    byte[] state(String name);

    /** Keeps who did what when. */
    void audit(AuditEntry entry);

    /** All that was audited, in the order it was recorded. */
    List<AuditEntry> audited();

    @Override
    void close();
}
