package org.lumiwatch.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Judgement;
import org.lumiwatch.judge.Lesson;
import org.lumiwatch.judge.QualityTest;
import org.lumiwatch.judge.QualityTestKind;
import org.lumiwatch.judge.TestOptions;
import org.lumiwatch.judge.Verdict;
import org.lumiwatch.learn.ContinualLearner;
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
        Arrays.fill(ones, 1);
        for (Histogram odd :
                List.of(Histogram.of(sample.axes(), new double[sample.cells()]), Histogram.of(sample.axes(), ones))) {
            for (QualityTest test : List.of(fresh, taught)) {
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

    /** Neither an exception nor good, and what comes after is judged as if it had never been. */
    @ParameterizedTest
    @EnumSource(Nonsense.class)
    void nonsenseIsNeverGoodAndNeverLearned(Nonsense nonsense) {
        QualityTest test = taught();
        QualityTest spared = taught();
        ContinualLearner learner = new ContinualLearner(ContinualLearner.Options.defaults());
        SplittableRandom random = new SplittableRandom(17);
        int number = HISTORY;
        for (int i = 0; i < 3; i++) {
            Judgement judgement = judged(test, ++number, nonsense.of(healthy(random)));
            assertThat(judgement.verdict()).isNotInstanceOf(Verdict.Good.class);
            LumisectionConditions conditions = conditions(judgement.element().at());
            test.learn(judgement, conditions, learner.lesson(judgement, conditions));
        }
        for (int i = 0; i < 20; i++) {
            Histogram sample = healthy(random);
            Judgement after = judged(test, ++number, sample);
            Judgement expected = judged(spared, number, sample);
            assertSameExpectation(after.predicted(), expected.predicted());
            LumisectionConditions conditions = conditions(after.element().at());
            test.learn(after, conditions, learner.lesson(after, conditions));
            spared.learn(expected, conditions, Lesson.HEALTHY_CELLS);
            if (i >= 10) {
                assertThat(after.verdict()).as("%d lumisections later", i).hasSameClassAs(expected.verdict());
            }
        }
    }

    /** A cell that was suspect may have learned a few lumisections less; nonsense itself would show in all of them. */
    private static void assertSameExpectation(@Nullable Prediction prediction, @Nullable Prediction expected) {
        if (prediction == null || expected == null) {
            assertThat(prediction).isEqualTo(expected);
            return;
        }
        double off = 0;
        for (int cell = 0; cell < expected.cells(); cell++) {
            double mean = expected.mean(cell);
            assertThat(prediction.mean(cell)).isCloseTo(mean, within(0.05 * mean + 1e-6 * expected.total()));
            off += Math.abs(prediction.mean(cell) - mean);
        }
        assertThat(off).isLessThan(0.01 * expected.total());
    }

    /** What a broken producer may send. */
    enum Nonsense {
        EMPTY {
            @Override
            double[] contents(double[] healthy) {
                return new double[healthy.length];
            }
        },
        ONE_FILLED_CELL {
            @Override
            double[] contents(double[] healthy) {
                double[] contents = new double[healthy.length];
                contents[healthy.length / 2] = Arrays.stream(healthy).sum();
                return contents;
            }
        },
        NEGATIVE {
            @Override
            double[] contents(double[] healthy) {
                return Arrays.stream(healthy).map(count -> -1 - count).toArray();
            }
        },
        FRACTIONS {
            @Override
            double[] contents(double[] healthy) {
                return Arrays.stream(healthy).map(count -> count + 0.5).toArray();
            }
        },
        ONE_ABSURD_CELL {
            @Override
            double[] contents(double[] healthy) {
                double[] contents = healthy.clone();
                contents[healthy.length / 2] = 1e300;
                return contents;
            }
        },
        ALL_ABSURD {
            @Override
            double[] contents(double[] healthy) {
                return Arrays.stream(healthy).map(count -> 1e300).toArray();
            }
        },
        UPSIDE_DOWN {
            @Override
            double[] contents(double[] healthy) {
                double most = Arrays.stream(healthy).max().orElseThrow();
                return Arrays.stream(healthy).map(count -> 100 * (most - count)).toArray();
            }
        },
        OTHER_BINNING {
            @Override
            Histogram of(Histogram healthy) {
                List<Axis> axes = new ArrayList<>(healthy.axes());
                axes.set(0, Axis.regular(2 * healthy.bins(0), 0, 1));
                return Histogram.of(
                        axes,
                        DoubleStream.concat(Arrays.stream(healthy.contents()), Arrays.stream(healthy.contents()))
                                .toArray());
            }
        };

        Histogram of(Histogram healthy) {
            return Histogram.of(healthy.axes(), contents(healthy.contents()));
        }

        double[] contents(double[] healthy) {
            return healthy;
        }
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
