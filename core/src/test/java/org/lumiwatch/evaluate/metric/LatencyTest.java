package org.lumiwatch.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lumiwatch.evaluate.metric.Latency.Delay;
import tools.jackson.databind.json.JsonMapper;

class LatencyTest {
    /** Found in 1, 2, 4 and 8; one that lasted 60 missed. */
    private static final Latency FIVE = new Latency(List.of(
            Delay.found("a", 1), Delay.found("b", 2), Delay.found("c", 4), Delay.found("d", 8), Delay.missed("e", 60)));

    /** (1 + 2 + 4 + 8 + 60)/5 = 15; the third of five is 4; the fifth, at 90 %, was never found; 2, 3, 4 and 4 of 5 within. */
    @Test
    void figuresAreAsComputedByHand() {
        assertThat(FIVE.mean()).isEqualTo(15);
        assertThat(FIVE.median()).hasValue(4);
        assertThat(FIVE.quantile(0.8)).hasValue(8);
        assertThat(FIVE.quantile(0.9)).isEmpty();
        assertThat(FIVE.within(3)).isEqualTo(new Proportion(2, 5));
        assertThat(FIVE.within(6)).isEqualTo(new Proportion(3, 5));
        assertThat(FIVE.within(60)).isEqualTo(new Proportion(4, 5));
        assertThat(FIVE.found()).isEqualTo(new Proportion(4, 5));
        assertThat(FIVE.missed()).isEqualTo(new Proportion(1, 5));
    }

    @Test
    void ofTenTheNinthIsAtNinetyPercent() {
        List<Delay> ten = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            ten.add(Delay.found("fault " + i, 10 * i));
        }
        assertThat(new Latency(ten).quantile(0.9)).hasValue(90);
        assertThat(new Latency(ten).median()).hasValue(50);
    }

    /** 100 faults, half in 1 and half in 3: mean 2, its standard error 1/√100 = .1, so 95 % is 2 ± .196. */
    @Test
    void theIntervalOfTheMeanIsThatOfItsStandardError() {
        Interval interval = hundred(1, 3).meanInterval(new SplittableRandom(1));
        assertThat(interval.low()).isCloseTo(1.804, within(0.04));
        assertThat(interval.high()).isCloseTo(2.196, within(0.04));
    }

    /** Twice as late fault by fault: the ratio is 2 whatever is drawn. */
    @Test
    void theRatioToAnotherOnTheSameFaultsIsPaired() {
        assertThat(hundred(2, 6).ratio(hundred(1, 3))).isEqualTo(2);
        assertThat(hundred(2, 6).ratioInterval(hundred(1, 3), new SplittableRandom(1)))
                .isEqualTo(new Interval(2, 2));
    }

    @Test
    void theRatioToAnotherOnOtherFaultsIsNot() {
        Latency few = new Latency(List.of(Delay.found("x", 1), Delay.found("y", 3)));
        Interval interval = hundred(2, 6).ratioInterval(few, new SplittableRandom(1));
        // the two faults give a mean of 1, 2 or 3 with chances 1/4, 1/2, 1/4
        assertThat(interval.low()).isBetween(1.1, 1.45);
        assertThat(interval.high()).isBetween(3.8, 4.5);
    }

    @Test
    void trialsArePooledInAnyOrder() {
        Latency other = new Latency(List.of(Delay.found("f", 3)));
        Latency third = hundred(1, 3);
        assertThat(FIVE.plus(other)).isEqualTo(other.plus(FIVE));
        assertThat(FIVE.plus(other).plus(third)).isEqualTo(FIVE.plus(other.plus(third)));
        assertThat(FIVE.plus(Latency.NONE)).isEqualTo(FIVE);
        assertThat(FIVE.plus(other).mean()).isEqualTo(13);
    }

    /** Quiet from the fourth on: 3. Still alarmed at the end: locked out, counted with all it lasted. */
    @Test
    void theLagOfAdaptationEndsWithTheLastFalseAlarm() {
        assertThat(Delay.untilQuiet("step", List.of(false, true, true, false, false)))
                .isEqualTo(Delay.found("step", 3));
        assertThat(Delay.untilQuiet("step", List.of(false, false))).isEqualTo(Delay.found("step", 0));
        assertThat(Delay.untilQuiet("step", List.of(false, true))).isEqualTo(Delay.missed("step", 2));
    }

    @Test
    void withoutFaultsThereAreNoFigures() {
        assertThat(Latency.NONE.mean()).isNaN();
        assertThat(Latency.NONE.median()).isEmpty();
        assertThat(Latency.NONE.meanInterval(new SplittableRandom(1)).low()).isNaN();
    }

    @Test
    void aTrialIsKeptAsJson() {
        String json = JsonMapper.shared().writeValueAsString(FIVE);
        assertThat(JsonMapper.shared().readValue(json, Latency.class)).isEqualTo(FIVE);
    }

    private static Latency hundred(int even, int odd) {
        List<Delay> delays = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            delays.add(Delay.found("fault " + i, i % 2 == 0 ? even : odd));
        }
        return new Latency(delays);
    }
}
