package org.lumiwatch.judge;

/**
 * −log10 p: 0 like the reference, 3 a chance of one in a thousand. The only score there is. Never NaN, never infinite: what is
 * beyond arithmetic is {@link #LARGEST}.
 */
public final class Significance {
    /** The largest value given out. */
    public static final double LARGEST = 300;

    private Significance() {}

    /** Of a probability; 0 for a probability of 1 or more. */
    public static double ofProbability(double p) {
        if (Double.isNaN(p)) {
            throw new IllegalArgumentException("p: NaN (expected: 0 to 1)");
        }
        return p <= 0 ? LARGEST : Math.clamp(-Math.log10(p), 0, LARGEST);
    }

    /** Of the natural logarithm of a probability. */
    public static double ofLogProbability(double logP) {
        if (Double.isNaN(logP)) {
            throw new IllegalArgumentException("ln p: NaN (expected: <= 0)");
        }
        return Math.clamp(-logP / Math.log(10), 0, LARGEST);
    }

    /** After looking in {@code places} places: p becomes 1 − (1 − p)^places. */
    public static double elsewhere(double significance, double places) {
        double p = Math.pow(10, -check(significance));
        if (p * places < 1e-8) {
            return Math.clamp(significance - Math.log10(Math.max(1, places)), 0, LARGEST);
        }
        return ofProbability(-Math.expm1(places * Math.log1p(-Math.min(p, 1 - 1e-16))));
    }

    static double check(double significance) {
        if (!(significance >= 0 && significance <= LARGEST)) {
            throw new IllegalArgumentException("significance: %s (expected: 0 to %s)".formatted(significance, LARGEST));
        }
        return significance;
    }
}
