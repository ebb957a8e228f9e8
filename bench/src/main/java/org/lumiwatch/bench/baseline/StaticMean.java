package org.lumiwatch.bench.baseline;

import org.lumiwatch.histogram.Histogram;

/** The mean form of all that was learned, and Poisson's χ² about it: what a person would write first. */
public final class StaticMean implements Forecast {
    private final double[] sums;
    private double entries;

    public StaticMean(int bins) {
        this.sums = new double[bins];
    }

    @Override
    public double score(Histogram histogram) {
        if (entries <= 0 || histogram.sum() <= 0) {
            return 0;
        }
        return Shares.reducedChiSquare(histogram, expected(histogram));
    }

    @Override
    public double[] expected(Histogram histogram) {
        double[] expected = sums.clone();
        for (int i = 0; i < expected.length && entries > 0; i++) {
            expected[i] /= entries;
        }
        return expected;
    }

    @Override
    public void learn(Histogram histogram) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += histogram.at(i);
        }
        entries += histogram.sum();
    }
}
