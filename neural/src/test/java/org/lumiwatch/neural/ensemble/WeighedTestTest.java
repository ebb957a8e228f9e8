package org.lumiwatch.neural.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.expect.Expectation;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.judge.ExpectationTest;
import org.lumiwatch.judge.Judgement;
import org.lumiwatch.judge.Lesson;
import org.lumiwatch.judge.QualityTest;
import org.lumiwatch.judge.QualityTestKind;
import org.lumiwatch.judge.ShapeTest;
import org.lumiwatch.judge.TestId;
import org.lumiwatch.judge.TestOptions;
import org.lumiwatch.judge.Voice;
import org.lumiwatch.lumisection.LumisectionId;

final class WeighedTestTest {
    private static final ElementName NAME = new ElementName("JetMET/bell");
    private static final Geometry LINE = Geometry.line(Bells.BINS);

    /** Expects the same everywhere, and is wrong. */
    private static final class Flat implements Expectation {
        @Override
        public Optional<Prediction> predict(
                MonitorElement observed, LumisectionConditions conditions, boolean[] excluded) {
            double[] mean = new double[Bells.BINS];
            boolean[] live = new boolean[Bells.BINS];
            java.util.Arrays.fill(mean, observed.histogram().sum() / Bells.BINS);
            java.util.Arrays.fill(live, true);
            return Optional.of(
                    new Prediction(LINE, mean, new double[Bells.BINS], new double[Bells.BINS], live, 1, Double.NaN));
        }

        @Override
        public void learn(MonitorElement observed, LumisectionConditions conditions, boolean[] excluded) {}
    }

    private static QualityTestKind member(String name, Expectation expectation) {
        return ExpectationTest.kind(new TestId(name, 1), (element, geometry) -> Optional.of(expectation));
    }

    private static final QualityTestKind GOOD = member("network", new NetworkExpectation(Bells.model(), LINE));
    private static final QualityTestKind BAD = member("flat", new Flat());

    private static WeighedTest.Joining joining(QualityTestKind kind) {
        return new WeighedTest.Joining(kind, name -> true);
    }

    @Test
    void whoFindsWhatOthersDoNotHasMoreToSay() {
        QualityTestKind blind = member("blind", new Flat());
        QualityTest test = taught(WeighedTest.kind(blind, List.of(joining(BAD), joining(GOOD))), 400);
        List<Voice> voices = judged(test, 500, 1).voices();
        assertThat(share(voices, "network")).isGreaterThan(0.15).isGreaterThan(3 * share(voices, "flat"));
        assertThat(share(voices, "blind")).isGreaterThan(0.7);
        assertThat(share(voices, "network") + share(voices, "flat") + share(voices, "blind"))
                .isBetween(0.999, 1.001);
    }

    @Test
    void whoFindsOnlyWhatTheFirstFindsHasLittleToSay() {
        QualityTest test = taught(WeighedTest.kind(GOOD, List.of(joining(BAD))), 400);
        assertThat(share(judged(test, 500, 1).voices(), "flat")).isLessThan(0.05);
    }

    @Test
    void aBadMemberCostsAGoodOneNoMoreThanItsShare() {
        QualityTest alone = taught(ShapeTest.kind(), 200);
        QualityTest with = taught(WeighedTest.kind(ShapeTest.kind(), List.of(joining(BAD))), 200);
        for (int i = 0; i < 20; i++) {
            MonitorElement faulty = new MonitorElement(
                    NAME, new LumisectionId(1, 300), Bells.faulty(Bells.healthy(new SplittableRandom(900 + i))));
            LumisectionConditions unknown = LumisectionConditions.unknown(faulty.at());
            assertThat(with.judge(faulty, unknown).significance())
                    .isGreaterThan(alone.judge(faulty, unknown).significance() - 0.16);
        }
    }

    @Test
    void aMemberCanJoinWhatWasKeptWithoutIt() throws IOException {
        QualityTest alone = taught(ShapeTest.kind(), 60);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        alone.save(new DataOutputStream(bytes));
        QualityTest joined = WeighedTest.kind(ShapeTest.kind(), List.of(joining(GOOD)))
                .restore(
                        NAME,
                        LINE,
                        TestOptions.defaults(),
                        new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(judged(joined, 61, 5).verdict()).isInstanceOf(org.lumiwatch.judge.Verdict.Good.class);
        assertThat(share(judged(joined, 61, 5).voices(), "network")).isPositive();
    }

    private static double share(List<Voice> voices, String member) {
        return voices.stream()
                .filter(voice -> voice.member().equals(member))
                .mapToDouble(Voice::share)
                .sum();
    }

    private static QualityTest taught(QualityTestKind kind, int lumisections) {
        QualityTest test = kind.begin(NAME, LINE, TestOptions.defaults());
        for (int i = 1; i <= lumisections; i++) {
            Judgement judgement = judged(test, i, i);
            test.learn(
                    judgement, LumisectionConditions.unknown(judgement.element().at()), Lesson.HEALTHY_CELLS);
        }
        return test;
    }

    private static Judgement judged(QualityTest test, int number, long seed) {
        LumisectionId at = new LumisectionId(1, number);
        return test.judge(
                new MonitorElement(NAME, at, Bells.healthy(new SplittableRandom(seed))),
                LumisectionConditions.unknown(at));
    }
}
