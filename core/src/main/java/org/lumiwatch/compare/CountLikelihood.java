package org.lumiwatch.compare;

/**
 * Log-likelihood ratios of "the efficiency is {@code factor} times what is expected" against "it is as expected", for one
 * count. Both sides are normalised probabilities, so under the null the mean of exp(ratio) is exactly 1: sums over cells and
 * lumisections keep a known false-alarm bound (Wald 1945; Page 1954).
 */
public final class CountLikelihood {
    private CountLikelihood() {}

    /**
     * Clustered counts: gamma-Poisson with mean {@code mean} and Fano factor 1 + {@code excess}; a changed efficiency scales both
     * the mean and the excess.
     *
     * @param mean expected counts, &gt; 0
     * @param excess Fano factor minus one, ≥ 0; below 1e−6 the Poisson limit is taken
     */
    public static double clustered(double count, double mean, double excess, double factor) {
        if (excess < 1e-6) {
            return count * Math.log(factor) - mean * (factor - 1);
        }
        double growth = Math.log((1 + factor * excess) / (1 + excess));
        return count * (Math.log(factor) - growth) - mean * growth / excess;
    }

    /** Poisson's deviance of a count, about 1 in the mean where {@code mean} is true and not small. {@code mean} &gt; 0. */
    public static double deviance(double count, double mean) {
        return 2 * (mean - count + (count > 0 ? count * Math.log(count / mean) : 0));
    }

    /**
     * Binomial counts: {@code count} of {@code trials} events over threshold where {@code mean} were expected. The changed
     * probability is capped just below 1 in both terms. A count above the number of trials is impossible under either and gives
     * +∞ for a factor above 1, −∞ below.
     */
    public static double binomial(double count, double trials, double mean, double factor) {
        if (count > trials) {
            return factor > 1 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        double p = Math.clamp(mean / trials, 1e-12, 1 - 0.5 / (trials + 1));
        double changed = Math.clamp(p * factor, 1e-12, 1 - 0.5 / (trials + 1));
        return count * Math.log(changed / p) + (trials - count) * Math.log((1 - changed) / (1 - p));
    }

    /**
     * Observed over expected −ln(1 − p) of binomial counts, in which every event that is not counted tells: a cell that is filled in all
     * events where a twentieth should miss it has hardly more counts than expected, and yet cannot be right. +∞ beyond all events.
     */
    static double strengthRatio(double count, double trials, double mean) {
        return count > trials ? Double.POSITIVE_INFINITY : strength(count, trials) / strength(mean, trials);
    }

    private static double strength(double count, double trials) {
        return -Math.log1p(-Math.clamp(count / trials, 1e-12, 1 - 0.5 / (trials + 1)));
    }
}
