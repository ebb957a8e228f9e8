package org.lumiwatch.bench.protocol;

import java.util.List;
import org.lumiwatch.simulator.DetectorOptions;
import org.lumiwatch.simulator.Subdetector;

/** Maps of protocols that look at whole elements: one of clustered counts, one binomial. Both see the same 1,800 events. */
enum CalorimeterMap {
    /** Looks at every fourth event. */
    ECAL_BARREL("EB") {
        @Override
        Subdetector subdetector(long seed, DetectorOptions options) {
            return Subdetector.ecalBarrel(seed, options.sampling(4));
        }
    },
    HCAL_DEPTH("HCAL depth 1") {
        @Override
        Subdetector subdetector(long seed, DetectorOptions options) {
            return Subdetector.hcal(seed, List.of(1), options);
        }
    };

    static final int EVENTS = 1800;

    private final String label;

    CalorimeterMap(String label) {
        this.label = label;
    }

    /** Short name of the field. */
    String label() {
        return label;
    }

    /** Has this map only. */
    abstract Subdetector subdetector(long seed, DetectorOptions options);
}
