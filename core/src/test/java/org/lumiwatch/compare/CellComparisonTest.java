package org.lumiwatch.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lumiwatch.element.CountLaw;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.expect.Prediction;

/** Maps of 20×16 cells of 200 counts that share half of their fluctuation with their neighbours. */
class CellComparisonTest {
    private static final Geometry GEOMETRY = Geometry.unknown(20, 16, 1);
    private static final int MIDDLE = GEOMETRY.cell(10, 8, 0);
    private static final double MEAN = 200;
    private static final double EXCESS = 7;

    private final SplittableRandom random = new SplittableRandom(3);
    private final CellComparison comparison = new CellComparison(GEOMETRY);

    @Test
    void neighboursExplainAGoodPartOfTheVariance() {
        learn();
        double before = 0;
        double after = 0;
        for (int i = 0; i < 100; i++) {
            double[] counts = map();
            Prediction given = comparison.given(counts, expected(), none());
            for (int cell = 0; cell < counts.length; cell++) {
                before += square(counts[cell] - MEAN);
                after += square(counts[cell] - given.mean(cell));
            }
        }
        assertThat(after / before).isLessThan(0.75);
    }

    @Test
    void theVarianceThatIsLeftIsTheOneStated() {
        learn();
        double ratio = 0;
        for (int i = 0; i < 200; i++) {
            double[] counts = map();
            Prediction given = comparison.given(counts, expected(), none());
            ratio += square(counts[MIDDLE] - given.mean(MIDDLE)) / given.variance(MIDDLE) / 200;
        }
        assertThat(ratio).isCloseTo(1, within(0.3));
    }

    @Test
    void aCellIsNotPredictedFromItself() {
        learn();
        double[] counts = map();
        double before = comparison.given(counts, expected(), none()).mean(MIDDLE);
        counts[MIDDLE] = 0;
        assertThat(comparison.given(counts, expected(), none()).mean(MIDDLE)).isEqualTo(before);
    }

    @Test
    void aDeadCellDoesNotMakeItsNeighboursLookHot() {
        learn();
        double[] counts = map();
        counts[MIDDLE] = 0;
        boolean[] suspect = none();
        Prediction given = comparison.given(counts, expected(), suspect);
        assertThat(suspect[MIDDLE]).isTrue();
        double healthy = comparison.given(map(), expected(), none()).mean(MIDDLE + 1);
        assertThat(given.mean(MIDDLE + 1)).isGreaterThan(0.6 * healthy);
    }

    @Test
    void aDeadCellHasTheLargestRatioAtTheSmallestFactor() {
        learn();
        double[] counts = map();
        counts[MIDDLE] = 0;
        double[][] ratios = CellComparison.ratios(counts, comparison.given(counts, expected(), none()));
        assertThat(ratios[0][MIDDLE]).isGreaterThan(15);
        assertThat(Arrays.stream(ratios[0]).max().orElseThrow()).isEqualTo(ratios[0][MIDDLE]);
    }

    @Test
    void anUncertainExpectationOfABinomialCellTakesTheCountsSide() {
        double certain = CellComparison.ratio(900, 1000, 100, 0, 1001, 0.8);
        double uncertain = CellComparison.ratio(900, 1000, 100, 0.1, 1001, 0.8);
        assertThat(certain).isGreaterThan(0);
        assertThat(uncertain).isLessThan(0);
    }

    private void learn() {
        for (int i = 0; i < 60; i++) {
            comparison.learn(map(), expected(), none());
        }
    }

    private static Prediction expected() {
        double[] mean = new double[GEOMETRY.cells()];
        double[] excess = new double[GEOMETRY.cells()];
        boolean[] live = new boolean[GEOMETRY.cells()];
        Arrays.fill(mean, MEAN);
        Arrays.fill(excess, EXCESS);
        Arrays.fill(live, true);
        assertThat(GEOMETRY.law()).isEqualTo(CountLaw.CLUSTERED);
        return new Prediction(GEOMETRY, mean, excess, new double[GEOMETRY.cells()], live, 1, Double.NaN);
    }

    private static boolean[] none() {
        return new boolean[GEOMETRY.cells()];
    }

    /** Half of the variance white, half smeared over 3×3 cells. */
    private double[] map() {
        double sigma = Math.sqrt(MEAN * (1 + EXCESS));
        int width = GEOMETRY.nx() + 2;
        double[] sources = new double[width * (GEOMETRY.ny() + 2)];
        Arrays.setAll(sources, i -> random.nextGaussian());
        double[] counts = new double[GEOMETRY.cells()];
        for (int cell = 0; cell < counts.length; cell++) {
            double smeared = 0;
            for (int dy = 0; dy < 3; dy++) {
                for (int dx = 0; dx < 3; dx++) {
                    smeared += sources[(GEOMETRY.y(cell) + dy) * width + GEOMETRY.x(cell) + dx] / 3;
                }
            }
            double deviation = Math.sqrt(0.5) * (random.nextGaussian() + smeared);
            counts[cell] = Math.max(0, Math.rint(MEAN + sigma * deviation));
        }
        return counts;
    }

    private static double square(double x) {
        return x * x;
    }
}
