package org.lumiwatch.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lumiwatch.evaluate.metric.Latency.Delay;
import tools.jackson.databind.json.JsonMapper;

class ForgettingTest {
    private static final List<String> ERAS = List.of("2018", "2022", "2024");

    /**
     * On 2018: mean 4 and 4/4 found when just learned, mean 6 and 2/4 found after 2024. On 2022: 3/4 found, then 4/4. Backward
     * transfer: ((.5 − 1) + (1 − .75))/2 = −.125.
     */
    private static final Forgetting BY_HAND = Forgetting.of(ERAS, "2018", "2018", delays(4, 4))
            .plus(Forgetting.of(ERAS, "2024", "2018", delays(6, 2)))
            .plus(Forgetting.of(ERAS, "2022", "2022", delays(5, 3)))
            .plus(Forgetting.of(ERAS, "2024", "2022", delays(5, 4)));

    @Test
    void delayAndRecallAreOfTheEntry() {
        assertThat(BY_HAND.latency("2024", "2018").mean()).isEqualTo(6);
        assertThat(BY_HAND.latency("2024", "2018").found()).isEqualTo(new Proportion(2, 4));
        assertThat(BY_HAND.latency("2018", "2024")).isEqualTo(Latency.NONE);
        assertThat(BY_HAND.delayRatio("2024", "2018")).isEqualTo(1.5);
        Interval interval = BY_HAND.delayRatioInterval("2024", "2018", new SplittableRandom(1));
        assertThat(interval.low()).isCloseTo(1.5, within(1e-12));
        assertThat(interval.high()).isCloseTo(1.5, within(1e-12));
    }

    @Test
    void backwardTransferIsAsComputedByHand() {
        assertThat(BY_HAND.backwardTransfer()).isCloseTo(-0.125, within(1e-12));
        assertThat(Forgetting.none(List.of("2018")).backwardTransfer()).isNaN();
    }

    @Test
    void trialsArePooledInAnyOrder() {
        Forgetting other = Forgetting.of(ERAS, "2024", "2018", delays(9, 1));
        assertThat(BY_HAND.plus(other)).isEqualTo(other.plus(BY_HAND));
        assertThat(BY_HAND.plus(other).plus(BY_HAND)).isEqualTo(BY_HAND.plus(other.plus(BY_HAND)));
        assertThat(BY_HAND.plus(Forgetting.none(ERAS))).isEqualTo(BY_HAND);
        assertThat(BY_HAND.plus(other).latency("2024", "2018").found()).isEqualTo(new Proportion(3, 8));
    }

    @Test
    void erasAreTheSameAndKnown() {
        assertThatThrownBy(() -> BY_HAND.plus(Forgetting.none(List.of("2018"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("forgetting: eras [2018] (expected: [2018, 2022, 2024])");
        assertThatThrownBy(() -> BY_HAND.latency("2024", "2020"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("era: 2020 (expected: one of [2018, 2022, 2024])");
    }

    /** Looked at after 1, 3 and 5 lumisections: the first fault was flagged at 1 and 3, the second, of 3, at 3 only. */
    @Test
    void poisoningIsRecallByHowLongTheFaultHasStayed() {
        Poisoning both = Poisoning.of(List.of(true, true, true, false, false), List.of(1, 3, 5))
                .plus(Poisoning.of(List.of(false, true, true), List.of(1, 3, 5)));
        assertThat(both.recallAfter(1)).isEqualTo(new Proportion(1, 2));
        assertThat(both.recallAfter(3)).isEqualTo(new Proportion(2, 2));
        assertThat(both.recallAfter(5)).isEqualTo(new Proportion(0, 1));
        assertThat(both.recallAfter(7)).isEqualTo(Proportion.NONE);
        assertThat(both.plus(Poisoning.NONE)).isEqualTo(both).isEqualTo(Poisoning.NONE.plus(both));
    }

    @Test
    void trialsAreKeptAsJson() {
        String json = JsonMapper.shared().writeValueAsString(BY_HAND);
        assertThat(JsonMapper.shared().readValue(json, Forgetting.class)).isEqualTo(BY_HAND);
        Poisoning poisoning = Poisoning.of(List.of(true), List.of(1));
        String other = JsonMapper.shared().writeValueAsString(poisoning);
        assertThat(JsonMapper.shared().readValue(other, Poisoning.class)).isEqualTo(poisoning);
    }

    /** Four faults with the same delay or horizon, of which the first {@code found} are found. */
    private static Latency delays(int lumisections, int found) {
        return new Latency(List.of(
                new Delay("a", lumisections, found < 1),
                new Delay("b", lumisections, found < 2),
                new Delay("c", lumisections, found < 3),
                new Delay("d", lumisections, found < 4)));
    }
}
