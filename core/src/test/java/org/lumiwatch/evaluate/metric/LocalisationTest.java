package org.lumiwatch.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumiwatch.judge.FindingKind;
import tools.jackson.databind.json.JsonMapper;

class LocalisationTest {
    /** Dead as dead at .5 and 1, dead as degraded at .49, hot as hot at 1. */
    private static final Localisation FOUR = Localisation.of(FindingKind.DEAD, FindingKind.DEAD, 0.5)
            .plus(Localisation.of(FindingKind.DEAD, FindingKind.DEAD, 1))
            .plus(Localisation.of(FindingKind.DEAD, FindingKind.DEGRADED, 0.49))
            .plus(Localisation.of(FindingKind.HOT, FindingKind.HOT, 1));

    @Test
    void sharesAreAsCountedByHand() {
        assertThat(FOUR.rightPlace()).isEqualTo(new Proportion(3, 4));
        assertThat(FOUR.exactPlace()).isEqualTo(new Proportion(2, 4));
        assertThat(FOUR.rightKind()).isEqualTo(new Proportion(3, 4));
        assertThat(FOUR.rightKind(FindingKind.DEAD)).isEqualTo(new Proportion(2, 3));
        assertThat(FOUR.rightKind(FindingKind.NOISY)).isEqualTo(Proportion.NONE);
        assertThat(FOUR.kinds().get(FindingKind.DEAD))
                .isEqualTo(Map.of(FindingKind.DEAD, 2L, FindingKind.DEGRADED, 1L));
        assertThat(FOUR.overlaps()).containsExactly(0L, 0L, 0L, 0L, 1L, 1L, 0L, 0L, 0L, 0L, 2L);
    }

    @Test
    void trialsArePooledInAnyOrder() {
        Localisation other = Localisation.of(FindingKind.HOT, FindingKind.NOISY, 0.2);
        assertThat(FOUR.plus(other)).isEqualTo(other.plus(FOUR));
        assertThat(FOUR.plus(other).plus(FOUR)).isEqualTo(FOUR.plus(other.plus(FOUR)));
        assertThat(FOUR.plus(Localisation.NONE)).isEqualTo(FOUR);
    }

    @Test
    void aTrialIsKeptAsJson() {
        String json = JsonMapper.shared().writeValueAsString(FOUR);
        assertThat(JsonMapper.shared().readValue(json, Localisation.class)).isEqualTo(FOUR);
    }

    @Test
    void anOverlapIsAShare() {
        assertThatThrownBy(() -> Localisation.of(FindingKind.HOT, FindingKind.HOT, 1.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("overlap: 1.5 (expected: 0 to 1)");
    }
}
