package org.lumiwatch.compare;

import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.histogram.Histogram;

/**
 * Summed-area tables of a map: observed and expected counts, variances and number of live cells of any block in four look-ups
 * each. Explained cells and those not live count as nothing. A corner is {@code corner(x, y, z)} of the block's first cell.
 */
final class BlockSums {
    private final int stride;
    private final int layer;
    private final double[] counts;
    private final double[] means;
    private final double[] variances;
    private final int[] cells;

    BlockSums(Histogram observed, Prediction expected, boolean[] explained) {
        Geometry geometry = expected.geometry();
        stride = geometry.nx() + 1;
        layer = stride * (geometry.ny() + 1);
        int size = layer * geometry.nz();
        counts = new double[size];
        means = new double[size];
        variances = new double[size];
        cells = new int[size];
        for (int cell = 0; cell < geometry.cells(); cell++) {
            int at = corner(geometry.x(cell), geometry.y(cell), geometry.z(cell)) + stride + 1;
            boolean counted = expected.live(cell) && !explained[cell] && expected.mean(cell) > 0;
            counts[at] = (counted ? observed.at(cell) : 0) + before(counts, at);
            means[at] = (counted ? expected.mean(cell) : 0) + before(means, at);
            variances[at] = (counted ? expected.variance(cell) : 0) + before(variances, at);
            cells[at] = (counted ? 1 : 0) + cells[at - 1] + cells[at - stride] - cells[at - stride - 1];
        }
    }

    private double before(double[] table, int at) {
        return table[at - 1] + table[at - stride] - table[at - stride - 1];
    }

    int corner(int x, int y, int z) {
        return z * layer + y * stride + x;
    }

    int corner(Box box) {
        return corner(box.x0(), box.y0(), box.z0());
    }

    double count(int corner, int width, int height) {
        return sum(counts, corner, width, height);
    }

    double mean(int corner, int width, int height) {
        return sum(means, corner, width, height);
    }

    double variance(int corner, int width, int height) {
        return sum(variances, corner, width, height);
    }

    int cells(int corner, int width, int height) {
        int below = corner + height * stride;
        return cells[below + width] - cells[below] - cells[corner + width] + cells[corner];
    }

    private double sum(double[] table, int corner, int width, int height) {
        int below = corner + height * stride;
        return table[below + width] - table[below] - table[corner + width] + table[corner];
    }
}
