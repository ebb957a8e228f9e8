package org.lumiwatch.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lumiwatch.conditions.Conditions;
import org.lumiwatch.ledger.AuditEntry;
import org.lumiwatch.ledger.HistogramStore;
import org.lumiwatch.ledger.Incident;
import org.lumiwatch.ledger.IncidentStore;
import org.lumiwatch.ledger.LabelStore;
import org.lumiwatch.ledger.Ledger;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.truth.Label;

/** A workspace that is gone when closed: for tests, and the measure of what the one on disk must do. Not for several threads. */
public final class InMemoryWorkspace implements Workspace {
    private final Path folder;
    private final HistogramStore histograms = new InMemoryHistograms();
    private final Ledger ledger = new InMemoryLedger();
    private final Map<Long, Incident> incidents = new TreeMap<>();
    private final List<Label> labels = new ArrayList<>();
    private final List<Delivery.Rejected> quarantine = new ArrayList<>();
    private final Map<String, byte[]> states = new HashMap<>();
    private final List<AuditEntry> audit = new ArrayList<>();
    private Conditions conditions = Conditions.none();

    public InMemoryWorkspace() {
        this(Path.of("memory"));
    }

    /** {@code folder} is only named, never touched. */
    public InMemoryWorkspace(Path folder) {
        this.folder = folder;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public HistogramStore histograms() {
        return histograms;
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public IncidentStore incidents() {
        return new IncidentStore() {
            @Override
            public void put(Incident incident) {
                incidents.put(incident.id(), incident);
            }

            @Override
            public List<Incident> all() {
                return List.copyOf(incidents.values());
            }
        };
    }

    @Override
    public LabelStore labels() {
        return new LabelStore() {
            @Override
            public void add(List<Label> more) {
                labels.addAll(more);
            }

            @Override
            public List<Label> all() {
                return List.copyOf(labels);
            }
        };
    }

    @Override
    public Conditions conditions() {
        return conditions;
    }

    @Override
    public void add(Conditions more) {
        conditions = conditions.updatedWith(more);
    }

    @Override
    public void quarantine(List<Delivery.Rejected> rejected) {
        quarantine.addAll(rejected);
    }

    @Override
    public List<Delivery.Rejected> quarantined() {
        return List.copyOf(quarantine);
    }

    @Override
    public void putState(String name, byte[] state) {
        states.put(name, state.clone());
    }

    @Override
    public byte[] state(String name) {
        return states.getOrDefault(name, new byte[0]).clone();
    }

    @Override
    public void audit(AuditEntry entry) {
        audit.add(entry);
    }

    @Override
    public List<AuditEntry> audited() {
        return List.copyOf(audit);
    }

    @Override
    public void close() {}
}
