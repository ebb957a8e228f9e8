package org.lumiwatch.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.expect.Prediction;

class CellComparisonTest {
    private static final Geometry GEOMETRY = SmearedMaps.GEOMETRY;
    private static final int MIDDLE = GEOMETRY.cell(10, 8, 0);

    private final SmearedMaps maps = new SmearedMaps(3);
    private final CellComparison comparison = new CellComparison(GEOMETRY);

    @Test
    void neighboursExplainAGoodPartOfTheVariance() {
        learn();
        double before = 0;
        double after = 0;
        for (int i = 0; i < 100; i++) {
            double[] counts = maps.next();
            Prediction given = comparison.given(counts, SmearedMaps.expected(), none());
            for (int cell = 0; cell < counts.length; cell++) {
                before += square(counts[cell] - SmearedMaps.MEAN);
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
            double[] counts = maps.next();
            Prediction given = comparison.given(counts, SmearedMaps.expected(), none());
            ratio += square(counts[MIDDLE] - given.mean(MIDDLE)) / given.variance(MIDDLE) / 200;
        }
        assertThat(ratio).isCloseTo(1, within(0.3));
    }

    @Test
    void aCellIsNotPredictedFromItself() {
        learn();
        double[] counts = maps.next();
        double before = comparison.given(counts, SmearedMaps.expected(), none()).mean(MIDDLE);
        counts[MIDDLE] = 0;
        assertThat(comparison.given(counts, SmearedMaps.expected(), none()).mean(MIDDLE))
                .isEqualTo(before);
    }

    @Test
    void cellsOfADeadBlockDoNotTellEachOtherThatNothingWasToBeExpected() {
        learn();
        double[] few = new double[GEOMETRY.cells()];
        Arrays.fill(few, 40);
        double[] counts = few.clone();
        GEOMETRY.cellsOf(Box.of(5, 3, 15, 13)).forEach(cell -> counts[cell] = 0);
        assertThat(comparison.given(counts, SmearedMaps.expected(few), none()).mean(MIDDLE))
                .isCloseTo(40, within(4.0));
    }

    @Test
    void aDeadCellDoesNotMakeItsNeighboursLookHot() {
        learn();
        double[] counts = maps.next();
        counts[MIDDLE] = 0;
        boolean[] suspect = none();
        Prediction given = comparison.given(counts, SmearedMaps.expected(), suspect);
        assertThat(suspect[MIDDLE]).isTrue();
        double healthy =
                comparison.given(maps.next(), SmearedMaps.expected(), none()).mean(MIDDLE + 1);
        assertThat(given.mean(MIDDLE + 1)).isGreaterThan(0.6 * healthy);
    }

    @Test
    void aDeadCellHasTheLargestRatioAtTheSmallestFactor() {
        learn();
        double[] counts = maps.next();
        counts[MIDDLE] = 0;
        double[][] ratios = CellComparison.ratios(counts, comparison.given(counts, SmearedMaps.expected(), none()));
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
            comparison.learn(maps.next(), SmearedMaps.expected(), none());
        }
    }

    private static boolean[] none() {
        return new boolean[GEOMETRY.cells()];
    }

    private static double square(double x) {
        return x * x;
    }
}
