package org.lumiwatch.simulator;

/** What a fault does to the cells it touches. */
public sealed interface Effect {
    /**
     * Efficiency times {@code factor}: below 1 each count survives with that chance, above 1 counts are added at the cell's own
     * rate; at most the number of events in binomial maps.
     */
    record Efficiency(double factor) implements Effect {
        public Efficiency {
            if (!(factor >= 0)) {
                throw new IllegalArgumentException("efficiency: %s (expected: >= 0)".formatted(factor));
            }
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

    /** Counts added per cell and lumisection, whatever the beam does. */
    record Noise(double counts) implements Effect {
        public Noise {
            if (!(counts > 0)) {
                throw new IllegalArgumentException("noise: %s counts (expected: > 0)".formatted(counts));
            }
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

    /** What the truth record states as factor: the efficiency at the end of a time, 1 where efficiency is untouched. */
    default double factorAfter(int lumisections) {
        return switch (this) {
            case Efficiency(double factor) -> factor;
            case Fading(double loss) -> Math.max(0, 1 - loss * lumisections);
            case Noise _, Reshaped _ -> 1;
            case Spike(double share) -> 1 + share;
        };
    }
}
