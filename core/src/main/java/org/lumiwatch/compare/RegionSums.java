package org.lumiwatch.compare;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.expect.Prediction;

/**
 * Sums over live cells of one lumisection: observed, expected, variance, and the expectation's own uncertainty squared; and over the layers
 * and frames of a box for its {@link MatchedFilter}. What was asked last is kept, for one region is asked about several times in a row: one
 * thread at a time.
 */
final class RegionSums {
    private static final int OBSERVED = 0;
    private static final int MEAN = 1;
    private static final int VARIANCE = 2;
    private static final int DOUBT = 3;
    /** Standardised deviations: of all cells, and of those that may tell of others; of a doubled efficiency; live cells. */
    private static final int OWN = 0;

    private static final int TOLD = 1;
    private static final int STRENGTH = 2;
    private static final int PRESENT = 3;
    /** Cells that a box grows by for its outer frame, and shrinks by for its innermost layer. */
    private static final int MARGIN = 2;

    private final Geometry geometry;
    /** Of each cell; 0 where it is not live. */
    private final double[][] cells;
    /** The same to be summed over boxes; null until one of several cells is asked for. */
    private @Nullable SummedArea counts;

    private final double[] sums = new double[4];
    private @Nullable List<Box> summed;
    /** Null when no filter will ask. */
    private final @Nullable SummedArea deviations;

    private final double[][] around = new double[2 * MARGIN + 1][4];
    private @Nullable Box surrounded;
    private final double[] telling;

    private RegionSums(Geometry geometry, double[][] cells, @Nullable SummedArea deviations, double[] telling) {
        this.geometry = geometry;
        this.cells = cells;
        this.deviations = deviations;
        this.telling = telling;
    }

    /** Without what filters ask for. */
    static RegionSums plain(double[] counts, Prediction prediction) {
        return new RegionSums(prediction.geometry(), cells(counts, prediction), null, new double[0]);
    }

    /** @param suspect cells that tell nothing of others */
    static RegionSums filtered(double[] counts, Prediction prediction, boolean[] suspect) {
        double[] own = new double[counts.length];
        double[] telling = new double[counts.length];
        double[] strength = new double[counts.length];
        double[] present = new double[counts.length];
        for (int cell = 0; cell < counts.length; cell++) {
            if (prediction.live(cell)) {
                present[cell] = 1;
                double sigma = Math.sqrt(noise(prediction, cell));
                own[cell] = sigma > 0 ? (counts[cell] - prediction.mean(cell)) / sigma : 0;
                telling[cell] = suspect[cell] ? 0 : own[cell];
                strength[cell] = sigma > 0 ? prediction.mean(cell) / sigma : 0;
            }
        }
        return new RegionSums(
                prediction.geometry(),
                cells(counts, prediction),
                new SummedArea(prediction.geometry(), own, telling, strength, present),
                telling);
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
                variance[cell] = noise(prediction, cell);
                double uncertain = prediction.spread(cell) * prediction.mean(cell);
                doubt[cell] = uncertain * uncertain;
            }
        }
        return new double[][] {observed, mean, variance, doubt};
    }

    private static double noise(Prediction prediction, int cell) {
        return prediction.mean(cell) * Math.max(1 + prediction.excess(cell), 1e-6);
    }

    /** Standardised deviations, summed over the layers of a box and the frames around it, as {@link MatchedFilter} wants them. */
    void deviations(Box box, double[] into) {
        double[][] at = around(box);
        layers(at, OWN, into);
        double corners = corner(box, box.x0() - 1, box.y0() - 1)
                + corner(box, box.x1() + 1, box.y0() - 1)
                + corner(box, box.x0() - 1, box.y1() + 1)
                + corner(box, box.x1() + 1, box.y1() + 1);
        into[MatchedFilter.LAYERS] = at[MARGIN + 1][TOLD] - at[MARGIN][TOLD] - corners;
        into[MatchedFilter.LAYERS + 1] = corners;
        into[MatchedFilter.LAYERS + 2] = at[MARGIN + 2][TOLD] - at[MARGIN + 1][TOLD];
    }

    /** Share of the box and both frames that is live cells of the map. */
    double completeness(Box box) {
        double cells = (box.x1() - box.x0() + 5.0) * (box.y1() - box.y0() + 5.0) * (box.z1() - box.z0() + 1);
        return around(box)[2 * MARGIN][PRESENT] / cells;
    }

    /** What {@link #deviations} would be in the layers, were the efficiency twice what is expected. */
    void strengths(Box box, double[] into) {
        layers(around(box), STRENGTH, into);
    }

    private static void layers(double[][] at, int quantity, double[] into) {
        into[0] = at[MARGIN][quantity] - at[MARGIN - 1][quantity];
        into[1] = at[MARGIN - 1][quantity] - at[MARGIN - 2][quantity];
        into[2] = at[MARGIN - 2][quantity];
    }

    /** Sums over the box grown by −2 to 2 cells; the box asked for last is known by its identity. */
    @SuppressWarnings("ReferenceEquality")
    private double[][] around(Box box) {
        if (deviations == null) {
            throw new IllegalStateException("region sums: plain ones (expected: filtered)");
        }
        if (box != surrounded) {
            for (int margin = -MARGIN; margin <= MARGIN; margin++) {
                double[] at = around[MARGIN + margin];
                at[OWN] = 0;
                at[TOLD] = 0;
                at[STRENGTH] = 0;
                at[PRESENT] = 0;
                deviations.add(box, margin, at);
            }
            surrounded = box;
        }
        return around;
    }

    private double corner(Box box, int x, int y) {
        return x < 0 || x >= geometry.nx() || y < 0 || y >= geometry.ny() ? 0 : telling[geometry.cell(x, y, box.z0())];
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
            counts.add(box, 0, sums);
        }
        return sums;
    }
}
