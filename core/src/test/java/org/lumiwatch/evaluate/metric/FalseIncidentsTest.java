package org.lumiwatch.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FalseIncidentsTest {
    /** Two days of 3,706 lumisections and 1,000 cells; one incident stood for 1,853 lumisections, a quarter. */
    private static final FalseIncidents TWO_DAYS = new FalseIncidents(7412, 7_412_000, 1, 0, 1853, 3706);

    /** 1/2 a day, interval of 1 event (.0253 to 5.572) over 2 days; 24·1853/7412 = 6 h; 3706/7,412,000 = 5e-4. */
    @Test
    void ratesAreAsComputedByHand() {
        assertThat(TWO_DAYS.perDay().value()).isEqualTo(0.5);
        assertThat(TWO_DAYS.perDay().interval().low()).isCloseTo(0.0253178 / 2, within(1e-6));
        assertThat(TWO_DAYS.perDay().interval().high()).isCloseTo(5.5716 / 2, within(1e-4));
        assertThat(TWO_DAYS.hoursPerDay()).isEqualTo(6);
        assertThat(TWO_DAYS.cellShare()).isEqualTo(5e-4);
    }

    /** ln 20 = 2.9957 over 10 days. */
    @Test
    void noneInTenDaysIsALimit() {
        FalseIncidents none = new FalseIncidents(37_060, 1, 0, 0, 0, 0);
        assertThat(none.days()).isEqualTo(10);
        assertThat(none.perDay().limit()).isCloseTo(0.29957, within(1e-5));
    }

    @Test
    void trialsArePooledInAnyOrder() {
        FalseIncidents other = new FalseIncidents(100, 5000, 3, 2, 7, 9);
        assertThat(TWO_DAYS.plus(other)).isEqualTo(other.plus(TWO_DAYS));
        assertThat(TWO_DAYS.plus(other)).isEqualTo(new FalseIncidents(7512, 7_417_000, 4, 2, 1860, 3715));
        assertThat(TWO_DAYS.plus(other).plus(other)).isEqualTo(TWO_DAYS.plus(other.plus(other)));
        assertThat(TWO_DAYS.plus(FalseIncidents.NONE)).isEqualTo(TWO_DAYS);
    }

    @Test
    void partsAreNoMoreThanAll() {
        assertThatThrownBy(() -> new FalseIncidents(10, 10, 1, 2, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("false incidents: 2 misnamed of 1, 0 lumisections of 10 (expected: 0 to all)");
    }
}
