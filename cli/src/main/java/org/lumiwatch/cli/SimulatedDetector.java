package org.lumiwatch.cli;

import java.util.List;
import java.util.function.LongFunction;
import org.lumiwatch.simulator.EcalBarrel;
import org.lumiwatch.simulator.Subdetector;

/** Subdetectors that {@code lumiwatch simulate} can make, by the name on the command line. */
enum SimulatedDetector {
    ECAL_BARREL("ecal-barrel", seed -> Subdetector.ecalBarrel(seed, EcalBarrel.Options.defaults())),
    HCAL("hcal", seed -> Subdetector.hcal(seed, List.of(1, 2, 3, 4))),
    TRACKER("tracker", seed -> Subdetector.tracker(seed, List.of(1, 2))),
    MISSING_ENERGY("missing-energy", Subdetector::missingEnergy);

    private final String label;
    private final LongFunction<Subdetector> maker;

    SimulatedDetector(String label, LongFunction<Subdetector> maker) {
        this.label = label;
        this.maker = maker;
    }

    Subdetector of(long seed) {
        return maker.apply(seed);
    }

    @Override
    public String toString() {
        return label;
    }
}
