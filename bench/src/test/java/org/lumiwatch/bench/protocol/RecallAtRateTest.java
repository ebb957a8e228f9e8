package org.lumiwatch.bench.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumiwatch.bench.Report.Target.Outcome;
import org.lumiwatch.bench.Role;

class RecallAtRateTest {
    private static final LumisectionScores LOW = scores(List.of(1.0, 2.0, 3.0, 4.0), List.of(5.0, 2.5));
    private static final LumisectionScores HIGH = scores(List.of(11.0, 12.0, 13.0, 14.0), List.of(5.0, 2.5));

    private static LumisectionScores scores(List<Double> healthy, List<Double> faulty) {
        return new LumisectionScores("any", Role.OURS, healthy, Map.of("dead", faulty));
    }

    @Test
    void aSeedsThresholdComesFromTheOthersHealthyLumisections() {
        RecallAtRate recall = new RecallAtRate(List.of(LOW, HIGH), 0.25);

        // low is judged at 13, high at 3
        assertThat(recall.recall(label -> true).groups().get("seed 00").sum()).isZero();
        assertThat(recall.recall(label -> true).groups().get("seed 01").sum()).isEqualTo(1);
        assertThat(recall.falsePositives().of()).isEqualTo(4);
    }

    @Test
    void aLoneSeedSetsItsOwnThreshold() {
        RecallAtRate recall = new RecallAtRate(List.of(LOW), 0.25);

        assertThat(recall.falsePositives().value()).isEqualTo(0.25);
        assertThat(recall.recall(label -> true).mean()).isEqualTo(0.5);
        assertThat(recall.misses(label -> true).mean()).isEqualTo(0.5);
    }

    @Test
    void noFaultOfAClassShowsNothing() {
        RecallAtRate recall = new RecallAtRate(List.of(LOW), 0.25);

        assertThat(recall.recall("hot"::equals).groups()).isEmpty();
        assertThat(recall.auc("hot"::equals)).isNaN();
        assertThat(recall.ratio(recall, "hot"::equals).atLeast(1, "all").outcome())
                .isEqualTo(Outcome.NOT_SHOWN);
    }
}
