package org.lumiwatch.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FalseAlarmStreaksTest {
    @Test
    void streaksOfOneAndThreeTakeTwoRunsOnAverage() {
        FalseAlarmStreaks streaks = new FalseAlarmStreaks(List.of(false, true, false, true, true, true));
        assertThat(streaks.adaptationRuns()).hasValue(2);
        assertThat(streaks.lockOut()).isZero();
    }

    @Test
    void withoutAlarmsThereIsNothingToAdaptTo() {
        assertThat(new FalseAlarmStreaks(List.of(false, false)).adaptationRuns())
                .isEmpty();
        assertThat(new FalseAlarmStreaks(List.of()).lockOut()).isZero();
    }

    @Test
    void twentyAlarmedRunsInARowAreALockOut() {
        List<Boolean> alarmed = new ArrayList<>(Collections.nCopies(20, true));
        alarmed.addAll(Collections.nCopies(60, false));
        assertThat(new FalseAlarmStreaks(alarmed).lockOut()).isEqualTo(0.25);
    }
}
