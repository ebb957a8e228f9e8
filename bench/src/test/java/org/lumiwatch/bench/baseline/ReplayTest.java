package org.lumiwatch.bench.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lumiwatch.evaluate.LabelRegime;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;

class ReplayTest {
    private static final List<Labelled> RUNS =
            IntStream.range(0, 6).mapToObj(i -> run(i, i == 2)).toList();

    /** Scores the content of the first bin, and tells what was learned when. */
    private static final class Diary implements Baseline {
        private final List<String> lines = new ArrayList<>();

        @Override
        public double score(Histogram histogram) {
            lines.add("score %.0f".formatted(histogram.at(0)));
            return histogram.at(0);
        }

        @Override
        public void learn(Histogram histogram) {
            lines.add("learn %.0f".formatted(histogram.at(0)));
        }
    }

    @Test
    void withLabelsAtOnceGoodRunsAreLearnedAfterTheirScore() {
        assertThat(diary(Replay.under(new LabelRegime.Immediate())).subList(0, 6))
                .containsExactly("score 0", "learn 0", "score 1", "learn 1", "score 2", "score 3");
    }

    @Test
    void withLateLabelsGoodRunsAreLearnedWhenTheirLabelComes() {
        assertThat(diary(Replay.under(new LabelRegime.DelayRuns(3))))
                .containsExactly(
                        "score 0", "score 1", "score 2", "score 3", "learn 0", "score 4", "learn 1", "score 5");
    }

    @Test
    void withoutLabelsEverythingIsLearned() {
        assertThat(diary(Replay.under(new LabelRegime.None())))
                .contains("learn 2")
                .hasSize(12);
    }

    @Test
    void aFrozenBaselineLearnsTheFirstRunsOnly() {
        assertThat(diary(Replay.under(new LabelRegime.None()).learningOnly(2)))
                .contains("learn 1")
                .hasSize(8);
    }

    @Test
    void theBetterCandidateIsChosenWithAThresholdBetweenGoodAndBad() {
        List<Labelled> history = IntStream.range(0, 200)
                .mapToObj(i -> run(i % 10 == 0 ? 100 + i : 10 + i % 5, i % 10 == 0))
                .toList();
        Baseline reversed = new Baseline() {
            @Override
            public double score(Histogram histogram) {
                return 1 / histogram.at(0);
            }

            @Override
            public void learn(Histogram histogram) {}
        };
        Diary diary = new Diary();

        Fit fit = Fit.of(
                List.of(() -> reversed, () -> diary),
                history,
                Replay.under(new LabelRegime.Immediate()),
                new SplittableRandom(1));

        assertThat(fit.begin().get()).isSameAs(diary);
        assertThat(fit.threshold()).isBetween(14.0, 100.0);
    }

    private static List<String> diary(Replay replay) {
        Diary diary = new Diary();
        replay.scores(diary, RUNS);
        return diary.lines;
    }

    private static Labelled run(double content, boolean bad) {
        return new Labelled(Histogram.of(List.of(Axis.regular(2, 0, 1)), content, 1), bad);
    }
}
