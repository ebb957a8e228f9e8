package org.lumiwatch.bench.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.lumiwatch.compare.CountLikelihood;
import org.lumiwatch.element.CountLaw;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.simulator.Latent;

/**
 * The log-likelihood ratio of "this region's efficiency is f times what it was" for one lumisection, by one who knows the true
 * means and the true covariance of the counts.
 *
 * <p>Clustered maps: the region's counts are joined with the weights that distinguish f best, given what the cells around it
 * tell (best linear prediction); the joint count is taken as gamma-Poisson with the mean and variance that remain. Binomial maps:
 * the exact ratio, channel by channel; their small correlations (at most .09) are left out. Immutable.
 */
final class RegionOracle {
    /** Reach of the surroundings: beyond it cells tell less than a hundredth more. */
    private static final int REACH = 3;
    /** Covariance, in units of the mean, from which on a cell is worth asking. */
    private static final double TELLING = 0.02;
    /** Dead is taken as this efficiency: a count that a dead region cannot have must not end the sum at minus infinity. */
    private static final double LEAST = 1e-3;

    private final Geometry geometry;
    private final Region region;
    /** Weights of the region's counts, one a cell of the region. */
    private final double[] weights;

    private final int[] around;
    /** Weights of the surrounding cells' counts in the prediction of the joint count. */
    private final double[] aroundWeights;

    private final double[] factors;
    /** The ratio of each factor is linear: so much per count, less so much per expected count. */
    private final double[] perCount;

    private final double[] perMean;

    /** @param fano variance of the joint count, given its surroundings, over its mean */
    private RegionOracle(
            Geometry geometry,
            Region region,
            double[] weights,
            int[] around,
            double[] aroundWeights,
            double fano,
            double[] factors) {
        this.geometry = geometry;
        this.region = region;
        this.weights = weights;
        this.around = around;
        this.aroundWeights = aroundWeights;
        this.factors = Arrays.stream(factors).map(f -> Math.max(f, LEAST)).toArray();
        this.perCount = new double[factors.length];
        this.perMean = new double[factors.length];
        double excess = Math.max(fano - 1, 0);
        for (int h = 0; h < factors.length; h++) {
            double nothing = CountLikelihood.clustered(0, 1, excess, this.factors[h]);
            perMean[h] = -nothing;
            perCount[h] = CountLikelihood.clustered(1, 1, excess, this.factors[h]) - nothing;
        }
    }

    /**
     * @param region cells in which the fault would be; those that never count tell nothing
     * @param covariances of a typical lumisection; ratios of means are taken from it too
     * @param factors efficiencies that are looked for
     */
    static RegionOracle of(Geometry geometry, Region region, Covariances covariances, double... factors) {
        Latent latent = covariances.latent();
        List<Integer> inside = new ArrayList<>();
        for (int i = 0; i < region.size(); i++) {
            if (latent.mean(region.cell(i)) > 0) {
                inside.add(region.cell(i));
            }
        }
        List<Integer> outside =
                geometry.law() == CountLaw.BINOMIAL ? List.of() : surroundings(geometry, region, covariances);
        int[] cells = inside.stream().mapToInt(Integer::intValue).toArray();
        int[] around = outside.stream().mapToInt(Integer::intValue).toArray();
        Region live = cells.length == region.size() ? region : Region.ofCells(cells);
        double[] weights = new double[cells.length];
        if (geometry.law() == CountLaw.BINOMIAL || cells.length == 0) {
            Arrays.fill(weights, 1);
            return new RegionOracle(geometry, live, weights, new int[0], new double[0], 1, factors);
        }
        return solved(geometry, live, cells, around, covariances, factors);
    }

    /** Best weights from the covariance of standardised counts. */
    private static RegionOracle solved(
            Geometry geometry, Region live, int[] cells, int[] around, Covariances covariances, double[] factors) {
        Latent latent = covariances.latent();
        RealMatrix remaining = covariances.between(cells, cells);
        RealMatrix coefficients = null;
        if (around.length > 0) {
            RealMatrix cross = covariances.between(around, cells);
            coefficients = cholesky(covariances.between(around, around)).solve(cross);
            remaining = remaining.subtract(cross.transposeMultiply(coefficients));
        }
        RealVector shift = new ArrayRealVector(cells.length);
        for (int i = 0; i < cells.length; i++) {
            shift.setEntry(i, Math.sqrt(latent.mean(cells[i])));
        }
        RealVector best = cholesky(remaining).solve(shift);
        // scaled so that the joint count has the mean of the plain sum: the gamma-Poisson law then keeps its grain
        double scale = shift.dotProduct(shift) / best.dotProduct(shift);
        double[] weights = new double[cells.length];
        for (int i = 0; i < cells.length; i++) {
            weights[i] = scale * best.getEntry(i) / shift.getEntry(i);
        }
        double[] aroundWeights = new double[around.length];
        if (coefficients != null) {
            RealVector told = coefficients.operate(best);
            for (int j = 0; j < around.length; j++) {
                aroundWeights[j] = scale * told.getEntry(j) / Math.sqrt(latent.mean(around[j]));
            }
        }
        double fano = scale * scale * best.dotProduct(remaining.operate(best)) / shift.dotProduct(shift);
        return new RegionOracle(geometry, live, weights, around, aroundWeights, fano, factors);
    }

    /** Rounding leaves covariances symmetric to some digits only. */
    private static DecompositionSolver cholesky(RealMatrix covariance) {
        return new CholeskyDecomposition(covariance, 1e-6, 1e-12).getSolver();
    }

    private static List<Integer> surroundings(Geometry geometry, Region region, Covariances covariances) {
        Latent latent = covariances.latent();
        List<Integer> around = new ArrayList<>();
        for (int i = 0; i < region.size(); i++) {
            int cell = region.cell(i);
            for (int dy = -REACH; dy <= REACH; dy++) {
                for (int dx = -REACH; dx <= REACH; dx++) {
                    int next = geometry.neighbour(cell, dx, dy);
                    if (next >= 0
                            && latent.mean(next) > 0
                            && latent.mean(cell) > 0
                            && !region.contains(next)
                            && covariances.between(cell, next) > TELLING
                            && !around.contains(next)) {
                        around.add(next);
                    }
                }
            }
        }
        return around;
    }

    /**
     * Log-likelihood ratios of each factor against 1, for one lumisection; 0 where nothing can be told.
     *
     * @param ratios filled, one a factor
     */
    void ratios(double[] counts, Latent latent, double[] ratios) {
        if (weights.length == 0) {
            return;
        }
        switch (geometry.law()) {
            case BINOMIAL -> binomial(counts, latent, ratios);
            case CLUSTERED, MULTINOMIAL -> clustered(counts, latent, ratios);
        }
    }

    private void binomial(double[] counts, Latent latent, double[] ratios) {
        Arrays.fill(ratios, 0);
        for (int i = 0; i < weights.length; i++) {
            int cell = region.cell(i);
            for (int h = 0; h < factors.length; h++) {
                ratios[h] += CountLikelihood.binomial(counts[cell], latent.trials(), latent.mean(cell), factors[h]);
            }
        }
    }

    private void clustered(double[] counts, Latent latent, double[] ratios) {
        double mean = 0;
        double count = 0;
        for (int i = 0; i < weights.length; i++) {
            int cell = region.cell(i);
            mean += weights[i] * latent.mean(cell);
            count += weights[i] * counts[cell];
        }
        double told = 0;
        for (int j = 0; j < around.length; j++) {
            told += aroundWeights[j] * (counts[around[j]] - latent.mean(around[j]));
        }
        double conditional = mean + Math.clamp(told, -0.8 * mean, 3 * mean);
        for (int h = 0; h < factors.length; h++) {
            ratios[h] = perCount[h] * Math.max(count, 0) - perMean[h] * conditional;
        }
    }
}
