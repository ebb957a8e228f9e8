package org.lumiwatch.bench.protocol;

import java.util.List;
import org.lumiwatch.bench.stream.FaultClass;
import org.lumiwatch.bench.stream.FaultClass.Shape;
import org.lumiwatch.simulator.DetectorOptions;
import org.lumiwatch.simulator.Subdetector;

/** Maps that go through the years, cheap enough for long streams. */
enum EraMap {
    ECAL("EB", 500) {
        @Override
        Subdetector subdetector(long seed) {
            return Subdetector.ecalBarrel(seed, DetectorOptions.measured());
        }
    },
    HCAL("HCAL depth 1", 1800) {
        @Override
        Subdetector subdetector(long seed) {
            return Subdetector.hcal(seed, List.of(1), DetectorOptions.measured());
        }
    },
    TRACKER("pixel layer 1 by chip", 1800) {
        @Override
        Subdetector subdetector(long seed) {
            return Subdetector.tracker(seed, List.of(1), DetectorOptions.measured());
        }
    };

    private final String label;
    private final int events;

    EraMap(String label, int events) {
        this.label = label;
        this.events = events;
    }

    String label() {
        return label;
    }

    /** Events per lumisection at the usual prescale. */
    int events() {
        return events;
    }

    /** The subdetector, made by a seed; its first element is the map. */
    abstract Subdetector subdetector(long seed);

    /** A class of which not all are found, so that forgetting can show, and one that should be. */
    List<FaultClass> classes() {
        FaultClass hard = switch (this) {
            case ECAL, TRACKER -> new FaultClass(Shape.CELL, 0.7, 12);
            case HCAL -> new FaultClass(Shape.CELL, 0.8, 3);
        };
        return List.of(hard, new FaultClass(Shape.CELL, 0.5, 12));
    }
}
