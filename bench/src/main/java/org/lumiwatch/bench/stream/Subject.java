package org.lumiwatch.bench.stream;

import java.util.List;
import org.lumiwatch.simulator.DetectorOptions;
import org.lumiwatch.simulator.Subdetector;

/** Maps that protocols are run on. */
public enum Subject {
    ECAL_BARREL("EB", 500) {
        @Override
        public Subdetector subdetector(long seed, DetectorOptions options) {
            return Subdetector.ecalBarrel(seed, options);
        }
    },
    ECAL_ENDCAP("EE+", 500) {
        @Override
        public Subdetector subdetector(long seed, DetectorOptions options) {
            return Subdetector.ecalEndcaps(seed, options);
        }
    },
    HCAL_BARREL("HB", 1800) {
        @Override
        public Subdetector subdetector(long seed, DetectorOptions options) {
            return Subdetector.hcalBarrel(seed, options);
        }
    },
    HCAL_ENDCAP("HE", 1800) {
        @Override
        public Subdetector subdetector(long seed, DetectorOptions options) {
            return Subdetector.hcalEndcap(seed, options);
        }
    },
    /** A layer by readout chip: the map of 200×300 bins takes today's Lumiwatch and the oracle minutes. */
    PIXEL("pixel", 1800) {
        @Override
        public Subdetector subdetector(long seed, DetectorOptions options) {
            return Subdetector.tracker(seed, List.of(2), options);
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

    /** The subdetector, made by a seed, as imperfect as measured; its first element is the map. */
    public Subdetector subdetector(long seed) {
        return subdetector(seed, DetectorOptions.measured());
    }

    /** The same, as imperfect as wished. */
    public abstract Subdetector subdetector(long seed, DetectorOptions options);
}
