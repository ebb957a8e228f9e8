package org.lumiwatch.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumiwatch.evaluate.metric.Calibration.Outcome;
import tools.jackson.databind.json.JsonMapper;

class CalibrationTest {
    /** Of 100,000: 1·10⁻¹, 1.9·10⁻², 2.1·10⁻³ and .4·10⁻⁴. */
    private static final Calibration MIXED = new Calibration(100_000, List.of(10_000L, 1_900L, 210L, 4L));

    @Test
    void eachDecadeHoldsWithinAFactorOfTwo() {
        assertThat(MIXED.outcome(1)).isEqualTo(Outcome.HOLDS);
        assertThat(MIXED.outcome(2)).isEqualTo(Outcome.HOLDS);
        assertThat(MIXED.outcome(3)).isEqualTo(Outcome.TOO_BOLD);
        assertThat(MIXED.outcome(4)).isEqualTo(Outcome.OVER_CAUTIOUS);
        assertThat(MIXED.passes()).isFalse();
        assertThat(new Calibration(100_000, List.of(9_000L, 1_100L, 70L, 19L)).passes())
                .isTrue();
        assertThat(MIXED.below(3)).isEqualTo(new Proportion(210, 100_000));
    }

    @Test
    void fewLumisectionsShowNothing() {
        assertThat(new Calibration(49_999, List.of(5_000L, 500L, 50L, 5L)).outcome(1))
                .isEqualTo(Outcome.NOT_SHOWN);
    }

    /** p = 10⁻ˢ is below 10⁻ᵏ when s > k. */
    @Test
    void significancesAreCountedByDecade() {
        Calibration calibration = Calibration.of(List.of(0.0, 1.0, 1.5, 2.5, 300.0));
        assertThat(calibration).isEqualTo(new Calibration(5, List.of(3L, 2L, 1L, 1L)));
    }

    @Test
    void trialsArePooledInAnyOrder() {
        Calibration one = Calibration.of(3.5);
        assertThat(MIXED.plus(one)).isEqualTo(one.plus(MIXED));
        assertThat(MIXED.plus(one)).isEqualTo(new Calibration(100_001, List.of(10_001L, 1_901L, 211L, 4L)));
        assertThat(MIXED.plus(one).plus(one)).isEqualTo(MIXED.plus(one.plus(one)));
        assertThat(MIXED.plus(Calibration.NONE)).isEqualTo(MIXED);
    }

    /**
     * Stated 1 a day, 30 days. The 95 % limit is 59.9 for 47 events and 61.1 for 48 (half the .95 quantile of χ² with
     * 2n + 2 degrees), and 60 is twice stated; half stated are 15.
     */
    @Test
    void measuredIncidentsAreHeldAgainstStatedOnes() {
        assertThat(Calibration.ofIncidents(1, new Rate(47, 30))).isEqualTo(Outcome.HOLDS);
        assertThat(Calibration.ofIncidents(1, new Rate(48, 30))).isEqualTo(Outcome.TOO_BOLD);
        assertThat(Calibration.ofIncidents(1, new Rate(15, 30))).isEqualTo(Outcome.HOLDS);
        assertThat(Calibration.ofIncidents(1, new Rate(14, 30))).isEqualTo(Outcome.OVER_CAUTIOUS);
        assertThat(Calibration.ofIncidents(1, new Rate(29, 29))).isEqualTo(Outcome.NOT_SHOWN);
        assertThatThrownBy(() -> Calibration.ofIncidents(0, new Rate(1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("stated rate: 0.0 (expected: > 0)");
    }

    @Test
    void aTrialIsKeptAsJson() {
        String json = JsonMapper.shared().writeValueAsString(MIXED);
        assertThat(JsonMapper.shared().readValue(json, Calibration.class)).isEqualTo(MIXED);
    }
}
