package org.lumiwatch.cli;

import java.util.List;
import java.util.function.LongFunction;
import org.lumiwatch.simulator.DetectorOptions;
import org.lumiwatch.simulator.Subdetector;

/** Subdetectors that {@code lumiwatch simulate} can make, by the name on the command line. */
enum SimulatedDetector {
    ECAL_BARREL("ecal-barrel", seed -> Subdetector.ecalBarrel(seed, measured())),
    ECAL_ENDCAPS("ecal-endcaps", seed -> Subdetector.ecalEndcaps(seed, measured())),
    HCAL("hcal", seed -> Subdetector.hcal(seed, List.of(1, 2, 3, 4), measured())),
    HE("he", seed -> Subdetector.hcalEndcap(seed, measured())),
    HB("hb", seed -> Subdetector.hcalBarrel(seed, measured())),
    TRACKER("tracker", seed -> Subdetector.tracker(seed, List.of(1, 2), measured())),
    PIXEL("pixel", seed -> Subdetector.pixelBarrel(seed, List.of(1, 2, 3, 4), measured())),
    STRIPS("strips", seed -> Subdetector.strips(seed, measured())),
    MISSING_ENERGY("missing-energy", Subdetector::missingEnergy);

    private final String label;
    private final LongFunction<Subdetector> maker;

    SimulatedDetector(String label, LongFunction<Subdetector> maker) {
        this.label = label;
        this.maker = maker;
    }

    private static DetectorOptions measured() {
        return DetectorOptions.measured();
    }

    Subdetector of(long seed) {
        return maker.apply(seed);
    }

    @Override
    public String toString() {
        return label;
    }
}
