package org.lumiwatch.simulator;

import java.util.Objects;
import org.lumiwatch.element.Geometry;

/**
 * What the simulator alone knows of one element in one healthy lumisection: the counts expected given everything but the clusters
 * and the counting, that is events, true pileup, era, ageing, the common mode of this very lumisection and its unsteady cells.
 * Faults are not in it. Immutable; the ideal observer of a bench is built on it.
 */
public final class Latent {
    private final Geometry geometry;
    private final double[] means;
    private final double[] factors;
    private final int trials;
    private final Excess excess;

    /** Covariance of two cells before unsteadiness, less what Poisson counts have: the mean where both are the same. */
    interface Excess {
        double between(int cell, int other);
    }

    /** @param means owned by this from now on */
    Latent(Geometry geometry, double[] means, int trials, Excess excess) {
        this(geometry, means, ones(means.length), trials, excess);
    }

    private Latent(Geometry geometry, double[] means, double[] factors, int trials, Excess excess) {
        this.geometry = geometry;
        this.means = means;
        this.factors = factors;
        this.trials = trials;
        this.excess = excess;
    }

    private static double[] ones(int length) {
        double[] ones = new double[length];
        java.util.Arrays.fill(ones, 1);
        return ones;
    }

    /** The same with each cell's efficiency multiplied; no cell expects more than there are events. */
    Latent scaled(double[] by) {
        double[] scaledMeans = new double[means.length];
        double[] scaledFactors = new double[means.length];
        for (int cell = 0; cell < means.length; cell++) {
            double factor = Math.min(by[cell], means[cell] > 0 ? trials / means[cell] : by[cell]);
            scaledMeans[cell] = means[cell] * factor;
            scaledFactors[cell] = factors[cell] * factor;
        }
        return new Latent(geometry, scaledMeans, scaledFactors, trials, excess);
    }

    public Geometry geometry() {
        return geometry;
    }

    /** Expected counts of a cell. */
    public double mean(int cell) {
        return means[cell];
    }

    /** Expected counts of all cells, x fastest; a copy. */
    public double[] means() {
        return means.clone();
    }

    /** Most that a cell can count: the events in binomial maps, elsewhere {@link Integer#MAX_VALUE}. */
    public int trials() {
        return trials;
    }

    /** Covariance of the counts of two cells, in counts squared; of a cell with itself its variance. */
    public double covarianceBetween(int cell, int other) {
        Objects.checkIndex(cell, means.length);
        Objects.checkIndex(other, means.length);
        double beyond = factors[cell] * factors[other] * excess.between(cell, other);
        // a variance may round below 0 where every event is counted
        return cell == other ? Math.max(0, means[cell] + beyond) : beyond;
    }

    /**
     * Covariance of the counts of two cells that far apart within a layer over the root of the product of their means, averaged
     * over all such pairs that count: at (0, 0) the Fano factor. 0 when there is no such pair.
     */
    public double covariance(int dx, int dy) {
        double sum = 0;
        int pairs = 0;
        for (int cell = 0; cell < means.length; cell++) {
            int other = geometry.neighbour(cell, dx, dy);
            if (other >= 0 && means[cell] > 0 && means[other] > 0) {
                sum += covarianceBetween(cell, other) / Math.sqrt(means[cell] * means[other]);
                pairs++;
            }
        }
        return pairs == 0 ? 0 : sum / pairs;
    }
}
