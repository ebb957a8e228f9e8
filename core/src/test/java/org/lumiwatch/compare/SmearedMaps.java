package org.lumiwatch.compare;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.expect.Prediction;

/** Maps of 20×16 cells of 200 counts that share half of their fluctuation with their neighbours. */
final class SmearedMaps {
    static final Geometry GEOMETRY = Geometry.unknown(20, 16, 1);
    static final double MEAN = 200;
    private static final double EXCESS = 7;

    private final SplittableRandom random;

    SmearedMaps(long seed) {
        this.random = new SplittableRandom(seed);
    }

    static Prediction expected() {
        double[] mean = new double[GEOMETRY.cells()];
        Arrays.fill(mean, MEAN);
        return expected(mean);
    }

    static Prediction expected(double[] mean) {
        double[] excess = new double[GEOMETRY.cells()];
        boolean[] live = new boolean[GEOMETRY.cells()];
        Arrays.fill(excess, EXCESS);
        Arrays.fill(live, true);
        return new Prediction(GEOMETRY, mean, excess, new double[GEOMETRY.cells()], live, 1, Double.NaN);
    }

    /** Half of the variance white, half smeared over 3×3 cells. */
    double[] next() {
        double sigma = Math.sqrt(MEAN * (1 + EXCESS));
        int width = GEOMETRY.nx() + 2;
        double[] sources = new double[width * (GEOMETRY.ny() + 2)];
        Arrays.setAll(sources, i -> random.nextGaussian());
        double[] counts = new double[GEOMETRY.cells()];
        for (int cell = 0; cell < counts.length; cell++) {
            double smeared = 0;
            for (int dy = 0; dy < 3; dy++) {
                for (int dx = 0; dx < 3; dx++) {
                    smeared += sources[(GEOMETRY.y(cell) + dy) * width + GEOMETRY.x(cell) + dx] / 3;
                }
            }
            double deviation = Math.sqrt(0.5) * (random.nextGaussian() + smeared);
            counts[cell] = Math.max(0, Math.rint(MEAN + sigma * deviation));
        }
        return counts;
    }
}
