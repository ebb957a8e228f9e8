package org.lumiwatch.bench.baseline;

import com.amazon.randomcutforest.RandomCutForest;
import org.lumiwatch.histogram.Histogram;

/**
 * An isolation forest that learns from a stream: random cut forest (Guha and others 2016), on the square roots of normalised
 * contents, whose noise is alike in all bins.
 */
public final class IsolationForest implements Baseline {
    private static final int TREES = 20;
    private static final int SAMPLE = 256;

    private final RandomCutForest forest;

    public IsolationForest(int bins, long seed) {
        this.forest = RandomCutForest.builder()
                .dimensions(bins)
                .numberOfTrees(TREES)
                .sampleSize(SAMPLE)
                .randomSeed(seed)
                .parallelExecutionEnabled(false)
                .build();
    }

    @Override
    public double score(Histogram histogram) {
        return histogram.sum() <= 0 ? 0 : forest.getAnomalyScore(point(histogram));
    }

    @Override
    public void learn(Histogram histogram) {
        forest.update(point(histogram));
    }

    private static float[] point(Histogram histogram) {
        double[] shares = Shares.of(histogram);
        float[] point = new float[shares.length];
        for (int i = 0; i < point.length; i++) {
            point[i] = (float) Math.sqrt(shares[i]);
        }
        return point;
    }
}
