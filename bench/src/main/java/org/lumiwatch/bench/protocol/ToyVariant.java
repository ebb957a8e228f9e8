package org.lumiwatch.bench.protocol;

import org.lumiwatch.simulator.toy.DriftToy;
import org.lumiwatch.simulator.toy.DriftToy.Faults;
import org.lumiwatch.simulator.toy.DriftToy.Options;
import org.lumiwatch.simulator.toy.DriftToy.Systematic;

/** The drift toy as published, and harder. */
enum ToyVariant {
    PUBLISHED("as published", Options.published()),
    NO_DEAD_BINS("no dead bins", Options.published().withoutDeadBins()),
    EPISODES("faults in episodes", Options.published().with(Faults.EPISODES)),
    EPISODES_OF_FORM(
            "episodes, no dead bins", Options.published().with(Faults.EPISODES).withoutDeadBins()),
    CONTINUOUS("continuous systematic", Options.published().with(Systematic.CONTINUOUS)),
    THREE_VALUED("three-valued systematic", Options.published().with(Systematic.THREE_VALUED)),
    NO_SYSTEMATIC("no systematic", Options.published().with(Systematic.NONE));

    private final String label;
    private final DriftToy.Options options;

    ToyVariant(String label, DriftToy.Options options) {
        this.label = label;
        this.options = options;
    }

    String label() {
        return label;
    }

    DriftToy.Options options() {
        return options;
    }

    /** The harder one that goes with a seed: each has its turn. */
    static ToyVariant harder(long seed) {
        return values()[1 + Math.floorMod(seed, values().length - 1)];
    }
}
