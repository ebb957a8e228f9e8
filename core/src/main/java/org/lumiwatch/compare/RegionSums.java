package org.lumiwatch.compare;

import java.util.List;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.expect.Prediction;

/**
 * Sums over live cells of one lumisection: observed, expected, variance, and the expectation's own uncertainty squared; and over the layers
 * and frames of a box for its {@link MatchedFilter}.
 */
final class RegionSums {
    private final Geometry geometry;
    private final SummedArea observed;
    private final SummedArea mean;
    private final SummedArea variance;
    private final SummedArea spread;
    /** Standardised deviations: of all cells, and of those that may tell of others; of a doubled efficiency. */
    private final SummedArea own;

    private final SummedArea told;
    private final SummedArea strength;
    private final SummedArea present;
    private final double[] telling;

    /** @param suspect cells that tell nothing of others */
    RegionSums(double[] counts, Prediction prediction, boolean[] suspect) {
        this.geometry = prediction.geometry();
        double[] live = new double[counts.length];
        double[] due = new double[counts.length];
        double[] noise = new double[counts.length];
        double[] doubt = new double[counts.length];
        double[] away = new double[counts.length];
        double[] strong = new double[counts.length];
        boolean[] there = new boolean[counts.length];
        this.telling = new double[counts.length];
        for (int cell = 0; cell < counts.length; cell++) {
            if (prediction.live(cell)) {
                there[cell] = true;
                live[cell] = counts[cell];
                due[cell] = prediction.mean(cell);
                noise[cell] = prediction.mean(cell) * Math.max(1 + prediction.excess(cell), 1e-6);
                double uncertain = prediction.spread(cell) * prediction.mean(cell);
                doubt[cell] = uncertain * uncertain;
                double sigma = Math.sqrt(noise[cell]);
                away[cell] = sigma > 0 ? (counts[cell] - due[cell]) / sigma : 0;
                telling[cell] = suspect[cell] ? 0 : away[cell];
                strong[cell] = sigma > 0 ? due[cell] / sigma : 0;
            }
        }
        observed = new SummedArea(geometry, live);
        mean = new SummedArea(geometry, due);
        variance = new SummedArea(geometry, noise);
        spread = new SummedArea(geometry, doubt);
        own = new SummedArea(geometry, away);
        told = new SummedArea(geometry, telling);
        strength = new SummedArea(geometry, strong);
        present = SummedArea.ofFlags(geometry, there);
    }

    /** Standardised deviations, summed over the layers of a box and the frames around it, as {@link MatchedFilter} wants them. */
    void deviations(Box box, double[] into) {
        layers(own, box, into);
        double within = told.sum(box);
        double first = told.sum(box, 1);
        double corners = corner(box, box.x0() - 1, box.y0() - 1)
                + corner(box, box.x1() + 1, box.y0() - 1)
                + corner(box, box.x0() - 1, box.y1() + 1)
                + corner(box, box.x1() + 1, box.y1() + 1);
        into[MatchedFilter.LAYERS] = first - within - corners;
        into[MatchedFilter.LAYERS + 1] = corners;
        into[MatchedFilter.LAYERS + 2] = told.sum(box, 2) - first;
    }

    /** Share of the box and both frames that is live cells of the map. */
    double completeness(Box box) {
        double cells = (box.x1() - box.x0() + 5.0) * (box.y1() - box.y0() + 5.0) * (box.z1() - box.z0() + 1);
        return present.sum(box, 2) / cells;
    }

    /** What {@link #deviations} would be in the layers, were the efficiency twice what is expected. */
    void strengths(Box box, double[] into) {
        layers(strength, box, into);
    }

    private static void layers(SummedArea of, Box box, double[] into) {
        double whole = of.sum(box);
        double within = of.sum(box, -1);
        double innermost = of.sum(box, -2);
        into[0] = whole - within;
        into[1] = within - innermost;
        into[2] = innermost;
    }

    private double corner(Box box, int x, int y) {
        return x < 0 || x >= geometry.nx() || y < 0 || y >= geometry.ny() ? 0 : telling[geometry.cell(x, y, box.z0())];
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
