package org.lumiwatch.compare;

import java.util.List;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.expect.Prediction;

/** Sums over live cells of one lumisection: observed, expected, variance, and the expectation's own uncertainty squared. */
final class RegionSums {
    private final SummedArea observed;
    private final SummedArea mean;
    private final SummedArea variance;
    private final SummedArea spread;

    RegionSums(double[] counts, Prediction prediction) {
        Geometry geometry = prediction.geometry();
        double[] live = new double[counts.length];
        double[] due = new double[counts.length];
        double[] noise = new double[counts.length];
        double[] doubt = new double[counts.length];
        for (int cell = 0; cell < counts.length; cell++) {
            if (prediction.live(cell)) {
                live[cell] = counts[cell];
                due[cell] = prediction.mean(cell);
                noise[cell] = prediction.mean(cell) * Math.max(1 + prediction.excess(cell), 1e-6);
                double uncertain = prediction.spread(cell) * prediction.mean(cell);
                doubt[cell] = uncertain * uncertain;
            }
        }
        observed = new SummedArea(geometry, live);
        mean = new SummedArea(geometry, due);
        variance = new SummedArea(geometry, noise);
        spread = new SummedArea(geometry, doubt);
    }

    double observed(List<Box> boxes) {
        return Math.max(0, observed.sum(boxes));
    }

    /** Expected counts; 0 where no cell of the region is live. */
    double mean(List<Box> boxes) {
        double sum = mean.sum(boxes);
        return sum > 1e-9 ? sum : 0;
    }

    double variance(List<Box> boxes) {
        return Math.max(1e-12, variance.sum(boxes));
    }

    /** Uncertainty of the expected counts. */
    double spread(List<Box> boxes) {
        return Math.sqrt(Math.max(0, spread.sum(boxes)));
    }
}
