package org.lumiwatch.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FalseAlarmStreaksTest {
    @Test
    void streaksOfOneAndThreeTakeTwoRunsOnAverage() {
        FalseAlarmStreaks streaks = FalseAlarmStreaks.of(List.of(false, true, false, true, true, true));
        assertThat(streaks.adaptationRuns()).hasValue(2);
        assertThat(streaks.lockOut()).isZero();
    }

    @Test
    void withoutAlarmsThereIsNothingToAdaptTo() {
        assertThat(FalseAlarmStreaks.of(List.of(false, false)).adaptationRuns()).isEmpty();
        assertThat(FalseAlarmStreaks.of(List.of()).lockOut()).isZero();
    }

    @Test
    void twentyAlarmedRunsInARowAreALockOut() {
        List<Boolean> alarmed = new ArrayList<>(Collections.nCopies(20, true));
        alarmed.addAll(Collections.nCopies(60, false));
        assertThat(FalseAlarmStreaks.of(alarmed).lockOut()).isEqualTo(0.25);
    }

    @Test
    void streamsArePooledInAnyOrder() {
        FalseAlarmStreaks a = FalseAlarmStreaks.of(List.of(true, true));
        FalseAlarmStreaks b = FalseAlarmStreaks.of(List.of(true, false));
        FalseAlarmStreaks c = FalseAlarmStreaks.of(List.of(false, true, true, true));
        assertThat(a.plus(b)).isEqualTo(b.plus(a)).isEqualTo(new FalseAlarmStreaks(List.of(1, 2), 4));
        assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
        assertThat(a.plus(FalseAlarmStreaks.NONE)).isEqualTo(a);
        assertThat(a.plus(b).plus(c).adaptationRuns()).hasValue(2);
    }
}
