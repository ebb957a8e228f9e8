package org.lumiwatch.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CountLikelihoodTest {
    @Test
    void aCellThatMissesNothingIsRemarkableThoughItHardlyCountsMore() {
        assertThat(CountLikelihood.binomial(2000, 2000, 1900, 1.5)).isGreaterThan(90);
        assertThat(Factors.unremarkable(2000 / 1900.0)).isTrue();
        assertThat(Factors.unremarkable(CountLikelihood.strengthRatio(2000, 2000, 1900)))
                .isFalse();
    }

    @Test
    void whereFewEventsCountTheStrengthIsTheRate() {
        assertThat(CountLikelihood.strengthRatio(24, 2000, 20)).isCloseTo(1.2, within(0.01));
    }
}
