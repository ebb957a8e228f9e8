package org.lumiwatch.bench.baseline;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.lumiwatch.histogram.Histogram;

/**
 * The statistical variant of DINAMO: an exponentially weighted template of the normalised histogram, weighted by inverse
 * variance, with an uncertainty for each bin from what it failed to predict; the score is the mean squared pull over bins.
 *
 * <p>After Gavrikov, García Pardiñas and Garfagnini (arXiv:2501.19237), which LHCb is commissioning.
 */
public final class DinamoS implements Baseline {
    /** As published: keeps weights finite. */
    private static final double LEAST_VARIANCE = 1e-9;
    /** Pretended entries in each bin of the uniform template it begins with. */
    private static final double FIRST_ENTRIES = 100;

    private final double memory;
    private final double[] mean;
    private final double[] variance;
    private final double[] weights;
    private final double[] weightedShares;
    private final double[] weightedSquares;

    /** @param memory weight of the past against the newest histogram, 0 (none) to below 1 */
    public DinamoS(int bins, double memory) {
        if (!(memory >= 0 && memory < 1)) {
            throw new IllegalArgumentException("memory: %s (expected: 0 to below 1)".formatted(memory));
        }
        this.memory = memory;
        this.mean = new double[bins];
        this.variance = new double[bins];
        this.weights = new double[bins];
        this.weightedShares = new double[bins];
        this.weightedSquares = new double[bins];
        double share = 1.0 / bins;
        for (int i = 0; i < bins; i++) {
            mean[i] = share;
            variance[i] = poissonVariance(share, FIRST_ENTRIES * bins);
            double weight = (1 - memory) / (variance[i] + LEAST_VARIANCE);
            weights[i] = weight;
            weightedShares[i] = weight * share;
            weightedSquares[i] = weight * variance[i];
        }
    }

    /** One for each memory that {@link Fit} may choose from: shorter ones than one half win on some histories and lose after. */
    public static List<Supplier<Baseline>> candidates(int bins) {
        return IntStream.range(25, 50)
                .mapToObj(i -> (Supplier<Baseline>) () -> new DinamoS(bins, i / 50.0))
                .toList();
    }

    @Override
    public double score(Histogram histogram) {
        double entries = histogram.sum();
        if (entries <= 0) {
            return 0;
        }
        double sum = 0;
        for (int i = 0; i < mean.length; i++) {
            double share = histogram.at(i) / entries;
            double residual = share - mean[i];
            sum += residual * residual / Math.max(poissonVariance(share, entries) + variance[i], Double.MIN_NORMAL);
        }
        return sum / mean.length;
    }

    @Override
    public void learn(Histogram histogram) {
        double entries = histogram.sum();
        if (entries <= 0) {
            return;
        }
        for (int i = 0; i < mean.length; i++) {
            double share = histogram.at(i) / entries;
            double residual = share - mean[i];
            double weight = (1 - memory) / (poissonVariance(share, entries) + LEAST_VARIANCE);
            weights[i] = memory * weights[i] + weight;
            weightedShares[i] = memory * weightedShares[i] + weight * share;
            weightedSquares[i] = memory * weightedSquares[i] + weight * residual * residual;
            mean[i] = weightedShares[i] / weights[i];
            variance[i] = weightedSquares[i] / weights[i];
        }
    }

    /** Of a share observed in so many entries; an empty bin counts as uncertain by one entry. */
    private static double poissonVariance(double share, double entries) {
        return share <= 0 ? 1 / (entries * entries) : (share - share * share) / entries;
    }
}
