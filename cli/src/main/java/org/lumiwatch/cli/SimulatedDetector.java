package org.lumiwatch.cli;

import java.util.List;
import java.util.Locale;
import org.lumiwatch.simulator.DetectorOptions;
import org.lumiwatch.simulator.Subdetector;

/** Subdetectors that {@code lumiwatch simulate} can make, by the name on the command line. */
enum SimulatedDetector {
    ECAL_BARREL,
    ECAL_ENDCAPS,
    HCAL,
    HB,
    HE,
    TRACKER,
    PIXEL,
    STRIPS,
    MISSING_ENERGY;

    Subdetector of(long seed) {
        DetectorOptions options = DetectorOptions.measured();
        return switch (this) {
            case ECAL_BARREL -> Subdetector.ecalBarrel(seed, options);
            case ECAL_ENDCAPS -> Subdetector.ecalEndcaps(seed, options);
            case HCAL -> Subdetector.hcal(seed, List.of(1, 2, 3, 4), options);
            case HB -> Subdetector.hcalBarrel(seed, options);
            case HE -> Subdetector.hcalEndcap(seed, options);
            case TRACKER -> Subdetector.tracker(seed, List.of(1, 2), options);
            case PIXEL -> Subdetector.pixelBarrel(seed, List.of(1, 2, 3, 4), options);
            case STRIPS -> Subdetector.strips(seed, options);
            case MISSING_ENERGY -> Subdetector.missingEnergy(seed);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
