package org.lumiwatch.bench.protocol;

import org.lumiwatch.simulator.toy.DriftToy.Faults;
import org.lumiwatch.simulator.toy.DriftToy.Options;
import org.lumiwatch.simulator.toy.DriftToy.Systematic;

/** The drift toy as published, and harder. */
enum ToyVariant {
    PUBLISHED("as published"),
    NO_DEAD_BINS("no dead bins"),
    EPISODES("faults in episodes"),
    EPISODES_OF_FORM("episodes, no dead bins"),
    CONTINUOUS("continuous systematic"),
    THREE_VALUED("three-valued systematic"),
    NO_SYSTEMATIC("no systematic");

    private final String label;

    ToyVariant(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    Options options() {
        Options published = Options.published();
        return switch (this) {
            case PUBLISHED -> published;
            case NO_DEAD_BINS -> published.withoutDeadBins();
            case EPISODES -> published.with(Faults.EPISODES);
            case EPISODES_OF_FORM -> published.with(Faults.EPISODES).withoutDeadBins();
            case CONTINUOUS -> published.with(Systematic.CONTINUOUS);
            case THREE_VALUED -> published.with(Systematic.THREE_VALUED);
            case NO_SYSTEMATIC -> published.with(Systematic.NONE);
        };
    }

    /** The harder one that goes with a seed: each has its turn. */
    static ToyVariant harder(long seed) {
        return values()[1 + Math.floorMod(seed, values().length - 1)];
    }
}
