package org.lumiwatch.bench.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;

class StepWatchTest {
    private static final Geometry LINE = Geometry.unknown(4, 1, 1);

    @Test
    void theLagIsUntilTheLastAlarmedLumisection() {
        StepWatch watch = watch(8);
        for (int i = 0; i < 8; i++) {
            watch.add(i == 1 || i == 4 ? List.of(Box.of(0, 0, 1, 0)) : List.of());
        }

        assertThat(watch.result()).isEqualTo(new EraChanges.Adaptation(5, 8, 0));
    }

    @Test
    void withoutAnAlarmThereIsNoLag() {
        StepWatch watch = watch(4);
        for (int i = 0; i < 4; i++) {
            watch.add(List.of());
        }

        assertThat(watch.result()).isEqualTo(new EraChanges.Adaptation(0, 4, 0));
    }

    @Test
    void onlyCellsAlarmedThroughTheLastQuarterAreLockedOut() {
        StepWatch watch = watch(8);
        for (int i = 0; i < 8; i++) {
            // cell 0 throughout, cell 1 in the last lumisection only
            watch.add(List.of(Box.of(0, 0, i == 7 ? 1 : 0, 0)));
        }

        assertThat(watch.result()).isEqualTo(new EraChanges.Adaptation(8, 8, 1.0 / 3));
    }

    @Test
    void alarmsAboutCellsThatTheStepItselfKilledAreNotFalse() {
        StepWatch watch = watch(4);
        for (int i = 0; i < 4; i++) {
            watch.add(List.of(Box.of(3, 0, 3, 0)));
        }

        assertThat(watch.result()).isEqualTo(new EraChanges.Adaptation(0, 4, 0));
    }

    @Test
    void aStepThatWasNotSeenToItsEndHasNoResult() {
        assertThatThrownBy(() -> watch(4).result()).hasMessageContaining("0 lumisections (expected: 4)");
    }

    /** The last of four cells does not count. */
    private static StepWatch watch(int lumisections) {
        return new StepWatch(LINE, new boolean[] {true, true, true, false}, lumisections);
    }
}
