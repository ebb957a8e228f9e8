package org.lumiwatch.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Judgement;
import org.lumiwatch.judge.Lesson;
import org.lumiwatch.judge.QualityTest;
import org.lumiwatch.judge.QualityTestKind;
import org.lumiwatch.judge.TestOptions;
import org.lumiwatch.judge.Verdict;
import org.lumiwatch.lumisection.LumisectionId;

/** What every quality test promises. Implement the four methods and inherit the tests. */
public abstract class QualityTestContract {
    private static final ElementName NAME = new ElementName("Contract/element");
    private static final int HISTORY = 40;

    /** The kind under test. */
    protected abstract QualityTestKind kind();

    /** Geometry of the histograms made here. */
    protected abstract Geometry geometry();

    /** A histogram of a healthy lumisection, freshly drawn. */
    protected abstract Histogram healthy(RandomGenerator random);

    /** A copy of a healthy histogram with an unmistakable fault. */
    protected abstract Histogram faulty(Histogram healthy);

    /** Conditions of lumisection {@code id}; nothing known unless overridden. */
    protected LumisectionConditions conditions(LumisectionId id) {
        return LumisectionConditions.unknown(id);
    }

    @Test
    void aFaultScoresAboveTheReference() {
        QualityTest test = taught();
        Histogram good = healthy(new SplittableRandom(99));
        Judgement ofGood = judged(test, HISTORY + 1, good);
        Judgement ofFault = judged(test, HISTORY + 1, faulty(good));
        assertThat(ofFault.verdict()).isInstanceOf(Verdict.Bad.class);
        assertThat(ofGood.verdict()).isInstanceOf(Verdict.Good.class);
        assertThat(ofFault.significance()).isGreaterThan(ofGood.significance());
    }

    @Test
    void judgingChangesNothing() throws IOException {
        QualityTest test = taught();
        byte[] before = saved(test);
        Judgement first = judged(test, HISTORY + 1, healthy(new SplittableRandom(5)));
        Judgement second = judged(test, HISTORY + 1, healthy(new SplittableRandom(5)));
        assertThat(second).isEqualTo(first);
        assertThat(saved(test)).isEqualTo(before);
    }

    @Test
    void equalHistoriesGiveEqualScores() {
        Histogram sample = healthy(new SplittableRandom(7));
        assertThat(judged(taught(), HISTORY + 1, sample)).isEqualTo(judged(taught(), HISTORY + 1, sample));
    }

    @Test
    void aRestoredTestGoesOnAsIfNeverStopped() throws IOException {
        QualityTest test = taught();
        QualityTest restored = kind().restore(
                        NAME,
                        geometry(),
                        TestOptions.defaults(),
                        new DataInputStream(new ByteArrayInputStream(saved(test))));
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 1; i <= 5; i++) {
            Histogram sample = i == 3 ? faulty(healthy(random)) : healthy(random);
            Judgement expected = judged(test, HISTORY + i, sample);
            assertThat(judged(restored, HISTORY + i, sample)).isEqualTo(expected);
            test.learn(expected, conditions(expected.element().at()), Lesson.HEALTHY_CELLS);
            restored.learn(expected, conditions(expected.element().at()), Lesson.HEALTHY_CELLS);
        }
        assertThat(saved(restored)).isEqualTo(saved(test));
    }

    @Test
    void emptyAndConstantHistogramsAreSafe() {
        QualityTest fresh = kind().begin(NAME, geometry(), TestOptions.defaults());
        QualityTest taught = taught();
        Histogram sample = healthy(new SplittableRandom(1));
        double[] ones = new double[sample.cells()];
        java.util.Arrays.fill(ones, 1);
        for (Histogram odd : java.util.List.of(
                Histogram.of(sample.axes(), new double[sample.cells()]), Histogram.of(sample.axes(), ones))) {
            for (QualityTest test : java.util.List.of(fresh, taught)) {
                Judgement judgement = judged(test, HISTORY + 1, odd);
                assertThat(judgement.significance()).isBetween(0.0, 300.0);
                test.learn(judgement, conditions(judgement.element().at()), Lesson.HEALTHY_CELLS);
            }
        }
    }

    @Test
    void anEmptyHistogramIsNeverGood() {
        Histogram sample = healthy(new SplittableRandom(1));
        Histogram empty = Histogram.of(sample.axes(), new double[sample.cells()]);
        assertThat(judged(taught(), HISTORY + 1, empty).verdict()).isNotInstanceOf(Verdict.Good.class);
    }

    @Test
    void negativeOrFractionalContentsAreUndecided() {
        Histogram sample = healthy(new SplittableRandom(1));
        double[] odd = sample.contents();
        odd[0] = -1;
        odd[1] = 0.5;
        assertThat(judged(taught(), HISTORY + 1, Histogram.of(sample.axes(), odd))
                        .verdict())
                .isInstanceOf(Verdict.Undecided.class);
    }

    private QualityTest taught() {
        QualityTest test = kind().begin(NAME, geometry(), TestOptions.defaults());
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 1; i <= HISTORY; i++) {
            Judgement judgement = judged(test, i, healthy(random));
            test.learn(judgement, conditions(judgement.element().at()), Lesson.HEALTHY_CELLS);
        }
        return test;
    }

    private Judgement judged(QualityTest test, int number, Histogram histogram) {
        LumisectionId at = new LumisectionId(1, number);
        return test.judge(new MonitorElement(NAME, at, histogram), conditions(at));
    }

    private static byte[] saved(QualityTest test) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        test.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
