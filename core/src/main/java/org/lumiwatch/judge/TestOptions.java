package org.lumiwatch.judge;

/**
 * Settings that every quality test understands.
 *
 * @param falseIncidentsPerDay this element's share of the operator's budget: expected false incidents in 3,706 lumisections
 * @param minimumEntries fewer entries are undecided
 * @param beamExpected whether an empty element is bad (true) or undecided (false) when conditions do not tell
 */
public record TestOptions(double falseIncidentsPerDay, double minimumEntries, boolean beamExpected) {
    /** Lumisections of 23.31 s in a day. */
    public static final int LUMISECTIONS_PER_DAY = 3706;

    public TestOptions {
        if (!(falseIncidentsPerDay > 0)) {
            throw new IllegalArgumentException(
                    "false incidents per day: %s (expected: > 0)".formatted(falseIncidentsPerDay));
        }
        if (!(minimumEntries >= 0)) {
            throw new IllegalArgumentException("minimum entries: %s (expected: >= 0)".formatted(minimumEntries));
        }
    }

    public static TestOptions defaults() {
        return new TestOptions(2, 0, false);
    }

    /** The same with {@code share} of the budget. */
    public TestOptions withShare(double share) {
        return new TestOptions(falseIncidentsPerDay * share, minimumEntries, beamExpected);
    }
}
