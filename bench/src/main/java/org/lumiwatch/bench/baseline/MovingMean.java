package org.lumiwatch.bench.baseline;

import org.lumiwatch.histogram.Histogram;

/** An exponentially weighted mean of the normalised histograms, and Poisson's χ² about it. */
public final class MovingMean implements Forecast {
    private final double[] shares;
    private final double newest;
    private int learned;

    /** @param memory lumisections within which the weight of a histogram falls to 1/e, above 1 */
    public MovingMean(int bins, double memory) {
        if (!(memory > 1)) {
            throw new IllegalArgumentException("memory: %s lumisections (expected: > 1)".formatted(memory));
        }
        this.shares = new double[bins];
        this.newest = 1 / memory;
    }

    @Override
    public double[] expected(Histogram histogram) {
        return shares.clone();
    }

    @Override
    public double score(Histogram histogram) {
        return learned == 0 || histogram.sum() <= 0 ? 0 : Shares.reducedChiSquare(histogram, shares);
    }

    @Override
    public void learn(Histogram histogram) {
        if (histogram.sum() <= 0) {
            return;
        }
        learned++;
        double weight = Math.max(newest, 1.0 / learned);
        double[] latest = Shares.of(histogram);
        for (int i = 0; i < shares.length; i++) {
            shares[i] += weight * (latest[i] - shares[i]);
        }
    }
}
