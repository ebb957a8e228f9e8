package org.lumiwatch.evaluate.metric;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.hipparchus.distribution.continuous.BetaDistribution;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;

/**
 * Two bounds of a 95 % interval.
 *
 * <p>Exact intervals leave 2.5 % outside on either side. Where one side is closed by nature (nothing was counted, or everything)
 * the other bound is the one-sided 95 % limit, so that zero counts read 3.00 over the exposure, as is usual.
 *
 * @param low NaN, as {@code high}, when there was no sample
 */
public record Interval(double low, double high) {
    private static final int RESAMPLINGS = 1000;
    private static final double TAIL = 0.025;
    private static final double LIMIT = 0.95;

    /** When there is no sample. */
    public static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN);

    /**
     * Of the expectation of a Poisson count, exact (Garwood 1936). For 0 it is 0 to 3.00.
     *
     * @param count need not be whole: overlapping windows see one event several times, and count it as a part each
     */
    public static Interval poisson(double count) {
        if (!(count >= 0)) {
            throw new IllegalArgumentException("count: %s (expected: >= 0)".formatted(count));
        }
        return count == 0
                ? new Interval(0, poissonLimit(0))
                : new Interval(chiSquared(2 * count, TAIL) / 2, chiSquared(2 * count + 2, 1 - TAIL) / 2);
    }

    /** One-sided 95 % upper limit of the expectation of a Poisson count: 3.00 for 0, 4.74 for 1. */
    public static double poissonLimit(double count) {
        return chiSquared(2 * count + 2, LIMIT) / 2;
    }

    /** Of a probability, exact (Clopper and Pearson 1934); unknown when {@code all} is 0. */
    public static Interval binomial(long of, long all) {
        if (of < 0 || of > all) {
            throw new IllegalArgumentException("proportion: %d of %d (expected: 0 <= of <= all)".formatted(of, all));
        }
        if (all == 0) {
            return UNKNOWN;
        }
        if (of == 0) {
            return new Interval(0, -Math.expm1(Math.log1p(-LIMIT) / all));
        }
        if (of == all) {
            return new Interval(Math.pow(1 - LIMIT, 1.0 / all), 1);
        }
        return new Interval(beta((double) of, all - of + 1.0, TAIL), beta(of + 1.0, (double) (all - of), 1 - TAIL));
    }

    /**
     * Of a statistic, resampling whole groups (Efron's percentiles): what shares a run, a fill or a seed is no independent sample.
     *
     * @param statistic given how many times each group is drawn; NaN when that leaves no sample
     */
    public static Interval bootstrap(int groups, ToDoubleFunction<int[]> statistic, RandomGenerator random) {
        double[] values = new double[RESAMPLINGS];
        for (int b = 0; b < RESAMPLINGS; b++) {
            values[b] = statistic.applyAsDouble(drawn(groups, random));
        }
        double[] sorted =
                Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        if (sorted.length == 0) {
            return UNKNOWN;
        }
        int last = sorted.length - 1;
        return new Interval(sorted[(int) Math.round(TAIL * last)], sorted[(int) Math.round((1 - TAIL) * last)]);
    }

    /** How many times each of {@code groups} comes up when as many are drawn with replacement. */
    static int[] drawn(int groups, RandomGenerator random) {
        int[] times = new int[groups];
        for (int i = 0; i < groups; i++) {
            times[random.nextInt(groups)]++;
        }
        return times;
    }

    /** Both bounds times {@code factor}, which is not negative. */
    public Interval times(double factor) {
        return new Interval(low * factor, high * factor);
    }

    private static double chiSquared(double degrees, double p) {
        return new ChiSquaredDistribution(degrees).inverseCumulativeProbability(p);
    }

    /** To nine digits of a probability that may be tiny: the library's own accuracy is absolute. */
    private static double beta(double a, double b, double p) {
        return new BetaDistribution(a, b, 1e-9 * a / (a + b)).inverseCumulativeProbability(p);
    }
}
