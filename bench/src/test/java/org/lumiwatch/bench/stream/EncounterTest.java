package org.lumiwatch.bench.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumiwatch.bench.contender.Alarm;
import org.lumiwatch.bench.stream.FaultClass.Shape;
import org.lumiwatch.element.Box;
import org.lumiwatch.judge.FindingKind;

class EncounterTest {
    private static final Box CELL = Box.of(10, 8, 10, 8);
    private static final Placed DEAD = new Placed(new FaultClass(Shape.CELL, 0, 12), List.of(CELL), "", 100);

    @Test
    void anAlarmAtTheFaultFindsIt() {
        Alarm alarm = new Alarm(101, 100, FindingKind.DEAD, CELL, "");
        assertThat(Encounter.of(List.of(DEAD), List.of(alarm)))
                .containsExactly(new Encounter("cell dead", 2, 12, 1, true));
        assertThat(Encounter.strangers(List.of(DEAD), List.of(alarm), 0)).isZero();
    }

    @Test
    void thatTheWholeMapHadChangedFindsNoFaultAndIsFalse() {
        Alarm alarm = new Alarm(101, 100, FindingKind.GLOBAL, Box.of(0, 0, 71, 33), "");
        assertThat(Encounter.of(List.of(DEAD), List.of(alarm))).singleElement().matches(one -> !one.found());
        assertThat(Encounter.strangers(List.of(DEAD), List.of(alarm), 0)).isOne();
    }

    @Test
    void thatTheWholeMapHadChangedFindsAFaultOfAllOfIt() {
        Box all = Box.of(0, 0, 71, 33);
        Placed whole = new Placed(new FaultClass(Shape.GROUP, 0.8, 12), List.of(all), "", 100);
        Alarm alarm = new Alarm(100, 100, FindingKind.GLOBAL, all, "");
        assertThat(Encounter.of(List.of(whole), List.of(alarm))).singleElement().matches(Encounter::found);
        assertThat(Encounter.strangers(List.of(whole), List.of(alarm), 0)).isZero();
    }
}
