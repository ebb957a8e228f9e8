package org.lumiwatch.bench.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.lumiwatch.simulator.Campaign.Stretch;

class EraPlanTest {
    private static final EraPlan PLAN = new EraPlan(10, 20, 30, 5, 7);

    @Test
    void yearsFollowEachOtherWithoutHoles() {
        // 10 + 20 + 30 + 2 × 5, then three of 7 + 30
        assertThat(Arrays.stream(PLAN.stretches()).map(Stretch::lumisections)).containsExactly(70, 37, 37, 37);
        assertThat(PLAN.all()).isEqualTo(181);
    }

    @Test
    void theStepIsBetweenTheFirstWatchAndTheSecondYear() {
        assertThat(PLAN.firstWatched(0)).isEqualTo(30);
        assertThat(PLAN.firstScaled()).isEqualTo(60);
        assertThat(PLAN.firstOf(1)).isEqualTo(70);
        assertThat(PLAN.firstWatched(1)).isEqualTo(77);
        assertThat(PLAN.endOfWatch(3)).isEqualTo(PLAN.all());
    }
}
