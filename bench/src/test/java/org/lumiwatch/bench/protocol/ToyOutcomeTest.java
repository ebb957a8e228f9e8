package org.lumiwatch.bench.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumiwatch.bench.protocol.ToyOutcome.Call;
import org.lumiwatch.bench.protocol.ToyOutcome.Truth;

class ToyOutcomeTest {
    @Test
    void countsAreThoseCountedByHand() {
        List<Truth> truth = new ArrayList<>();
        List<Call> calls = new ArrayList<>();
        // g good, b bad, c good after a jump, d bad at a jump; capital: called bad; u: good and undecided
        for (char run : "gGbBcCgdBGgu".toCharArray()) {
            char kind = Character.toLowerCase(run);
            boolean bad = kind == 'b' || kind == 'd';
            truth.add(new Truth(bad, kind == 'c' || kind == 'd', bad));
            calls.add(new Call(Character.isUpperCase(run) ? 2 : 1, Character.isUpperCase(run), kind != 'u'));
        }

        ToyOutcome outcome = ToyOutcome.of(truth, calls);

        assertThat(outcome.sensitivity()).isEqualTo(0.5);
        assertThat(outcome.specificity()).isEqualTo(0.5);
        assertThat(outcome.balancedAccuracy()).isEqualTo(0.5);
        assertThat(outcome.changes()).isEqualTo(3);
        // accepted at once; alarmed once; alarmed once
        assertThat(outcome.steps()).isEqualTo(2);
        assertThat(outcome.undecided()).isCloseTo(1 / 12.0, within(1e-9));
        assertThat(outcome.onsets()).isEqualTo(4);
        assertThat(outcome.onsetsAlarmed()).isEqualTo(2);
        assertThat(outcome.goodAfterChange().subList(0, 4)).containsExactly(3, 2, 1, 0);
        assertThat(outcome.alarmedAfterChange().subList(0, 4)).containsExactly(2, 0, 1, 0);
    }

    @Test
    void aContenderThatRefusesTwentyGoodRunsInARowIsLockedOut() {
        List<Truth> truth = new ArrayList<>();
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            truth.add(new Truth(i == 49, false, false));
            calls.add(new Call(i, i < 20, true));
        }

        assertThat(ToyOutcome.of(truth, calls).lockOut()).isCloseTo(20 / 49.0, within(1e-9));
    }
}
