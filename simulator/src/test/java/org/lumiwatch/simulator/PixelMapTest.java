package org.lumiwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PixelMapTest {
    private static final Subdetector TRACKER = Subdetector.tracker(9, List.of(1), DetectorOptions.measured());
    private static final MapStream STREAM = MapStream.of(TRACKER, 0, MapStream.steady(9, 400, 50, 1800));

    @Test
    void clustersMakeChipsFluctuateThreeTimesAsMuchAsPoisson() {
        // 2.95 of the clusters, and 1 % common to all chips on 150 digis
        assertThat(STREAM.fano()).isCloseTo(2.96, within(0.1));
    }

    @Test
    void clustersSpillIntoTheNextChipOnly() {
        assertThat(STREAM.correlation(1, 0)).isCloseTo(0.12, within(0.03));
        assertThat(STREAM.correlation(2, 0)).isCloseTo(0.01, within(0.02));
        assertThat(STREAM.correlation(0, 1)).isCloseTo(0.01, within(0.02));
    }

    @Test
    void nothingIsBuiltAtModuleZeroAndLadderZero() {
        var geometry = TRACKER.geometry(TRACKER.elements().getFirst());
        boolean[] built = geometry.instrumented();

        // 96 modules of 16 chips
        assertThat(IntStream.range(0, built.length).filter(cell -> built[cell]).count())
                .isEqualTo(1536);
        assertThat(geometry.groups()).hasSize(96);
        for (int cell = 0; cell < built.length; cell++) {
            if (!built[cell]) {
                assertThat(STREAM.mean(cell)).isZero();
            }
        }
    }

    @Test
    void countsAreInProportionToPileup() {
        MapStream half = MapStream.of(TRACKER, 0, MapStream.steady(9, 100, 25, 1800));
        double ratio = 0;
        double all = 0;
        for (int cell = 0; cell < 72 * 26; cell++) {
            ratio += half.mean(cell);
            all += STREAM.mean(cell);
        }

        assertThat(ratio / all).isCloseTo(0.5, within(0.01));
    }

    @Test
    void binsHoldFewDigisInClustersOverOneBin() {
        Subdetector pixel = Subdetector.pixelBarrel(
                9, List.of(1, 4), DetectorOptions.measured().withCommonMode(0));
        MapStream inner = MapStream.of(pixel, 0, MapStream.steady(9, 25, 45, 1800));
        MapStream outer = MapStream.of(pixel, 1, MapStream.steady(9, 25, 45, 1800));

        assertThat(inner.fano()).isCloseTo(2.93, within(0.06));
        assertThat(inner.correlation(1, 0)).isCloseTo(0.059, within(0.01));
        assertThat(inner.correlation(0, 1)).isCloseTo(0.059, within(0.01));
        assertThat(inner.correlation(1, 1)).isCloseTo(0, within(0.01));
        assertThat(inner.correlation(2, 0)).isCloseTo(0, within(0.01));
        assertThat(inner.mean(20)).isBetween(4.0, 8.0);
        assertThat(outer.mean(20)).isBetween(0.9, 2.5);
    }

    @Test
    void everyBinOutsideTheGapIsInOneLadderOneModuleAndOneChip() {
        var geometry = PixelLayout.bins(2).geometry();
        boolean[] built = geometry.instrumented();

        // 20 ladders, each of 8 modules of 6 chips
        assertThat(geometry.groups()).hasSize(20 * (1 + 8 * (1 + 6)));
        assertThat(IntStream.range(0, built.length).filter(cell -> built[cell]).count())
                .isEqualTo(192 * 300);
        int[] held = new int[built.length];
        geometry.groups().stream().flatMap(group -> group.boxes().stream()).forEach(box -> {
            for (int y = box.y0(); y <= box.y1(); y++) {
                for (int x = box.x0(); x <= box.x1(); x++) {
                    held[geometry.cell(x, y, 0)]++;
                }
            }
        });
        for (int cell = 0; cell < held.length; cell++) {
            assertThat(held[cell]).isEqualTo(built[cell] ? 3 : 0);
        }
    }
}
