package org.lumiwatch.bench.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChannelTest {
    @Test
    void aChannelOverThresholdInEveryEventIsBlindToBeingHot() {
        Channel always = new Channel(1800, 1800);

        assertThat(always.isBlind(2)).isTrue();
        assertThat(always.isBlind(0.8)).isFalse();
    }

    @Test
    void moreLumisectionsMakeARareChannelSee() {
        assertThat(new Channel(180, 1800).isBlind(0.7)).isTrue();
        assertThat(new Channel(3 * 180, 3 * 1800).isBlind(0.7)).isFalse();
    }

    @Test
    void theLabelTellsStrengthAndProbability() {
        assertThat(new Channel(900, 1800).label(0.4)).isEqualTo("×0.4, p > .5");
        assertThat(new Channel(90, 1800).label(0.8)).isEqualTo("×0.8, p < .08, blind");
        assertThat(new Channel(400, 1800).label(2)).isEqualTo("×2, p .08–.25");
    }
}
