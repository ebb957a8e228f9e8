package org.lumiwatch.compare;

import java.util.Arrays;

/** The efficiencies, relative to what is expected, that are looked for. */
public final class Factors {
    /** Dead, degraded, hot. */
    private static final double[] VALUES = {0.02, 0.5, 0.7, 0.8, 1.25, 1.5, 2, 5};

    /** Natural log-likelihood ratio beyond all thresholds. */
    private static final double SURE = 30;

    private static final double[] NEAREST = Arrays.stream(VALUES)
            .map(f -> f > 1 ? f * Math.log(f) / (f - 1) : (f - 1) / Math.log(f))
            .toArray();

    private Factors() {}

    public static int count() {
        return VALUES.length;
    }

    public static double at(int hypothesis) {
        return VALUES[hypothesis];
    }

    static boolean hot(int hypothesis) {
        return VALUES[hypothesis] > 1;
    }

    /**
     * Whether counts can speak for the hypothesis: observed over expected is beyond where the ratio of likelihoods is 1. That lies between
     * f ln f/(f − 1), for counts that are clustered without bound, and (f − 1)/ln f, for Poisson's; the nearer to 1 is taken.
     */
    static boolean canFavour(int hypothesis, double ratio) {
        return hot(hypothesis) ? ratio > NEAREST[hypothesis] : ratio < NEAREST[hypothesis];
    }

    /** Whether observed over expected is so near to 1 that every hypothesis is less likely than none. */
    static boolean unremarkable(double ratio) {
        return ratio > 0.905 && ratio < 1.11;
    }

    /**
     * Whether a reference of this relative uncertainty is good enough to accumulate evidence for the hypothesis: that it is wrong by the
     * factor must itself be less likely than any evidence that alarms. Its error is taken to have a gamma law.
     */
    static boolean accumulates(int hypothesis, double spread) {
        double factor = VALUES[hypothesis];
        return factor - 1 - Math.log(factor) > SURE * spread * spread;
    }
}
