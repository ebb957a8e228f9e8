package org.lumiwatch.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LabelRegimeTest {
    @Test
    void readsWhatTheCommandLineOffers() {
        assertThat(LabelRegime.parse("none")).isEqualTo(new LabelRegime.None());
        assertThat(LabelRegime.parse("immediate")).isEqualTo(new LabelRegime.Immediate());
        assertThat(LabelRegime.parse("delay:20runs")).isEqualTo(new LabelRegime.DelayRuns(20));
        assertThat(LabelRegime.parse("delay:7400ls")).isEqualTo(new LabelRegime.DelayLumisections(7400));
    }

    @Test
    void saysWhatItExpected() {
        assertThatThrownBy(() -> LabelRegime.parse("late"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("labels: late (expected: none, immediate, delay:20runs or delay:7400ls)");
    }
}
