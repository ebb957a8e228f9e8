package org.lumiwatch.bench.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class OperatorModelTest {
    private static final List<Double> CLEAR = List.of(1.0, 1.0, 1.0);

    @Test
    void aCycleOfAMinuteLooksOnceOrTwiceInThreeLumisections() {
        // every 2.5 LS: a first look before .5 is followed by another before 3, so .2 of the phases have two
        OperatorModel model = new OperatorModel(2.5, 0.3, 0.77);

        assertThat(model.recall(CLEAR)).isCloseTo(0.2 * (1 - 0.23 * 0.23) + 0.8 * 0.77, within(1e-12));
    }

    @Test
    void aSlowCycleSeldomComesByInTime() {
        assertThat(new OperatorModel(75, 0.3, 1).recall(CLEAR)).isCloseTo(3.0 / 75, within(1e-12));
    }

    @Test
    void onlyLooksAtWhichTheContrastIsLargeEnoughCount() {
        // of 10 LS for a cycle, the third shows 20 %
        OperatorModel model = new OperatorModel(10, 0.15, 0.5);

        assertThat(model.recall(List.of(0.05, 0.1, 0.2))).isCloseTo(0.1 * 0.5, within(1e-12));
        assertThat(model.recall(List.of(0.05, 0.1, 0.15))).isZero();
        assertThat(model.recall(List.of())).isZero();
    }

    @Test
    void aFastCycleLooksSeveralTimesInEveryLumisection() {
        // every half LS: six looks whatever the phase
        assertThat(new OperatorModel(0.5, 0.3, 0.5).recall(CLEAR)).isCloseTo(1 - Math.pow(0.5, 6), within(1e-12));
    }

    @Test
    void whatIsIntegratedSinceTheRunBeganDilutesAFault() {
        // 100 counts a LS with variance 400: after 9 healthy LS a dead one leaves 900 of 1000, where 3 sigma is 190
        assertThat(OperatorModel.shown(900, 1000, Math.sqrt(4000))).isZero();
        // 1000 a LS, the same Fano factor: 9000 of 10000, 3 sigma 600
        assertThat(OperatorModel.shown(9000, 10000, Math.sqrt(40000))).isCloseTo(0.1, within(1e-12));
        assertThat(OperatorModel.shown(5, 0, 0)).isZero();
    }

    @Test
    void anImpossibleOperatorIsRefused() {
        assertThatThrownBy(() -> new OperatorModel(0, 0.1, 1))
                .hasMessageContaining("cycle 0.0, contrast 0.1, report 1.0 (expected: > 0, > 0, 0 to 1)");
    }
}
