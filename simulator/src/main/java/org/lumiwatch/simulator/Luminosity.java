package org.lumiwatch.simulator;

/** How pileup goes on after the start of stable beams. */
public sealed interface Luminosity {
    /** Falls exponentially. */
    record Decay(double hours) implements Luminosity {
        public Decay {
            check(hours);
        }
    }

    /** Held for a number of lumisections, then falls exponentially. */
    record Levelled(int lumisections, double hours) implements Luminosity {
        public Levelled {
            check(hours);
        }
    }

    /** Share of the first pileup that is left. */
    default double left(int lumisections) {
        return switch (this) {
            case Decay(double hours) -> decayed(lumisections, hours);
            case Levelled(int held, double hours) -> decayed(Math.max(0, lumisections - held), hours);
        };
    }

    private static double decayed(int lumisections, double hours) {
        return StrictMath.exp(-lumisections * Fill.LUMISECTION_SECONDS / (3600 * hours));
    }

    private static void check(double hours) {
        if (!(hours > 0)) {
            throw new IllegalArgumentException("decay: %s hours (expected: > 0)".formatted(hours));
        }
    }
}
