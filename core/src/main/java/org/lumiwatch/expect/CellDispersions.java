package org.lumiwatch.expect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.lumiwatch.element.Geometry;

/**
 * Variance of each cell over that of the bare law: its own, shrunk to its ring's by as much as cells are seen to be alike (empirical
 * Bayes, Efron and Morris 1973). Mutable.
 */
final class CellDispersions {
    /** Lumisections that the dispersion of a cell's ring counts for beside its own: to begin with, and at least and at most later. */
    private static final double LEAST_PRIOR = 30;

    private static final double MOST_PRIOR = 3000;
    private static final double MOST = 1000;
    /** Live cells that tell how alike cells are. */
    private static final int NEEDED = 30;

    private final Geometry geometry;
    private final ReferenceOptions options;
    /** Means of squared standardised residuals and the weights they have, per cell and per ring. */
    private final double[] squares;

    private final double[] weights;
    private final double[] ringSquares;
    private final double[] ringWeights;
    /** Mean fourth power of standardised residuals: how uncertain a measured dispersion is. */
    private double fourth;

    private double fourthWeight;
    /** Lumisections that the dispersion of the ring counts for beside a cell's own. */
    private double prior = LEAST_PRIOR;

    CellDispersions(Geometry geometry, ReferenceOptions options) {
        this.geometry = geometry;
        this.options = options;
        this.squares = new double[geometry.cells()];
        this.weights = new double[geometry.cells()];
        this.ringSquares = new double[geometry.rings()];
        this.ringWeights = new double[geometry.rings()];
    }

    /**
     * Of one cell, never below the bare law's.
     *
     * @param lumisections learned so far
     */
    double of(int cell, int lumisections) {
        int ring = geometry.ring(cell);
        double ofRing = ringWeights[ring] > 0 ? ringSquares[ring] / ringWeights[ring] : options.startingDispersion();
        double own = weights[cell] > 0 ? squares[cell] / weights[cell] : ofRing;
        double effective = Math.min(lumisections, options.dispersionMemory());
        double shrunk = (effective * own + prior * ofRing) / (effective + prior);
        return Math.clamp(shrunk, 1, MOST);
    }

    /** Of all cells. */
    double[] all(int lumisections) {
        double[] all = new double[squares.length];
        Arrays.setAll(all, cell -> of(cell, lumisections));
        return all;
    }

    /**
     * Learns from one cell of the present lumisection.
     *
     * @param ratio squared residual over the variance that the bare law gives it
     * @param lumisections learned before the present one
     */
    void note(int cell, double ratio, int lumisections) {
        double forgetting = Math.max(1.0 / (lumisections + 1), 1 / options.dispersionMemory());
        squares[cell] += forgetting * (ratio - squares[cell]);
        weights[cell] += forgetting * (1 - weights[cell]);
        int ring = geometry.ring(cell);
        double slow = forgetting / 8;
        double verySlow = forgetting / geometry.cells();
        fourth += verySlow * (ratio * ratio - fourth);
        fourthWeight += verySlow * (1 - fourthWeight);
        ringSquares[ring] += slow * (ratio - ringSquares[ring]);
        ringWeights[ring] += slow * (1 - ringWeights[ring]);
    }

    /** Finds anew how alike cells are: the less they differ beyond what chance explains, the more their ring counts. */
    void weighRings(boolean[] live, int lumisections) {
        double[] squared = new double[squares.length];
        int counted = 0;
        double ringMean = 0;
        for (int cell = 0; cell < squares.length; cell++) {
            int ring = geometry.ring(cell);
            if (live[cell] && weights[cell] > 0 && ringSquares[ring] > 0) {
                double ofRing = ringSquares[ring] / ringWeights[ring];
                double difference = squares[cell] / weights[cell] / ofRing - 1;
                squared[counted++] = difference * difference;
                ringMean += ofRing * ofRing;
            }
        }
        if (counted < NEEDED) {
            prior = LEAST_PRIOR;
            return;
        }
        double ofOne = fourth / fourthWeight / (ringMean / counted) - 1;
        double seen = Math.min(lumisections, options.dispersionMemory());
        double beyondChance = WinsorisedScale.variance(squared, counted) - ofOne / seen;
        prior = Math.clamp(ofOne / Math.max(beyondChance, 1e-9), LEAST_PRIOR, MOST_PRIOR);
    }

    void save(DataOutput out) throws IOException {
        out.writeDouble(fourth);
        out.writeDouble(fourthWeight);
        out.writeDouble(prior);
        for (double[] values : new double[][] {squares, weights, ringSquares, ringWeights}) {
            Doubles.write(values, out);
        }
    }

    void restore(DataInput in) throws IOException {
        fourth = in.readDouble();
        fourthWeight = in.readDouble();
        prior = in.readDouble();
        for (double[] values : new double[][] {squares, weights, ringSquares, ringWeights}) {
            System.arraycopy(Doubles.read(values.length, in), 0, values, 0, values.length);
        }
    }
}
