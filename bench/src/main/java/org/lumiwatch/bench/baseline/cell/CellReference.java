package org.lumiwatch.bench.baseline.cell;

import java.util.Arrays;
import java.util.List;
import org.lumiwatch.bench.contender.Observed;

/**
 * Share of each cell in the total of its element, and how widely it scatters. The expectation of a lumisection is share × total, so
 * that pileup and the number of events are accounted for without a model. Mutable.
 */
final class CellReference {
    private final double[] share;
    /** Variance over that of the bare count law. */
    private final double[] dispersion;

    private CellReference(double[] share, double[] dispersion) {
        this.share = share;
        this.dispersion = dispersion;
    }

    /** One that follows others from now on. */
    CellReference copy() {
        return new CellReference(share.clone(), dispersion.clone());
    }

    /** Mean and scatter of a history, every lumisection counted alike. */
    CellReference(List<Observed> history) {
        int cells = history.getFirst().geometry().cells();
        share = new double[cells];
        dispersion = new double[cells];
        double total = 0;
        for (Observed observed : history) {
            double[] counts = observed.counts();
            for (int cell = 0; cell < cells; cell++) {
                share[cell] += counts[cell];
                total += counts[cell];
            }
        }
        for (int cell = 0; cell < cells; cell++) {
            share[cell] /= total;
        }
        for (Observed observed : history) {
            double[] counts = observed.counts();
            double[] expected = expected(observed, counts);
            for (int cell = 0; cell < cells; cell++) {
                dispersion[cell] += square(counts[cell] - expected[cell])
                        / bareVariance(expected[cell], observed.most())
                        / history.size();
            }
        }
        for (int cell = 0; cell < cells; cell++) {
            dispersion[cell] = Math.max(dispersion[cell], 0.05);
        }
    }

    /** Expected counts of a lumisection; 0 in cells that never counted. */
    double[] expected(Observed observed, double[] counts) {
        double total = Arrays.stream(counts).sum();
        double most = observed.most();
        double[] expected = new double[share.length];
        for (int cell = 0; cell < expected.length; cell++) {
            expected[cell] = Math.min(most, share[cell] * total);
        }
        return expected;
    }

    /** Poisson, or binomial where a cell cannot count more than {@code most}; never zero. */
    static double bareVariance(double expected, double most) {
        double variance = most == Double.POSITIVE_INFINITY ? expected : expected * (1 - expected / most);
        return Math.max(variance, 1e-3 * expected + 1e-6);
    }

    /** Deviation of each cell in its own standard deviations; 0 in cells that never counted. */
    double[] pulls(double[] counts, double[] expected, double most) {
        double[] pulls = new double[counts.length];
        for (int cell = 0; cell < pulls.length; cell++) {
            if (expected[cell] > 0) {
                pulls[cell] = (counts[cell] - expected[cell])
                        / Math.sqrt(dispersion[cell] * bareVariance(expected[cell], most));
            }
        }
        return pulls;
    }

    /** Moves share and scatter towards a lumisection by {@code weight}. */
    void follow(Observed observed, boolean[] suspect, double weight) {
        double[] counts = observed.counts();
        double total = Arrays.stream(counts).sum();
        if (!(total > 0)) {
            return;
        }
        double[] expected = expected(observed, counts);
        for (int cell = 0; cell < counts.length; cell++) {
            if (suspect[cell] || !(expected[cell] > 0)) {
                continue;
            }
            double square = square(counts[cell] - expected[cell]) / bareVariance(expected[cell], observed.most());
            dispersion[cell] = Math.max(0.05, dispersion[cell] + weight * (square - dispersion[cell]));
            share[cell] += weight * (counts[cell] / total - share[cell]);
        }
    }

    private static double square(double x) {
        return x * x;
    }
}
