package org.lumiwatch.report;

import java.util.Arrays;
import org.lumiwatch.histogram.Histogram;

/**
 * Counts of an element per lumisection during an incident, and what the lumisections beside it make one expect: their sum,
 * scaled to the same exposure.
 */
final class BeforeAndDuring {
    /** Median of the square of a standard normal variable. */
    private static final double MEDIAN_OF_CHI_SQUARE = 0.4549364;

    private final Histogram observed;
    private final double[] expected;
    private final double dispersion;
    private final double perLumisection;

    private BeforeAndDuring(Histogram during, int lumisections, Histogram beside, double scale, double dispersion) {
        observed = during;
        perLumisection = 1.0 / lumisections;
        expected = expected(beside, scale);
        this.dispersion = dispersion;
    }

    /**
     * Of a map: expectation scaled in the cells outside the finding, fluctuations as wide as most cells show.
     *
     * @param during sum over {@code lumisections} of the incident
     * @param beside sum over healthy ones, of the same axes
     * @param inFinding one flag per cell
     */
    static BeforeAndDuring besides(Histogram during, int lumisections, Histogram beside, boolean[] inFinding) {
        double seen = 0;
        double reference = 0;
        for (int i = 0; i < during.cells(); i++) {
            seen += inFinding[i] ? 0 : during.at(i);
            reference += inFinding[i] ? 0 : beside.at(i);
        }
        // Everything is under the finding: nothing to scale by but the whole.
        double scale = reference > 0 && seen > 0 ? seen / reference : wholeScale(during, beside);
        double dispersion = Math.max(1 + scale, dispersion(during, expected(beside, scale)));
        return new BeforeAndDuring(during, lumisections, beside, scale, dispersion);
    }

    /** Of a distribution, whose bins may all change at once: scaled by its sum, fluctuations those of counts. */
    static BeforeAndDuring wholly(Histogram during, int lumisections, Histogram beside) {
        double scale = wholeScale(during, beside);
        return new BeforeAndDuring(during, lumisections, beside, scale, 1 + scale);
    }

    private static double wholeScale(Histogram during, Histogram beside) {
        return during.sum() / Math.max(1, beside.sum());
    }

    private static double[] expected(Histogram beside, double scale) {
        double[] expected = new double[beside.cells()];
        Arrays.setAll(expected, i -> scale * beside.at(i));
        return expected;
    }

    /** Variance of observed minus expected over the mean, by the median: a finding in less than half the cells cannot move it far. */
    private static double dispersion(Histogram observed, double[] expected) {
        double[] squares = new double[expected.length];
        int n = 0;
        for (int i = 0; i < expected.length; i++) {
            if (expected[i] > 0) {
                double deviation = observed.at(i) - expected[i];
                squares[n++] = deviation * deviation / expected[i];
            }
        }
        Arrays.sort(squares, 0, n);
        return n == 0 ? 1 : squares[n / 2] / MEDIAN_OF_CHI_SQUARE;
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
}
