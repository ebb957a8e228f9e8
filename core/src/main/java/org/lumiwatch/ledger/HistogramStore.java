package org.lumiwatch.ledger;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionSet;

/** Keeps histograms. */
public interface HistogramStore {
    /**
     * Keeps all of these or none: when this returns, they survive a crash. One that is there already, {@linkplain
     * org.lumiwatch.histogram.Histogram#sameBins equal in every bin}, is not kept twice; one that differs from what is there is
     * not kept and handed back as a conflict.
     */
    Added add(List<MonitorElement> elements);

    /** How many were new, known already, and in conflict with what is there. */
    record Added(int fresh, int duplicate, List<MonitorElement> conflicting) {
        public Added {
            conflicting = List.copyOf(conflicting);
        }
    }

    /** Hands over elements rising by lumisection, then name; memory does not grow with their number. */
    void read(ElementGlob elements, LumisectionSet within, Consumer<MonitorElement> sink);

    Optional<MonitorElement> find(LumisectionId at, ElementName name);

    /** Lumisections held. */
    LumisectionSet lumisections();

    /** Element names held, sorted. */
    List<ElementName> elements();

    /** Tells that a run is complete: its histograms move from the live table to files. */
    void seal(int run);
}
