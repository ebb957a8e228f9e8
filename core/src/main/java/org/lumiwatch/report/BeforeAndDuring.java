package org.lumiwatch.report;

import java.util.Arrays;
import org.lumiwatch.histogram.Histogram;

/**
 * Counts of an element per lumisection during an incident, and what the lumisections beside it make one expect: their sum,
 * scaled to agree in the cells outside the finding.
 */
final class BeforeAndDuring {
    /** Median of the square of a standard normal variable. */
    private static final double MEDIAN_OF_CHI_SQUARE = 0.4549364;

    private final Histogram observed;
    private final double[] expected;
    private final double dispersion;
    private final double perLumisection;

    /**
     * @param during sum over {@code lumisections} of the incident
     * @param beside sum over healthy ones, of the same axes
     * @param inFinding one flag per cell
     */
    BeforeAndDuring(Histogram during, int lumisections, Histogram beside, boolean[] inFinding) {
        observed = during;
        perLumisection = 1.0 / lumisections;
        double seen = 0;
        double reference = 0;
        for (int i = 0; i < during.cells(); i++) {
            seen += inFinding[i] ? 0 : during.at(i);
            reference += inFinding[i] ? 0 : beside.at(i);
        }
        // Everything is under the finding: nothing to scale by but the whole.
        double scale = reference > 0 && seen > 0 ? seen / reference : during.sum() / Math.max(1, beside.sum());
        expected = new double[during.cells()];
        Arrays.setAll(expected, i -> scale * beside.at(i));
        dispersion = dispersion(scale);
    }

    /** Variance of observed minus expected over the mean: Poisson on both sides times the clustering, by the median. */
    private double dispersion(double scale) {
        double[] squares = new double[expected.length];
        int n = 0;
        for (int i = 0; i < expected.length; i++) {
            if (expected[i] > 0) {
                double deviation = observed.at(i) - expected[i];
                squares[n++] = deviation * deviation / expected[i];
            }
        }
        Arrays.sort(squares, 0, n);
        return n == 0 ? 1 : Math.max(1 + scale, squares[n / 2] / MEDIAN_OF_CHI_SQUARE);
    }

    int cells() {
        return expected.length;
    }

    double observed(int cell) {
        return observed.at(cell) * perLumisection;
    }

    double expected(int cell) {
        return expected[cell] * perLumisection;
    }

    /** Whether anything is counted or expected there. */
    boolean live(int cell) {
        return expected[cell] > 0 || observed.at(cell) > 0;
    }

    /** Observed minus expected in standard deviations. */
    double deviation(int cell) {
        return (observed.at(cell) - expected[cell]) / Math.sqrt(dispersion * Math.max(expected[cell], 1));
    }

    Histogram shape() {
        return observed;
    }
}
