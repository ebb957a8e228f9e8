package org.lumiwatch.expect;

import java.util.Arrays;
import org.lumiwatch.element.CountLaw;
import org.lumiwatch.element.Geometry;

/**
 * What a healthy detector would have shown in one element in one lumisection: a mean and a variance for each cell.
 *
 * <p>Variance of cell i is {@code mean·(1 + excess)} plus {@code (spread·mean)²}: {@code excess} is the Fano factor minus one
 * (0 for Poisson counts, 7 for clustered ECAL towers, −p for binomial ones), {@code spread} the relative uncertainty of the
 * expectation itself. Cells that are not live (not instrumented, known defects, never seen) predict nothing. Immutable; arrays
 * are copied in, {@link #mean(int)} and its likes read them.
 */
public final class Prediction {
    private final Geometry geometry;
    private final double[] mean;
    private final double[] excess;
    private final double[] spread;
    private final boolean[] live;
    private final double exposure;
    private final double trials;

    /**
     * @param mean expected counts, one per cell, finite and not negative
     * @param excess Fano factor minus one, one per cell, above −1
     * @param spread relative uncertainty of the mean, one per cell
     * @param live which cells are predicted
     * @param exposure scale common to all cells, 1 for a typical lumisection
     * @param trials events a cell of a binomial element could have counted; NaN for other laws
     */
    public Prediction(
            Geometry geometry,
            double[] mean,
            double[] excess,
            double[] spread,
            boolean[] live,
            double exposure,
            double trials) {
        this(geometry, exposure, trials, mean.clone(), excess.clone(), spread.clone(), live.clone());
    }

    private Prediction(
            Geometry geometry,
            double exposure,
            double trials,
            double[] mean,
            double[] excess,
            double[] spread,
            boolean[] live) {
        int cells = geometry.cells();
        if (mean.length != cells || excess.length != cells || spread.length != cells || live.length != cells) {
            throw new IllegalArgumentException(
                    "prediction: %d means, %d excesses, %d spreads, %d flags (expected: %d cells)"
                            .formatted(mean.length, excess.length, spread.length, live.length, cells));
        }
        if (geometry.law() == CountLaw.BINOMIAL && !(trials > 0)) {
            throw new IllegalArgumentException("trials: %s (expected: > 0 for a binomial element)".formatted(trials));
        }
        this.geometry = geometry;
        this.mean = mean;
        this.excess = excess;
        this.spread = spread;
        this.live = live;
        this.exposure = exposure;
        this.trials = trials;
    }

    /** Without copying: the arrays must not be changed any more. */
    static Prediction owning(
            Geometry geometry,
            double[] mean,
            double[] excess,
            double[] spread,
            boolean[] live,
            double exposure,
            double trials) {
        return new Prediction(geometry, exposure, trials, mean, excess, spread, live);
    }

    /** The same, each cell of which may have changed by this relative size. */
    public Prediction widenedBy(double relativeChange) {
        if (relativeChange == 0) {
            return this;
        }
        double[] wider = new double[spread.length];
        Arrays.setAll(wider, cell -> Math.sqrt(spread[cell] * spread[cell] + relativeChange * relativeChange));
        return owning(geometry, mean, excess, wider, live, exposure, trials);
    }

    /** The same, in which these cells predict nothing. */
    public Prediction without(boolean[] cells) {
        boolean[] left = new boolean[live.length];
        for (int cell = 0; cell < left.length; cell++) {
            left[cell] = live[cell] && !cells[cell];
        }
        return owning(geometry, mean, excess, spread, left, exposure, trials);
    }

    public Geometry geometry() {
        return geometry;
    }

    public int cells() {
        return mean.length;
    }

    public double mean(int cell) {
        return mean[cell];
    }

    public double excess(int cell) {
        return excess[cell];
    }

    public double spread(int cell) {
        return spread[cell];
    }

    public boolean live(int cell) {
        return live[cell];
    }

    /** Number of cells that are predicted. */
    public int liveCells() {
        int count = 0;
        for (boolean one : live) {
            count += one ? 1 : 0;
        }
        return count;
    }

    /** Variance of the count of {@code cell}. */
    public double variance(int cell) {
        double uncertain = spread[cell] * mean[cell];
        return mean[cell] * (1 + excess[cell]) + uncertain * uncertain;
    }

    public double exposure() {
        return exposure;
    }

    /** Events a cell of a binomial element could have counted; NaN for other laws. */
    public double trials() {
        return trials;
    }

    /** A copy of the means. */
    public double[] means() {
        return mean.clone();
    }

    /** Sum of the means of live cells. */
    public double total() {
        double total = 0;
        for (int i = 0; i < mean.length; i++) {
            total += live[i] ? mean[i] : 0;
        }
        return total;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Prediction that
                && geometry.equals(that.geometry)
                && Arrays.equals(mean, that.mean)
                && Arrays.equals(excess, that.excess)
                && Arrays.equals(spread, that.spread)
                && Arrays.equals(live, that.live)
                && Double.compare(exposure, that.exposure) == 0
                && Double.compare(trials, that.trials) == 0;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(mean);
    }
}
