package org.lumiwatch.simulator;

import org.lumiwatch.evaluate.InjectedFault.Course;
import org.lumiwatch.simulator.chance.Chance;

/** What a fault does to the cells it touches. */
public sealed interface Effect {
    /**
     * Efficiency times {@code factor}: below 1 each count survives with that chance, above 1 counts are added at the cell's own
     * rate; at most the number of events in binomial maps.
     */
    record Efficiency(double factor) implements Effect {
        public Efficiency {
            checkFactor(factor);
        }
    }

    /** Efficiency that falls by {@code lossPerLumisection} of its first value every lumisection. */
    record Fading(double lossPerLumisection) implements Effect {
        public Fading {
            if (!(lossPerLumisection > 0 && lossPerLumisection < 1)) {
                throw new IllegalArgumentException(
                        "loss per lumisection: %s (expected: between 0 and 1)".formatted(lossPerLumisection));
            }
        }
    }

    /**
     * High voltage that trips: efficiency goes to {@code factor} within {@code ramp} lumisections, and comes back within the last
     * {@code ramp}. The voltage is read in a time series, in which it begins to fall a lumisection earlier.
     */
    record Tripped(double factor, int ramp) implements Effect {
        public Tripped {
            if (!(factor >= 0 && factor < 1) || ramp < 0) {
                throw new IllegalArgumentException(
                        "trip: to %s within %d lumisections (expected: 0 <= factor < 1, ramp >= 0)"
                                .formatted(factor, ramp));
            }
        }

        /** Share of the way down. */
        double depth(int since, int length) {
            int nearest = Math.min(since, length - 1 - since);
            return nearest >= ramp ? 1 : (nearest + 1.0) / (ramp + 1);
        }
    }

    /** Efficiency times {@code factor} in a {@code share} of the cells, picked by the number {@code pick}. */
    record Scattered(double factor, double share, long pick) implements Effect {
        public Scattered {
            checkFactor(factor);
            checkShare(share);
        }

        /** Whether a cell is among those picked. */
        public boolean touches(int cell) {
            return Chance.of(pick, "scattered", cell).nextDouble() < share;
        }
    }

    /** Counts added per cell and lumisection, whatever the beam does. */
    record Noise(double counts) implements Effect {
        public Noise {
            checkCounts(counts);
        }
    }

    /** Beam background: counts added per cell in proportion to a bunch current that decays with {@code hours}. */
    record Background(double counts, double hours) implements Effect {
        public Background {
            checkCounts(counts);
            if (!(hours > 0)) {
                throw new IllegalArgumentException(
                        "bunch current: decays in %s hours (expected: > 0)".formatted(hours));
            }
        }

        double countsAfter(int lumisections) {
            return counts * StrictMath.exp(-lumisections * Fill.LUMISECTION_SECONDS / (3600 * hours));
        }
    }

    /** A share of the whole element's entries added to the cells touched, evenly. */
    record Spike(double share) implements Effect {
        public Spike {
            if (!(share > 0)) {
                throw new IllegalArgumentException("spike: %s of the entries (expected: > 0)".formatted(share));
            }
        }
    }

    /** A distribution moved by {@code shift} units of its axis and made {@code widening} times as wide. */
    record Reshaped(double shift, double widening) implements Effect {
        public Reshaped {
            if (!Double.isFinite(shift) || !(widening > 0)) {
                throw new IllegalArgumentException(
                        "shift %s, widening %s (expected: finite, > 0)".formatted(shift, widening));
            }
        }
    }

    /** A share of the events never enters the elements touched, as wholes. */
    record LostEvents(double share) implements Effect {
        public LostEvents {
            checkShare(share);
        }
    }

    /** Cables exchanged: of the boxes in each element, the first shows what the second sees, and the other way round, and so on. */
    record Swapped() implements Effect {}

    /**
     * The element is filled from other events than those its companions see: by itself it looks healthy, only its relation to them
     * is broken.
     */
    record Decoupled() implements Effect {}

    /** The recipe of the seed projects: the recorded count times {@code factor}, with no regard to how many events there were. */
    record Multiplied(double factor) implements Effect {
        public Multiplied {
            checkFactor(factor);
        }
    }

    /** The other recipe of the seed projects: the count is {@code counts}. */
    record Overwritten(double counts) implements Effect {
        public Overwritten {
            if (!(counts >= 0)) {
                throw new IllegalArgumentException("overwritten by: %s counts (expected: >= 0)".formatted(counts));
            }
        }
    }

    /** Efficiency of the cells touched after {@code since} of {@code length} lumisections; 1 where efficiency is untouched. */
    default double efficiency(int since, int length) {
        return switch (this) {
            case Efficiency(double factor) -> factor;
            case Scattered(double factor, double _, long _) -> factor;
            case Fading(double loss) -> Math.max(0, 1 - loss * (since + 1));
            case Tripped tripped -> 1 - (1 - tripped.factor) * tripped.depth(since, length);
            case Noise _, Background _, Spike _, Reshaped _, LostEvents _, Swapped _, Decoupled _, Multiplied _ -> 1;
            case Overwritten _ -> 1;
        };
    }

    /** What the truth record states as factor: the efficiency at its worst, 1 where the total is untouched or unknown. */
    default double factorAfter(int lumisections) {
        return switch (this) {
            case Efficiency _, Fading _, Scattered _ -> efficiency(lumisections - 1, lumisections);
            case Tripped(double factor, int _) -> factor;
            case Noise _, Background _, Reshaped _, Swapped _, Decoupled _, Overwritten _ -> 1;
            case Spike(double share) -> 1 + share;
            case LostEvents(double share) -> 1 - share;
            case Multiplied(double factor) -> factor;
        };
    }

    /** How it goes on by itself. */
    default Course course() {
        return switch (this) {
            case Fading _ -> Course.GROWING;
            case Tripped _ -> Course.RAMPED;
            case Efficiency _, Scattered _, Noise _, Background _, Spike _, Reshaped _, LostEvents _ -> Course.STEADY;
            case Swapped _, Decoupled _, Multiplied _, Overwritten _ -> Course.STEADY;
        };
    }

    private static void checkFactor(double factor) {
        if (!(factor >= 0)) {
            throw new IllegalArgumentException("efficiency: %s (expected: >= 0)".formatted(factor));
        }
    }

    private static void checkShare(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share: %s (expected: above 0, at most 1)".formatted(share));
        }
    }

    private static void checkCounts(double counts) {
        if (!(counts > 0)) {
            throw new IllegalArgumentException("noise: %s counts (expected: > 0)".formatted(counts));
        }
    }
}
