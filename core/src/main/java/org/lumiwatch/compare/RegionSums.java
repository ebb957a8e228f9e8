package org.lumiwatch.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.expect.Prediction;

/**
 * Sums over live cells of one lumisection: observed, expected, variance, and the expectation's own uncertainty squared. What was asked last is
 * kept, for one region is asked about several times in a row: one thread at a time.
 */
final class RegionSums {
    private static final int OBSERVED = 0;
    private static final int MEAN = 1;
    private static final int VARIANCE = 2;
    private static final int DOUBT = 3;

    private final Geometry geometry;
    /** Of each cell; 0 where it is not live. */
    private final double[][] cells;
    /** The same to be summed over boxes; null until one of several cells is asked for. */
    private @Nullable SummedArea counts;

    private final double[] sums = new double[SummedArea.QUANTITIES];
    private @Nullable List<Box> summed;
    private final @Nullable EfficiencyScores scores;

    /** @param scores of the same lumisection; null where regions are not judged given what surrounds them */
    RegionSums(double[] counts, Prediction prediction, @Nullable EfficiencyScores scores) {
        this.geometry = prediction.geometry();
        this.cells = cells(counts, prediction);
        this.scores = scores;
    }

    EfficiencyScores scores() {
        return Objects.requireNonNull(scores, "region sums: without scores (expected: with)");
    }

    private static double[][] cells(double[] counts, Prediction prediction) {
        double[] observed = new double[counts.length];
        double[] mean = new double[counts.length];
        double[] variance = new double[counts.length];
        double[] doubt = new double[counts.length];
        for (int cell = 0; cell < counts.length; cell++) {
            if (prediction.live(cell)) {
                observed[cell] = counts[cell];
                mean[cell] = prediction.mean(cell);
                variance[cell] = prediction.mean(cell) * Math.max(1 + prediction.excess(cell), 1e-6);
                double uncertain = prediction.spread(cell) * prediction.mean(cell);
                doubt[cell] = uncertain * uncertain;
            }
        }
        return new double[][] {observed, mean, variance, doubt};
    }

    double observed(List<Box> boxes) {
        return Math.max(0, sums(boxes)[OBSERVED]);
    }

    /** Expected counts; 0 where no cell of the region is live. */
    double mean(List<Box> boxes) {
        double sum = sums(boxes)[MEAN];
        return sum > 1e-9 ? sum : 0;
    }

    double variance(List<Box> boxes) {
        return Math.max(1e-12, sums(boxes)[VARIANCE]);
    }

    /** Uncertainty of the expected counts. */
    double spread(List<Box> boxes) {
        return Math.sqrt(Math.max(0, sums(boxes)[DOUBT]));
    }

    @SuppressWarnings("ReferenceEquality")
    private double[] sums(List<Box> boxes) {
        if (boxes == summed) {
            return sums;
        }
        summed = boxes;
        Box first = boxes.getFirst();
        if (boxes.size() == 1 && first.cells() == 1) {
            int cell = geometry.cell(first.x0(), first.y0(), first.z0());
            for (int quantity = 0; quantity < sums.length; quantity++) {
                sums[quantity] = cells[quantity][cell];
            }
            return sums;
        }
        if (counts == null) {
            counts = new SummedArea(geometry, cells);
        }
        Arrays.fill(sums, 0);
        for (Box box : boxes) {
            counts.add(box, sums);
        }
        return sums;
    }
}
