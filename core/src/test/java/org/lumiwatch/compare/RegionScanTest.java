package org.lumiwatch.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;

/** The scan with an expectation that is known exactly, under the binomial law: as with a long history. */
class RegionScanTest {
    private static final List<Axis> AXES = List.of(Axis.regular(84, -42, 42), Axis.regular(72, 0, 72));
    private static final Geometry HCAL =
            Geometries.builtIn().bind(new ElementName("Hcal/depth1"), Histogram.empty(AXES));
    private static final int EVENTS = 1400;
    private static final RegionScan SCAN = new RegionScan(RegionScan.Options.withHistory(0.01));

    @Test
    void nothingIsFoundWhereAllIsAsExpected() {
        MapExplanation explanation = explained(drawn(new double[0], 1));
        assertThat(explanation.regions()).isEmpty();
        assertThat(explanation.logChance()).isBetween(Math.log(0.01), 0.0);
    }

    @Test
    void aBlockThatLostAFifthIsFoundWithItsFactor() {
        Box box = Box.of(20, 30, 24, 34);
        Region region = only(explained(drawn(factors(box, 0.8), 2)));
        assertThat(region.factor()).isCloseTo(0.8, within(0.03));
        assertThat(region.box().overlap(box)).isGreaterThan(0.8);
        assertThat(region.liveCells()).isEqualTo((int) region.box().cells());
    }

    @Test
    void aReadoutBoxIsNamedThoughItLiesOnBothSidesOfTheSeam() {
        double[] factors = factors(Box.of(26, 0, 41, 1), 0);
        double[] other = factors(Box.of(26, 70, 41, 71), 0);
        Arrays.setAll(factors, cell -> factors[cell] * other[cell]);
        Region region = only(explained(drawn(factors, 3)));
        assertThat(region.group()).isEqualTo("HBM01");
        assertThat(region.boxes()).hasSize(2);
        assertThat(region.observed()).isZero();
    }

    @Test
    void countsThatDoNotFollowTheExpectationAreAdded() {
        Histogram map = drawn(new double[0], 4);
        double[] contents = map.contents();
        for (int y = 40; y < 44; y++) {
            for (int x = 0; x < 84; x++) {
                contents[y * 84 + x] += 60;
            }
        }
        assertThat(explained(Histogram.of(AXES, contents)).regions())
                .isNotEmpty()
                .anySatisfy(region -> assertThat(region.uniform()).isGreaterThan(5));
    }

    @Test
    void explainedCellsHaveNoInfluenceOnTheExpectation() {
        Histogram map = drawn(factors(Box.of(20, 30, 24, 34), 0), 5);
        boolean[][] last = new boolean[1][];
        SCAN.explain(map, excluded -> {
            last[0] = excluded;
            return Optional.of(expected());
        });
        assertThat(last[0][30 * 84 + 20]).isTrue();
        assertThat(last[0][30 * 84 + 10]).isFalse();
    }

    @Test
    void withoutExpectationThereIsNoExplanation() {
        assertThat(SCAN.explain(drawn(new double[0], 1), excluded -> Optional.empty()))
                .isEmpty();
    }

    @Test
    void optionsAreChecked() {
        assertThatThrownBy(() -> RegionScan.Options.withHistory(2))
                .hasMessage("false alarms per map: 2.0 (expected: above 0, below 1)");
    }

    private static MapExplanation explained(Histogram map) {
        return SCAN.explain(map, excluded -> Optional.of(expected())).orElseThrow();
    }

    private static Region only(MapExplanation explanation) {
        assertThat(explanation.regions()).hasSize(1);
        return explanation.regions().getFirst();
    }

    private static double probability(int cell) {
        return 0.1 + 0.6 * Math.abs(HCAL.x(cell) - 41.5) / 41.5;
    }

    private static Prediction expected() {
        double[] mean = new double[HCAL.cells()];
        double[] excess = new double[HCAL.cells()];
        boolean[] live = new boolean[HCAL.cells()];
        Arrays.setAll(mean, cell -> EVENTS * probability(cell));
        Arrays.setAll(excess, cell -> -probability(cell));
        Arrays.fill(live, true);
        return new Prediction(HCAL, mean, excess, new double[HCAL.cells()], live, 1, EVENTS);
    }

    /** Binomial counts; {@code factors} multiply the probability of each cell, none given leaves all healthy. */
    private static Histogram drawn(double[] factors, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] contents = new double[HCAL.cells()];
        for (int cell = 0; cell < contents.length; cell++) {
            double p = probability(cell) * (factors.length == 0 ? 1 : factors[cell]);
            for (int event = 0; event < EVENTS; event++) {
                contents[cell] += random.nextDouble() < p ? 1 : 0;
            }
        }
        return Histogram.of(AXES, contents);
    }

    private static double[] factors(Box box, double factor) {
        double[] factors = new double[HCAL.cells()];
        Arrays.setAll(factors, cell -> box.contains(HCAL.x(cell), HCAL.y(cell), 0) ? factor : 1);
        return factors;
    }
}
