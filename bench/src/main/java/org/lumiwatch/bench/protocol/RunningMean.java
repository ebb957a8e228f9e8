package org.lumiwatch.bench.protocol;

import java.util.Arrays;

/** Mean shape of a distribution over all lumisections so far, and its χ² with the latest: the plainest baseline. Mutable. */
final class RunningMean {
    private final double[] sums;
    private double total;
    private double latest;

    RunningMean(int bins) {
        this.sums = new double[bins];
    }

    /** χ² a bin of counts against what was learned, Pearson's; 0 while nothing was. */
    double score(double[] counts) {
        double[] expected = expected(counts);
        double squares = 0;
        for (int bin = 0; bin < sums.length; bin++) {
            double off = counts[bin] - expected[bin];
            squares += off * off / Math.max(expected[bin], 1);
        }
        return total > 0 ? squares / sums.length : 0;
    }

    /** Counts expected of a lumisection with as many entries. */
    double[] expected(double[] counts) {
        double scale = total > 0 ? Arrays.stream(counts).sum() / total : 0;
        return Arrays.stream(sums).map(sum -> sum * scale).toArray();
    }

    void learn(double[] counts) {
        for (int bin = 0; bin < sums.length; bin++) {
            sums[bin] += counts[bin];
            total += counts[bin];
        }
    }

    void scoreThenLearn(double[] counts) {
        latest = score(counts);
        learn(counts);
    }

    /** Of the lumisection learned last. */
    double score() {
        return latest;
    }
}
