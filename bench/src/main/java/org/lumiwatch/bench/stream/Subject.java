package org.lumiwatch.bench.stream;

import org.lumiwatch.simulator.EcalBarrel;
import org.lumiwatch.simulator.Subdetector;

/** Maps that protocols are run on. */
public enum Subject {
    ECAL_BARREL("EB", 500) {
        @Override
        public Subdetector subdetector(long seed) {
            return Subdetector.ecalBarrel(seed, EcalBarrel.Options.defaults());
        }
    };

    private final String label;
    private final int events;

    Subject(String label, int events) {
        this.label = label;
        this.events = events;
    }

    /** Events per lumisection at the usual prescale. */
    public int events() {
        return events;
    }

    /** Short name of the field. */
    public String label() {
        return label;
    }

    /** The subdetector, made by a seed; its first element is the map. */
    public abstract Subdetector subdetector(long seed);
}
