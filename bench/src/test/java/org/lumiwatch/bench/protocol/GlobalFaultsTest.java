package org.lumiwatch.bench.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.contender.Alarm;
import org.lumiwatch.bench.protocol.GlobalFaults.Outcome;
import org.lumiwatch.bench.protocol.GlobalFaults.Told;
import org.lumiwatch.element.Box;
import org.lumiwatch.judge.FindingKind;

class GlobalFaultsTest {
    private static final int ONSET = 100;
    private static final GlobalCourse.Sizes SIZES = new GlobalCourse.Sizes(50, 40, 10, 60, 20, 10);

    private static Outcome outcome(Alarm... alarms) {
        return Outcome.of(
                new Outcome.Met(CalorimeterMap.ECAL_BARREL, GlobalStep.ALL_80, Told.NOTHING),
                SIZES,
                new Outcome.Who("somebody", Role.BASELINE),
                List.of(alarms));
    }

    private static Alarm alarm(int raised, FindingKind kind) {
        return new Alarm(raised, raised, kind, Box.of(0, 0, 3, 3), "");
    }

    @Test
    void anAlarmInTheFirstLumisectionHasLatencyOne() {
        assertThat(outcome(alarm(ONSET, FindingKind.GLOBAL)).latency()).isEqualTo(1);
        assertThat(outcome(alarm(ONSET + 2, FindingKind.GLOBAL)).foundInTime()).isTrue();
        assertThat(outcome(alarm(ONSET + 3, FindingKind.GLOBAL)).foundInTime()).isFalse();
    }

    @Test
    void anAlarmOfAnotherKindFindsButDoesNotName() {
        Outcome outcome = outcome(alarm(ONSET, FindingKind.DEGRADED), alarm(ONSET + 1, FindingKind.GLOBAL));
        assertThat(outcome.latency()).isEqualTo(1);
        assertThat(outcome.named()).isEqualTo(2);
    }

    @Test
    void whoNeverTellsHasLearnedSilently() {
        assertThat(outcome().learnedSilently()).isTrue();
        assertThat(outcome(alarm(ONSET + 60, FindingKind.HOT)).learnedSilently())
                .isTrue();
    }

    @Test
    void whoAlarmsWhenAllIsWellAgainHadLearnedTheFault() {
        assertThat(outcome(alarm(ONSET, FindingKind.GLOBAL)).learnedSilently()).isFalse();
        assertThat(outcome(alarm(ONSET, FindingKind.GLOBAL), alarm(ONSET + 61, FindingKind.GLOBAL))
                        .learnedSilently())
                .isTrue();
    }

    @Test
    void alarmsBeforeTheStepAreCountedApart() {
        Outcome outcome = outcome(alarm(80, FindingKind.HOT), alarm(95, FindingKind.HOT));
        assertThat(outcome.strangers()).isEqualTo(1);
        assertThat(outcome.latency()).isZero();
    }
}
