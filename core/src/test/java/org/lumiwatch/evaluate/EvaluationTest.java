package org.lumiwatch.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Lesson;
import org.lumiwatch.judge.ShapeTest;
import org.lumiwatch.judge.TestOptions;
import org.lumiwatch.judge.Verdict;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionRange;
import org.lumiwatch.lumisection.LumisectionSet;
import org.lumiwatch.truth.Quality;

class EvaluationTest {
    private static final ElementName NAME = new ElementName("Tracker/charge");
    private static final int RUNS = 40;
    private static final int PER_RUN = 4;
    /** Every fifth run is bad. */
    private static final LumisectionSet GOLDEN = golden(5);

    private final List<Sample> stream = stream();

    @Test
    void shiftedRunsThatAreNotLearnedAreRankedAboveTheOthers() {
        EvaluationResult result = evaluated(GOLDEN, new LabelRegime.Immediate());
        assertThat(result.auc()).isGreaterThan(0.95);
        assertThat(result.aucInterval().low()).isLessThanOrEqualTo(result.auc());
        assertThat(result.blindControls())
                .containsOnlyKeys("runNumber", "lumisectionNumber", "entries", "previousThreeRuns");
        assertThat(result.blindControls().get("lumisectionNumber").auc()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void everyScoredLumisectionIsGoodBadOrUndecided() {
        EvaluationResult result = evaluated(GOLDEN, new LabelRegime.None());
        assertThat(result.lumisections()).isEqualTo((RUNS - 10) * PER_RUN);
        assertThat(result.good() + result.bad() + result.undecided()).isEqualTo(result.lumisections());
        assertThat(result.balancedAccuracy())
                .isCloseTo((result.sensitivity() + result.specificity()) / 2, within(1e-12));
        assertThat(result.measuredFalseAlarmRate()).isCloseTo(1 - result.specificity(), within(1e-12));
        assertThat(result.statedFalseAlarmRate()).isEqualTo(2.0 / 3706);
    }

    @Test
    void withoutLabelsNoLabelReachesAScore() {
        assertThat(scores(GOLDEN, new LabelRegime.None())).isEqualTo(scores(golden(3), new LabelRegime.None()));
    }

    @Test
    void labelsKnownAtOnceReachNoScoreOfTheirOwnRunOrBefore() {
        LumisectionSet changedFromRun30 = GOLDEN.minus(GOLDEN.inRuns(30, RUNS));
        Map<LumisectionId, Verdict> before = scores(GOLDEN, new LabelRegime.Immediate());
        Map<LumisectionId, Verdict> after = scores(changedFromRun30, new LabelRegime.Immediate());
        before.forEach((id, verdict) -> {
            if (id.run() <= 30) {
                assertThat(after.get(id)).as("%s", id).isEqualTo(verdict);
            }
        });
        assertThat(after).isNotEqualTo(before);
    }

    @Test
    void whatIsLabelledBadLaterIsUnlearned() {
        Sample last = stream.getLast();
        ElementTests told = tests();
        ElementTests late = tests();
        for (Sample sample : stream) {
            boolean bad = sample.id().run() == 20;
            told.learn(sample, bad ? Lesson.NOTHING : Lesson.HEALTHY_CELLS);
            late.learn(sample, Lesson.HEALTHY_CELLS);
        }
        assertThat(late.judge(last)).isNotEqualTo(told.judge(last));
        stream.stream()
                .filter(sample -> sample.id().run() == 20)
                .forEach(sample -> late.labelled(sample.id(), Quality.BAD));
        assertThat(late.judge(last)).isEqualTo(told.judge(last));
    }

    @Test
    void statusBitsNeverReachTheJudge() {
        LumisectionId id = new LumisectionId(1, 1);
        Sample sample =
                new Sample(id, List.of(), new LumisectionConditions(id, Map.of(), Map.of("tracker_ready", false)));
        assertThat(sample.conditions().bits()).isEmpty();
    }

    @Test
    void lateLabelsComeAfterTheStatedRuns() {
        Recorder recorder = new Recorder();
        new Prequential(recorder, Answers.golden(GOLDEN), new LabelRegime.DelayRuns(3)).outcomes(stream, done -> {});
        assertThat(recorder.events)
                .containsSubsequence("judge 4:4", "learn 4:4", "label 1:1", "label 1:4", "judge 5:1");
        assertThat(recorder.events.indexOf("label 1:1")).isGreaterThan(recorder.events.indexOf("judge 4:4"));
    }

    @Test
    void lateLabelsComeAfterTheStatedLumisections() {
        Recorder recorder = new Recorder();
        new Prequential(recorder, Answers.golden(GOLDEN), new LabelRegime.DelayLumisections(8))
                .outcomes(stream, done -> {});
        assertThat(recorder.events)
                .containsSubsequence("judge 3:4", "label 1:1", "judge 4:1", "judge 4:4", "label 2:1");
    }

    @Test
    void theListedBadAreBadAndTheUnlistedLeftOut() {
        LumisectionSet bad = LumisectionSet.of(List.of(new LumisectionId(1, 1)));
        Answers answers = Answers.goldenAndBad(GOLDEN, bad);
        assertThat(answers.quality(new LumisectionId(1, 1))).contains(Quality.BAD);
        assertThat(answers.quality(new LumisectionId(1, 2))).contains(Quality.GOOD);
        assertThat(answers.quality(new LumisectionId(5, 1))).isEmpty();
        assertThat(Answers.golden(GOLDEN).quality(new LumisectionId(5, 1))).contains(Quality.BAD);
    }

    @Test
    void theTemplateOfPreviousRunsIsAsComputedByHand() {
        PreviousRuns previous = new PreviousRuns();
        assertThat(previous.score(sample(1, 1, 10, 30))).isZero();
        assertThat(previous.score(sample(2, 1, 30, 10))).isCloseTo(1, within(1e-12));
        assertThat(previous.score(sample(3, 1, 10, 10))).isCloseTo(0, within(1e-12));
        assertThat(previous.score(sample(4, 1, 20, 0))).isCloseTo(1, within(1e-12));
        assertThat(previous.score(sample(5, 1, 1, 1)))
                .as("runs 2 to 4: (.75 + .5 + 1)/3")
                .isCloseTo(0.5, within(1e-12));
    }

    private EvaluationResult evaluated(LumisectionSet golden, LabelRegime labels) {
        return new Evaluation(Answers.golden(golden), new Evaluation.Options(labels, 11, 2, 1))
                .of(tests(), stream, done -> {});
    }

    private Map<LumisectionId, Verdict> scores(LumisectionSet golden, LabelRegime labels) {
        Map<LumisectionId, Verdict> scores = new TreeMap<>();
        new Prequential(tests(), Answers.golden(golden), labels)
                .outcomes(stream, done -> {})
                .forEach(outcome -> scores.put(outcome.sample().id(), outcome.verdict()));
        return scores;
    }

    private static ElementTests tests() {
        return new ElementTests(List.of(ShapeTest.kind()), Geometries.builtIn(), TestOptions.defaults());
    }

    private static LumisectionSet golden(int everyBad) {
        Map<Integer, List<LumisectionRange>> ranges = new TreeMap<>();
        for (int run = 1; run <= RUNS; run++) {
            if (run % everyBad != 0) {
                ranges.put(run, List.of(new LumisectionRange(1, PER_RUN)));
            }
        }
        return LumisectionSet.ofRanges(ranges);
    }

    private static List<Sample> stream() {
        SplittableRandom random = new SplittableRandom(12);
        Axis axis = Axis.regular(30, -3, 3);
        List<Sample> samples = new ArrayList<>();
        for (int run = 1; run <= RUNS; run++) {
            double shift = run % 5 == 0 ? 0.4 : 0;
            for (int ls = 1; ls <= PER_RUN; ls++) {
                double[] counts = new double[30];
                for (int i = 0; i < 2000; i++) {
                    counts[Math.clamp(axis.indexOf(shift + random.nextGaussian()), 0, 29)]++;
                }
                samples.add(sample(run, ls, counts));
            }
        }
        return samples;
    }

    private static Sample sample(int run, int ls, double... counts) {
        LumisectionId id = new LumisectionId(run, ls);
        Histogram histogram = Histogram.of(List.of(Axis.regular(counts.length, -3, 3)), counts);
        return new Sample(id, List.of(new MonitorElement(NAME, id, histogram)), LumisectionConditions.unknown(id));
    }

    /** Writes down the order of calls. */
    private static final class Recorder implements LumisectionJudge {
        private final List<String> events = new ArrayList<>();

        @Override
        public Verdict judge(Sample sample) {
            events.add("judge " + sample.id());
            return new Verdict.Good(0);
        }

        @Override
        public void learn(Sample sample, Lesson lesson) {
            events.add("learn " + sample.id());
        }

        @Override
        public void labelled(LumisectionId id, Quality quality) {
            events.add("label " + id);
        }
    }
}
