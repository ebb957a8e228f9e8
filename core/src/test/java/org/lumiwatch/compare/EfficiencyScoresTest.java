package org.lumiwatch.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumiwatch.compare.EfficiencyScores.Estimates;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.expect.Prediction;

class EfficiencyScoresTest {
    private static final Geometry GEOMETRY = SmearedMaps.GEOMETRY;
    private static final Box BLOCK = Box.of(8, 6, 12, 10);
    private static final int BESIDE = GEOMETRY.cell(13, 8, 0);
    private static final int MAPS = 1000;

    private final SmearedMaps maps = new SmearedMaps(5);
    private final CellComparison cells = new CellComparison(GEOMETRY);

    @BeforeEach
    void learn() {
        for (int i = 0; i < 60; i++) {
            cells.learn(maps.next(), SmearedMaps.expected(), new boolean[GEOMETRY.cells()]);
        }
    }

    @Test
    void theEstimateIsUnbiasedAndScattersAboutAsItSays() {
        double sum = 0;
        double pulls = 0;
        for (int i = 0; i < MAPS; i++) {
            sum += deviation(faulty(), new boolean[GEOMETRY.cells()]) / MAPS;
            Estimates healthy = ofBlock(scores(maps.next(), new boolean[GEOMETRY.cells()]));
            pulls += square(healthy.deviation()[0]) * healthy.information()[0] / MAPS;
        }
        assertThat(sum).isCloseTo(-0.2, within(0.01));
        assertThat(pulls).isBetween(0.7, 1.3);
    }

    @Test
    void whatSurroundsABlockTellsOfItsFluctuation() {
        double bare = 0;
        double given = 0;
        for (int i = 0; i < MAPS; i++) {
            double[] counts = maps.next();
            double sum =
                    GEOMETRY.cellsOf(BLOCK).mapToDouble(cell -> counts[cell]).sum();
            bare += square(sum / (25 * SmearedMaps.MEAN) - 1);
            given += square(deviation(counts, new boolean[GEOMETRY.cells()]));
        }
        assertThat(given / bare).isLessThan(0.75);
    }

    @Test
    void blocksAreSummedLikeTheCellsThatTheyHold() {
        EfficiencyScores scores = scores(maps.next(), new boolean[GEOMETRY.cells()]);
        for (RegionBank bank : RegionBank.of(GEOMETRY)) {
            if (bank.isBlocks()) {
                Estimates blocks = scores.ofBlocks(bank.width(), bank.height());
                Estimates cells = scores.of(bank.boxes().stream()
                        .map(boxes -> new Footprint(GEOMETRY, boxes))
                        .toList());
                assertThat(blocks.deviation()).containsExactly(cells.deviation(), within(1e-9));
                assertThat(blocks.information()).containsExactly(cells.information(), within(1e-6));
            }
        }
    }

    @Test
    void aSuspectCellOutsideTellsNothingAndOneInsideCountsInFull() {
        double[] counts = faulty();
        boolean[] suspect = new boolean[GEOMETRY.cells()];
        suspect[BESIDE] = true;
        double before = deviation(counts, suspect);
        counts[BESIDE] = 0;
        assertThat(deviation(counts, suspect)).isCloseTo(before, within(1e-9));

        double alone = deviation(counts, suspect);
        GEOMETRY.cellsOf(BLOCK).forEach(cell -> suspect[cell] = true);
        assertThat(deviation(counts, suspect)).isCloseTo(alone, within(0.03));
    }

    @Test
    void whereNothingIsExpectedNothingIsEstimated() {
        boolean[] all = new boolean[GEOMETRY.cells()];
        Arrays.fill(all, true);
        Prediction nothing = SmearedMaps.expected().without(all);
        EfficiencyScores scores = cells.scores(maps.next(), nothing, new boolean[GEOMETRY.cells()]);
        assertThat(ofBlock(scores).deviation()).containsExactly(0);
        assertThat(ofBlock(scores).information()).containsExactly(0);
    }

    private EfficiencyScores scores(double[] counts, boolean[] suspect) {
        return cells.scores(counts, SmearedMaps.expected(), suspect);
    }

    private double deviation(double[] counts, boolean[] suspect) {
        return ofBlock(scores(counts, suspect)).deviation()[0];
    }

    private static Estimates ofBlock(EfficiencyScores scores) {
        return scores.of(List.of(new Footprint(GEOMETRY, List.of(BLOCK))));
    }

    /** The block lacks a fifth of its counts. */
    private double[] faulty() {
        double[] counts = maps.next();
        GEOMETRY.cellsOf(BLOCK).forEach(cell -> counts[cell] *= 0.8);
        return counts;
    }

    private static double square(double x) {
        return x * x;
    }
}
