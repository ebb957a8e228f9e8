package org.lumiwatch.bench.baseline;

import org.lumiwatch.histogram.Histogram;

/** Contents divided by their sum. */
final class Shares {
    private Shares() {}

    /** One share for each in-range cell; zeros for an empty histogram. */
    static double[] of(Histogram histogram) {
        double[] shares = histogram.contents();
        double sum = histogram.sum();
        for (int i = 0; i < shares.length && sum > 0; i++) {
            shares[i] /= sum;
        }
        return shares;
    }

    /** Mean over cells of the squared Poisson residuals; expectations below 1 are taken for 1. */
    static double reducedChiSquare(Histogram histogram, double[] expectedShares) {
        double sum = histogram.sum();
        double chiSquare = 0;
        for (int i = 0; i < expectedShares.length; i++) {
            double expected = sum * expectedShares[i];
            double residual = histogram.at(i) - expected;
            chiSquare += residual * residual / Math.max(expected, 1);
        }
        return chiSquare / expectedShares.length;
    }
}
