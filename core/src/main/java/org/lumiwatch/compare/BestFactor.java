package org.lumiwatch.compare;

/**
 * Log-likelihood ratio of a count under the efficiency that suits it best, against the expected one.
 *
 * <p>One formula serves all laws of counts. With shape r = mean² / (variance − mean): gamma-Poisson for r &gt; 0, Poisson for
 * r → ∞, binomial with −r trials for r &lt; 0. At fixed r each is an exponential family, so exp(−ratio) bounds the tail
 * probability at every count (Chernoff 1952).
 */
final class BestFactor {
    private static final double POISSON = 1e-9;

    private BestFactor() {}

    /**
     * @param count observed, ≥ 0
     * @param mean expected, &gt; 0
     * @param variance of the count under the expectation, &gt; 0
     * @return ≥ 0
     */
    static double logRatio(double count, double mean, double variance) {
        double beyondPoisson = variance - mean;
        double ratio = count > 0 ? count * Math.log(count / mean) : 0;
        if (Math.abs(beyondPoisson) <= POISSON * mean) {
            return Math.max(0, ratio - (count - mean));
        }
        double shape = mean * mean / beyondPoisson;
        if (shape < 0 && count >= -shape) {
            // Every event counted, or more than there were: the binomial law ends here, Poisson is the milder one.
            return count > -shape ? Math.max(0, ratio - (count - mean)) : -count * Math.log(Math.min(1, mean / -shape));
        }
        return Math.max(0, ratio - (count + shape) * Math.log1p((count - mean) / (mean + shape)));
    }
}
