package org.lumiwatch.expect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.lumisection.LumisectionId;

class LocalMedianExpectationTest {
    private static final ElementName NAME = new ElementName("towers");
    private static final List<Axis> AXES = List.of(Axis.regular(72, 0, 360), Axis.regular(34, -85, 85));
    private static final Geometry TOWERS = Geometries.builtIn().bind(NAME, Histogram.empty(AXES));

    @Test
    void excludedCellsInfluenceNobody() {
        boolean[] excluded = new boolean[TOWERS.cells()];
        Box box = Box.of(10, 10, 14, 14);
        for (int cell = 0; cell < excluded.length; cell++) {
            excluded[cell] = box.contains(TOWERS.x(cell), TOWERS.y(cell), 0);
        }
        double[] healthy = counts(1);
        double[] faulty = healthy.clone();
        for (int cell = 0; cell < faulty.length; cell++) {
            faulty[cell] = excluded[cell] ? 9999 : faulty[cell];
        }
        assertThat(predicted(faulty, excluded)).isEqualTo(predicted(healthy, excluded));
    }

    @Test
    void followsTheProfileAndTheScaleOfItsSurroundings() {
        double[] counts = counts(2);
        for (int cell = 0; cell < counts.length; cell++) {
            counts[cell] = TOWERS.x(cell) < 36 ? counts[cell] : Math.rint(counts[cell] * 1.2);
        }
        Prediction prediction = predicted(counts, new boolean[counts.length]);
        assertThat(prediction.mean(TOWERS.cell(18, 17, 0))).isCloseTo(300, within(25.0));
        assertThat(prediction.mean(TOWERS.cell(54, 17, 0))).isCloseTo(360, within(30.0));
        assertThat(prediction.mean(TOWERS.cell(18, 0, 0))).isCloseTo(450, within(35.0));
    }

    @Test
    void isNotPulledByADeadRegionOfHalfAWindow() {
        double[] counts = counts(3);
        for (int cell = 0; cell < counts.length; cell++) {
            counts[cell] = TOWERS.x(cell) < 4 && TOWERS.y(cell) < 17 ? 0 : counts[cell];
        }
        Prediction prediction = predicted(counts, new boolean[counts.length]);
        assertThat(prediction.mean(TOWERS.cell(1, 8, 0))).isCloseTo(376, within(40.0));
    }

    @Test
    void readsTheScatterOffTheMap() {
        Prediction prediction = predicted(counts(4), new boolean[TOWERS.cells()]);
        assertThat(prediction.excess(TOWERS.cell(30, 17, 0))).isCloseTo(7, within(2.0));
    }

    @Test
    void tooFewCellsPredictNothing() {
        boolean[] excluded = new boolean[TOWERS.cells()];
        Arrays.fill(excluded, 15, excluded.length, true);
        LocalMedianExpectation expectation = new LocalMedianExpectation(TOWERS);
        assertThat(expectation.predict(element(Histogram.of(AXES, counts(5))), unknown(), excluded))
                .isEmpty();
    }

    @Test
    void otherShapesAreTheCallersMistake() {
        Histogram line = Histogram.of(List.of(Axis.regular(3, 0, 3)), 1, 2, 3);
        assertThatThrownBy(() -> new LocalMedianExpectation(TOWERS).predict(element(line), unknown(), new boolean[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: ECAL barrel towers of 72×34×1");
    }

    /** Mean 300 in the middle to 450 at the edges, Fano factor 8. */
    private static double[] counts(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] counts = new double[TOWERS.cells()];
        for (int cell = 0; cell < counts.length; cell++) {
            double mean = 300 + 150 * Math.abs(TOWERS.y(cell) - 16.5) / 16.5;
            counts[cell] = Math.rint(mean + Math.sqrt(8 * mean) * random.nextGaussian());
        }
        return counts;
    }

    private static Prediction predicted(double[] counts, boolean[] excluded) {
        return new LocalMedianExpectation(TOWERS)
                .predict(element(Histogram.of(AXES, counts)), unknown(), excluded)
                .orElseThrow();
    }

    private static MonitorElement element(Histogram map) {
        return new MonitorElement(NAME, new LumisectionId(1, 1), map);
    }

    private static LumisectionConditions unknown() {
        return LumisectionConditions.unknown(new LumisectionId(1, 1));
    }
}
