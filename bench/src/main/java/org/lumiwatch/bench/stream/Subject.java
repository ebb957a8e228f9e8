package org.lumiwatch.bench.stream;

import java.util.List;
import org.lumiwatch.simulator.DetectorOptions;
import org.lumiwatch.simulator.Subdetector;

/** Maps that protocols are run on. */
public enum Subject {
    ECAL_BARREL("EB", 500) {
        @Override
        public Subdetector subdetector(long seed) {
            return Subdetector.ecalBarrel(seed, DetectorOptions.measured());
        }
    },
    ECAL_ENDCAP("EE+", 500) {
        @Override
        public Subdetector subdetector(long seed) {
            return Subdetector.ecalEndcaps(seed, DetectorOptions.measured());
        }
    },
    HCAL_BARREL("HB", 1800) {
        @Override
        public Subdetector subdetector(long seed) {
            return Subdetector.hcalBarrel(seed, DetectorOptions.measured());
        }
    },
    HCAL_ENDCAP("HE", 1800) {
        @Override
        public Subdetector subdetector(long seed) {
            return Subdetector.hcalEndcap(seed, DetectorOptions.measured());
        }
    },
    /** A layer by readout chip: the map of 200×300 bins takes today's Lumiwatch and the oracle minutes. */
    PIXEL("pixel", 1800) {
        @Override
        public Subdetector subdetector(long seed) {
            return Subdetector.tracker(seed, List.of(2), DetectorOptions.measured());
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
