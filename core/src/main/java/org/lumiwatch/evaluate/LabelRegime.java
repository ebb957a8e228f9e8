package org.lumiwatch.evaluate;

/** When labels become known to what learns. Whatever the regime, no label is known before its run is over. */
public sealed interface LabelRegime {
    /** Never. */
    record None() implements LabelRegime {}

    /** When the run is over. */
    record Immediate() implements LabelRegime {}

    /** When so many further runs are over. */
    record DelayRuns(int runs) implements LabelRegime {
        public DelayRuns {
            if (runs < 1) {
                throw new IllegalArgumentException("label delay: %d runs (expected: >= 1)".formatted(runs));
            }
        }
    }

    /** When the run is over and so many further lumisections have come: 7,400 are 48 hours. */
    record DelayLumisections(int lumisections) implements LabelRegime {
        public DelayLumisections {
            if (lumisections < 1) {
                throw new IllegalArgumentException(
                        "label delay: %d lumisections (expected: >= 1)".formatted(lumisections));
            }
        }
    }

    /** Reads {@code none}, {@code immediate}, {@code delay:20runs} or {@code delay:7400ls}. */
    static LabelRegime parse(String text) {
        if (text.equals("none")) {
            return new None();
        }
        if (text.equals("immediate")) {
            return new Immediate();
        }
        if (text.matches("delay:[0-9]{1,9}runs")) {
            return new DelayRuns(Integer.parseInt(text.substring(6, text.length() - 4)));
        }
        if (text.matches("delay:[0-9]{1,9}ls")) {
            return new DelayLumisections(Integer.parseInt(text.substring(6, text.length() - 2)));
        }
        throw new IllegalArgumentException(
                "labels: %s (expected: none, immediate, delay:20runs or delay:7400ls)".formatted(text));
    }
}
