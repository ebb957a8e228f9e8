package org.lumiwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PixelLayerTest {
    private static final Subdetector TRACKER = Subdetector.tracker(9, List.of(1));
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
}
