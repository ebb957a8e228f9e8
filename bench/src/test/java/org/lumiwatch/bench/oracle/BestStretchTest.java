package org.lumiwatch.bench.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BestStretchTest {
    @Test
    void itIsTheStretchWithTheLargestSum() {
        assertThat(BestStretch.of(-1, 2, -1, 3, -5, 3)).contains(new BestStretch(1, 3));
    }

    @Test
    void aHealthyLumisectionOfLittleWeightDoesNotSplitIt() {
        assertThat(BestStretch.of(-2, 4, 4, -3, 4, -2)).contains(new BestStretch(1, 4));
    }

    @Test
    void itReachesToEitherEnd() {
        assertThat(BestStretch.of(1, 1, 1)).contains(new BestStretch(0, 2));
    }

    @Test
    void whereNothingSpeaksForAFaultThereIsNone() {
        assertThat(BestStretch.of(-1, 0, -2)).isEmpty();
        assertThat(BestStretch.of()).isEmpty();
    }
}
