package org.lumiwatch.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.lumisection.LumisectionId;

class MapComparisonTest {
    private static final Geometry GEOMETRY = SmearedMaps.GEOMETRY;
    private static final Box CELL = Box.of(10, 8, 10, 8);
    private static final Box BLOCK = Box.of(8, 6, 12, 10);
    private static final int NUMBER = GEOMETRY.cell(10, 8, 0);

    private final MapComparison comparison = new MapComparison(GEOMETRY, 1e-4, Set.of());
    private int number;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aCellThatWasLearnedNearlyDeadAndComesBackIsNoFaultOfItsBlock(long seed) {
        SmearedMaps maps = new SmearedMaps(seed);
        for (int i = 0; i < 100; i++) {
            see(maps.next(), SmearedMaps.expected());
        }
        double[] means = SmearedMaps.expected().means();
        means[NUMBER] *= 0.12;
        see(maps.next(), SmearedMaps.expected(means));
        for (int i = 1; i < 100; i++) {
            assertThat(see(maps.next(), SmearedMaps.expected(means))).contains(CELL);
        }
    }

    @Test
    void aBlockIsHotWhenItStaysSo() {
        SmearedMaps maps = new SmearedMaps(4);
        for (int i = 0; i < 100; i++) {
            see(maps.next(), SmearedMaps.expected());
        }
        assertThat(see(hot(maps.next()), SmearedMaps.expected())).isEmpty();
        assertThat(see(hot(maps.next()), SmearedMaps.expected()))
                .anySatisfy(box -> assertThat(box.overlap(BLOCK)).isGreaterThan(0.5));
    }

    private static double[] hot(double[] counts) {
        GEOMETRY.cellsOf(BLOCK).forEach(cell -> counts[cell] *= 1.6);
        return counts;
    }

    @Test
    void aCellThatComesAndGoesIsKnownTo() {
        SmearedMaps maps = new SmearedMaps(5);
        for (int i = 0; i < 100; i++) {
            see(maps.next(), SmearedMaps.expected());
        }
        assertThat(suspicions(dead(maps.next()), SmearedMaps.expected()))
                .singleElement()
                .matches(one -> !one.unsteady());
        for (int i = 0; i < 5; i++) {
            see(maps.next(), SmearedMaps.expected());
        }
        assertThat(suspicions(dead(maps.next()), SmearedMaps.expected()))
                .singleElement()
                .matches(Suspicion::unsteady);
    }

    private static double[] dead(double[] counts) {
        counts[NUMBER] = 0;
        return counts;
    }

    private List<Box> see(double[] counts, Prediction prediction) {
        return suspicions(counts, prediction).stream().map(Suspicion::box).toList();
    }

    private List<Suspicion> suspicions(double[] counts, Prediction prediction) {
        MapComparison.Outcome outcome = comparison.with(new LumisectionId(1, ++number), counts, prediction);
        comparison.accept(outcome);
        comparison.learn(outcome);
        return outcome.suspicions();
    }
}
