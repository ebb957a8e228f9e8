package org.lumiwatch.bench.stream;

import org.lumiwatch.simulator.EcalBarrel;
import org.lumiwatch.simulator.Subdetector;

/** Maps that protocols are run on. */
public enum Subject {
    ECAL_BARREL("EB") {
        @Override
        public Subdetector subdetector(long seed) {
            return Subdetector.ecalBarrel(seed, EcalBarrel.Options.defaults());
        }
    };

    private final String label;

    Subject(String label) {
        this.label = label;
    }

    /** Short name of the field. */
    public String label() {
        return label;
    }

    /** The subdetector, made by a seed; its first element is the map. */
    public abstract Subdetector subdetector(long seed);
}
