package org.lumiwatch.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class IntervalTest {
    private static final Offset<Double> EXACT = within(1e-7);

    /** e^-m = .05 at m = ln 20 = 2.9957. */
    @Test
    void nothingCountedHasTheLimitOfThree() {
        Interval none = Interval.poisson(0);
        assertThat(none.low()).isZero();
        assertThat(none.high()).isCloseTo(Math.log(20), EXACT).isCloseTo(3, within(0.005));
        assertThat(new Rate(0, 10).interval().high()).isCloseTo(Math.log(20) / 10, EXACT);
        assertThat(new Rate(0, 10).limit()).isEqualTo(new Rate(0, 10).interval().high());
    }

    /** P(N >= 1) = 1 − e^-m = .025 at m = −ln .975; P(N <= 1) = e^-m (1 + m) = .025 at the other end. */
    @Test
    void oneEventHasTheBoundsSolvedByHand() {
        Interval one = Interval.poisson(1);
        assertThat(one.low()).isCloseTo(-Math.log(0.975), EXACT);
        assertThat(Math.exp(-one.high()) * (1 + one.high())).isCloseTo(0.025, EXACT);
        assertThat(one.high()).isCloseTo(5.5716, within(1e-4));
        double limit = Interval.poissonLimit(1);
        assertThat(Math.exp(-limit) * (1 + limit)).isCloseTo(0.05, EXACT);
    }

    @Test
    void aPartOfAnEventLiesBetween() {
        assertThat(Interval.poisson(0.5).low())
                .isBetween(0.0, Interval.poisson(1).low());
        assertThat(Interval.poisson(1.5).high())
                .isBetween(Interval.poisson(1).high(), Interval.poisson(2).high());
    }

    /** P(X >= 1) = 1 − (1 − p)² = .025 and P(X <= 1) = 1 − p² = .025. */
    @Test
    void oneOfTwoHasTheBoundsSolvedByHand() {
        Interval half = new Proportion(1, 2).interval();
        assertThat(half.low()).isCloseTo(1 - Math.sqrt(0.975), EXACT);
        assertThat(half.high()).isCloseTo(Math.sqrt(0.975), EXACT);
    }

    /** (1 − p)³ = .05. */
    @Test
    void noneAndAllHaveOneSidedLimits() {
        assertThat(new Proportion(0, 3).interval().low()).isZero();
        assertThat(new Proportion(0, 3).interval().high()).isCloseTo(1 - Math.cbrt(0.05), EXACT);
        assertThat(new Proportion(3, 3).interval().low()).isCloseTo(Math.cbrt(0.05), EXACT);
        assertThat(new Proportion(3, 3).interval().high()).isEqualTo(1);
        assertThat(Proportion.NONE.interval().low()).isNaN();
    }

    @Test
    void rareOnesOfVeryManyAreAsPoissonSays() {
        Interval rare = Interval.binomial(3, 100_000_000);
        Interval poisson = Interval.poisson(3);
        assertThat(rare.low() * 1e8).isCloseTo(poisson.low(), within(1e-5));
        assertThat(rare.high() * 1e8).isCloseTo(poisson.high(), within(1e-5));
    }

    @Test
    void proportionsAndRatesArePooledInAnyOrder() {
        Proportion a = new Proportion(1, 2);
        Proportion b = new Proportion(0, 5);
        assertThat(a.plus(b)).isEqualTo(b.plus(a)).isEqualTo(new Proportion(1, 7));
        assertThat(a.plus(Proportion.NONE)).isEqualTo(a);
        assertThat(a.plus(b).plus(a)).isEqualTo(a.plus(b.plus(a)));
        assertThat(new Rate(2, 1).plus(new Rate(1, 3)))
                .isEqualTo(new Rate(1, 3).plus(new Rate(2, 1)))
                .isEqualTo(new Rate(3, 4));
        assertThat(new Rate(2, 1).plus(Rate.NONE)).isEqualTo(new Rate(2, 1));
        assertThat(new Rate(3, 4).value()).isEqualTo(0.75);
    }

    @Test
    void moreThanAllIsRefused() {
        assertThatThrownBy(() -> new Proportion(3, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("proportion: 3 of 2 (expected: 0 <= of <= all)");
    }

    /** Two groups at 0 and 1: drawn twice, the mean is 0, .5 or 1 with chances 1/4, 1/2, 1/4, so the bounds are 0 and 1. */
    @Test
    void aBootstrapOfTwoGroupsSpansBoth() {
        Interval interval = Interval.bootstrap(2, times -> times[1] / 2.0, new SplittableRandom(1));
        assertThat(interval).isEqualTo(new Interval(0, 1));
    }
}
