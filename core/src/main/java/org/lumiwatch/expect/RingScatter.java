package org.lumiwatch.expect;

import java.util.Arrays;
import org.lumiwatch.element.Geometry;

/**
 * How much the counts of a map scatter about a prediction beyond Poisson: Fano factor minus one, never below 0, of the five
 * rings around each, drawn towards that of the whole map with a weight of two hundred cells.
 */
final class RingScatter {
    private static final int NEIGHBOURS = 2;
    private static final double PRIOR_CELLS = 200;
    private static final double SMALLEST = 1e-3;

    private RingScatter() {}

    /** @return one value per cell */
    static double[] excess(Geometry geometry, double[] counts, double[] mean, boolean[] used) {
        int rings = geometry.rings();
        int perLayer = rings / geometry.nz();
        int[] end = new int[rings + 1];
        for (int cell = 0; cell < counts.length; cell++) {
            end[geometry.ring(cell) + 1] += used[cell] ? 1 : 0;
        }
        Arrays.parallelPrefix(end, Integer::sum);
        int[] fill = end.clone();
        double[] squares = new double[end[rings]];
        for (int cell = 0; cell < counts.length; cell++) {
            if (used[cell]) {
                double residual = counts[cell] - mean[cell];
                squares[fill[geometry.ring(cell)]++] = residual * residual / Math.max(mean[cell], 0.5);
            }
        }
        double whole = Math.max(WinsorisedScale.variance(squares, squares.length), SMALLEST);
        double[] ofRing = new double[rings];
        for (int ring = 0; ring < rings; ring++) {
            int layer = ring / perLayer * perLayer;
            int from = end[Math.max(layer, ring - NEIGHBOURS)];
            int to = end[Math.min(layer + perLayer, ring + NEIGHBOURS + 1)];
            ofRing[ring] = fano(Arrays.copyOfRange(squares, from, to), whole);
        }
        double[] excess = new double[counts.length];
        Arrays.setAll(excess, cell -> Math.max(0, ofRing[geometry.ring(cell)] - 1));
        return excess;
    }

    private static double fano(double[] squares, double whole) {
        if (squares.length == 0) {
            return whole;
        }
        double own = Math.max(WinsorisedScale.variance(squares, squares.length), SMALLEST);
        double weight = squares.length / (squares.length + PRIOR_CELLS);
        return Math.exp(weight * Math.log(own) + (1 - weight) * Math.log(whole));
    }
}
