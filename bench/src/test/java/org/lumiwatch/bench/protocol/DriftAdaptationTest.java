package org.lumiwatch.bench.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lumiwatch.bench.ImplausibleResult;
import org.lumiwatch.bench.Report;
import org.lumiwatch.bench.Report.Target;
import org.lumiwatch.bench.Size;
import org.lumiwatch.bench.protocol.DriftAdaptation.Trial;
import tools.jackson.databind.json.JsonMapper;

class DriftAdaptationTest {
    private static final DriftAdaptation PROTOCOL = new DriftAdaptation();

    @Test
    void aContenderThatMissesTheTargetIsSaidToMissIt() {
        assertThat(outcome("no labels", trials(50, 0.97), Size.FULL)).isEqualTo(Target.Outcome.MISSED);
        assertThat(outcome("no labels", trials(50, 0.996), Size.FULL)).isEqualTo(Target.Outcome.MET);
    }

    @Test
    void fewSeedsMeetNoTargetAndAShortRunShowsNone() {
        assertThat(outcome("no labels", trials(49, 0.996), Size.FULL)).isEqualTo(Target.Outcome.NOT_SHOWN);
        assertThat(outcome("no labels", trials(50, 0.97), Size.QUICK)).isEqualTo(Target.Outcome.NOT_SHOWN);
    }

    @Test
    void beatingTheOracleStopsTheBench() {
        List<Trial> trials = trials(50, 0.999);

        assertThatThrownBy(() -> PROTOCOL.report(trials, Size.FULL))
                .isInstanceOf(ImplausibleResult.class)
                .hasMessageContaining("(expected: at most the oracle's 0.9980)");
    }

    @Test
    void aTrialIsKeptAsJson() {
        Trial trial = trials(1, 0.9).getFirst();
        JsonMapper mapper = JsonMapper.shared();

        assertThat(mapper.readValue(mapper.writeValueAsString(trial), Trial.class))
                .isEqualTo(trial);
    }

    private static Target.Outcome outcome(String asked, List<Trial> trials, Size size) {
        Report report = PROTOCOL.report(trials, size);
        return report.targets().stream()
                .filter(target -> target.asked().startsWith(asked))
                .findFirst()
                .orElseThrow()
                .outcome();
    }

    /** The oracle at .998, all others at {@code accuracy}. */
    private static List<Trial> trials(int seeds, double accuracy) {
        Map<ToyLabels, Map<ToyContender, ToyOutcome>> outcomes = new EnumMap<>(ToyLabels.class);
        for (ToyLabels labels : ToyLabels.values()) {
            Map<ToyContender, ToyOutcome> each = new EnumMap<>(ToyContender.class);
            for (ToyContender contender : ToyContender.values()) {
                each.put(contender, outcome(contender == ToyContender.ORACLE ? 0.998 : accuracy));
            }
            outcomes.put(labels, each);
        }
        return IntStream.range(0, seeds)
                .mapToObj(i -> new Trial(outcomes, List.of(ToyVariant.EPISODES), outcomes))
                .toList();
    }

    private static ToyOutcome outcome(double accuracy) {
        List<Integer> none = Collections.nCopies(ToyOutcome.AGES, 0);
        return new ToyOutcome(accuracy, accuracy, accuracy, 40, 30, 0, 0, 400, 395, none, none);
    }
}
