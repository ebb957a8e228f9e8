package org.lumiwatch.compare;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;

/**
 * How far the efficiency of regions is off in one lumisection, given what surrounds them: the score of a conditional autoregression
 * (Besag 1974). Each cell is held against what its neighbours tell of it, those of its own region by what they counted, for they share its
 * fault, those outside by what they are believed to tell. Sums over a region need what each cell contributes by itself and with each of its
 * neighbours in the region, so that any box takes constant time. Of the information that all cells of an ECAL map hold on a region this keeps
 * .8 to .95, the bare sum .3.
 */
final class EfficiencyScores {
    /** Steps from a cell to its neighbours on one side; those on the other have it as theirs. */
    static final int[][] STEPS = {{1, 0}, {0, 1}, {2, 0}, {0, 2}, {3, 0}, {0, 3}};

    private static final int SCORE = 0;
    private static final int INFORMATION = 1;

    private final Geometry geometry;
    /** Of each cell by itself. */
    private final double[][] own;
    /** By step: of each cell with its neighbour there. */
    private final double[][][] pairs;

    private final double[] sums = new double[SummedArea.QUANTITIES];
    private final double[] together = new double[SummedArea.QUANTITIES];
    /** The same to be summed over boxes: own, then by step; null until a box is asked for. */
    private SummedArea @Nullable [] tables;

    /** Relative deviation of a region from its expectation, and the inverse of its variance; 0, 0 where nothing is known. */
    record Estimate(double deviation, double information) {
        static final Estimate NONE = new Estimate(0, 0);
    }

    /**
     * @param own score and information of each cell by itself
     * @param pairs by step, what each cell and its neighbour there take away from both when they are in one region
     */
    EfficiencyScores(Geometry geometry, double[][] own, double[][][] pairs) {
        this.geometry = geometry;
        this.own = own;
        this.pairs = pairs;
    }

    Estimate of(Box box) {
        if (tables == null) {
            tables = new SummedArea[1 + STEPS.length];
            tables[0] = new SummedArea(geometry, own);
            for (int step = 0; step < STEPS.length; step++) {
                tables[1 + step] = new SummedArea(geometry, pairs[step]);
            }
        }
        clear();
        tables[0].add(box, sums);
        for (int step = 0; step < STEPS.length; step++) {
            tables[1 + step].addShrunk(box, STEPS[step][0], STEPS[step][1], together);
        }
        return estimate();
    }

    Estimate of(Footprint region) {
        clear();
        for (int cell : region.cells()) {
            sums[SCORE] += own[SCORE][cell];
            sums[INFORMATION] += own[INFORMATION][cell];
        }
        for (int step = 0; step < STEPS.length; step++) {
            for (int cell : region.withNeighbour(step)) {
                together[SCORE] += pairs[step][SCORE][cell];
                together[INFORMATION] += pairs[step][INFORMATION][cell];
            }
        }
        return estimate();
    }

    private void clear() {
        Arrays.fill(sums, 0);
        Arrays.fill(together, 0);
    }

    private Estimate estimate() {
        double information = sums[INFORMATION] - together[INFORMATION];
        return information > 1e-9
                ? new Estimate((sums[SCORE] - together[SCORE]) / information, information)
                : Estimate.NONE;
    }
}
