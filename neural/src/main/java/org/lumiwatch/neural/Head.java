package org.lumiwatch.neural;

import java.util.List;

/** What the last layer's values mean, and so what is trained for and what a scored lumisection gives. */
public sealed interface Head {
    /** One of some classes: probabilities, by cross-entropy. */
    record Classes(List<String> names) implements Head {
        public Classes {
            names = List.copyOf(names);
        }
    }

    /** One of some classes for every cell: channels are classes; by cross-entropy, where cells that are not the first class weigh more. */
    record CellClasses(List<String> names, double faultWeight) implements Head {
        public CellClasses {
            names = List.copyOf(names);
        }
    }

    /** The prepared input again: by mean squared error. */
    record Reconstruction() implements Head {}

    /**
     * Shares of the entries that every cell of each block should have: by the likelihood of the counts.
     *
     * @param blocks cells of each element, one after the other
     * @param conditions how many conditions follow counts and flags in the input
     */
    record Expectation(List<Integer> blocks, int conditions, Likelihood likelihood) implements Head {
        public Expectation {
            blocks = List.copyOf(blocks);
        }

        public int cells() {
            return blocks.stream().mapToInt(Integer::intValue).sum();
        }

        /** Values of an input: a count and a flag for every cell, then conditions. */
        public int inputs() {
            return 2 * cells() + conditions;
        }
    }

    /** How counts scatter about what is expected. */
    enum Likelihood {
        /** Given their sum: the multinomial's. */
        POISSON,
        /** Variance of a common factor times the mean, found while training: clusters fill several cells at once. */
        NEGATIVE_BINOMIAL
    }

    /** Numbers that samples tell: by mean squared error. */
    record Values(int count) implements Head {}
}
