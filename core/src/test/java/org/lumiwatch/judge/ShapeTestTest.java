package org.lumiwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.lumisection.LumisectionId;

class ShapeTestTest {
    private static final ElementName NAME = new ElementName("Tracker/charge");
    private static final Axis AXIS = Axis.regular(40, -4, 4);
    private static final int RUNS = 30;

    private final QualityTest test = taught(0);

    @Test
    void aDeadRangeIsFoundWhereItIs() {
        Finding finding = worst(judged(changed(h -> {
            h[18] = 0;
            h[19] = 0;
            return h;
        })));
        assertThat(finding.kind()).isEqualTo(FindingKind.DEAD);
        assertThat(finding.box().x0()).isEqualTo(18);
        assertThat(finding.box().x1()).isEqualTo(19);
        assertThat(finding.factor()).isZero();
    }

    @Test
    void aSpikeWhereLittleIsExpectedIsNoise() {
        Finding finding = worst(judged(changed(h -> {
            h[1] = 300;
            return h;
        })));
        assertThat(finding.kind()).isEqualTo(FindingKind.NOISY);
        assertThat(finding.box().x0()).isEqualTo(1);
    }

    @Test
    void aShiftAndAWidthAreShape() {
        assertThat(kinds(judged(drawn(new SplittableRandom(8), 0.35, 1, 3000)))).contains(FindingKind.SHAPE);
        assertThat(kinds(judged(drawn(new SplittableRandom(8), 0, 1.3, 3000)))).contains(FindingKind.SHAPE);
    }

    @Test
    void aRateNeverSeenIsGlobal() {
        Finding finding = worst(judged(drawn(new SplittableRandom(8), 0, 1, 400_000)));
        assertThat(finding.kind()).isEqualTo(FindingKind.GLOBAL);
        assertThat(finding.factor()).isGreaterThan(50);
    }

    @Test
    void aDirectionInWhichHealthyRunsMoveIsForgiven() {
        QualityTest moving = taught(0.15);
        Histogram shifted = drawn(new SplittableRandom(8), 0.2, 1, 3000);
        assertThat(judged(moving, shifted).significance())
                .isLessThan(judged(test, shifted).significance());
    }

    @Test
    void tooFewEntriesIsUndecidedNotGood() {
        Judgement judgement = judged(drawn(new SplittableRandom(8), 0, 1, 30));
        assertThat(judgement.verdict()).isInstanceOf(Verdict.Undecided.class);
    }

    @Test
    void otherAxesAreUndecided() {
        Histogram other = Histogram.of(
                List.of(Axis.regular(40, 0, 1)),
                drawn(new SplittableRandom(8), 0, 1, 3000).contents());
        assertThat(judged(other).verdict())
                .isEqualTo(new Verdict.Undecided(
                        new Reason.ChangedBinning("[Regular[40, 0.0, 1.0)]", "[Regular[40, -4.0, 4.0)]")));
    }

    @Test
    void beforeAnyHistoryNothingIsDecided() {
        QualityTest fresh = ShapeTest.kind().begin(NAME, Geometry.line(40), TestOptions.defaults());
        assertThat(judged(fresh, drawn(new SplittableRandom(8), 0, 1, 3000)).verdict())
                .isEqualTo(new Verdict.Undecided(new Reason.NoReference(0, 10)));
    }

    @Test
    void atAPileupNeverSeenWhatDiffersIsUndecidedUntilSomeWereLearned() {
        SplittableRandom random = new SplittableRandom(3);
        QualityTest following = ShapeTest.kind().begin(NAME, Geometry.line(40), TestOptions.defaults());
        for (int run = 1; run <= RUNS; run++) {
            for (int ls = 1; ls <= 20; ls++) {
                double pileup = 60 - ls;
                learned(following, run, ls, pileup, drawn(random, pileup / 30, 1, 3000));
            }
        }
        for (int ls = 1; ls <= 6; ls++) {
            Judgement judgement = learned(following, RUNS + 1, ls, 15, drawn(random, 0.5, 1, 3000));
            assertThat(judgement.verdict()).as("lumisection %d", ls).isInstanceOf(Verdict.Undecided.class);
        }
        assertThat(learned(following, RUNS + 1, 7, 15, drawn(random, 0.5, 1, 3000))
                        .verdict())
                .isInstanceOf(Verdict.Good.class);
        assertThat(learned(following, RUNS + 1, 8, 15, drawn(random, 1.5, 1, 3000))
                        .verdict())
                .isInstanceOf(Verdict.Bad.class);
    }

    @Test
    void aLongBadRunIsNotItsOwnReference() {
        SplittableRandom random = new SplittableRandom(9);
        double first = 0;
        double last = 0;
        for (int ls = 1; ls <= 60; ls++) {
            Judgement judgement = judgedAt(test, RUNS + 1, ls, drawn(random, 0.35, 1, 3000));
            test.learn(judgement, unknown(judgement), Lesson.HEALTHY_CELLS);
            first = ls == 1 ? judgement.significance() : first;
            last = judgement.significance();
        }
        assertThat(last).isGreaterThan(0.8 * first);
    }

    @Test
    void anAcknowledgedChangeIsTheNewNormal() {
        SplittableRandom random = new SplittableRandom(9);
        for (int ls = 1; ls <= 12; ls++) {
            Judgement judgement = judgedAt(test, RUNS + 1, ls, drawn(random, 0.35, 1, 3000));
            test.learn(judgement, unknown(judgement), ls <= 5 ? Lesson.NEW_EPOCH : Lesson.HEALTHY_CELLS);
        }
        assertThat(judgedAt(test, RUNS + 1, 13, drawn(random, 0.35, 1, 3000)).verdict())
                .isInstanceOf(Verdict.Good.class);
    }

    @Test
    void whatIsFoundIsDatedBackToItsBeginning() {
        UnaryOperator<double[]> dead = h -> {
            h[18] = 0;
            return h;
        };
        Judgement first = judged(changed(dead));
        test.learn(first, unknown(first), Lesson.HEALTHY_CELLS);
        Finding second = worst(judgedAt(test, RUNS + 1, 9, changed(dead)));
        assertThat(second.since()).isEqualTo(first.element().at());
    }

    @Test
    void detectorStatusBitsDoNotTouchTheScore() {
        Histogram sample = drawn(new SplittableRandom(8), 0.1, 1, 3000);
        LumisectionId at = new LumisectionId(RUNS + 1, 1);
        MonitorElement element = new MonitorElement(NAME, at, sample);
        Judgement off = test.judge(element, new LumisectionConditions(at, Map.of(), Map.of("tracker_ready", false)));
        Judgement on = test.judge(element, new LumisectionConditions(at, Map.of(), Map.of("tracker_ready", true)));
        assertThat(off).isEqualTo(on);
    }

    @Test
    void healthyLumisectionsAreSeldomBad() {
        SplittableRandom random = new SplittableRandom(77);
        int bad = 0;
        for (int i = 1; i <= 1000; i++) {
            Judgement judgement = judgedAt(test, RUNS + i, 1, drawn(random, 0, 1, 3000));
            bad += judgement.verdict() instanceof Verdict.Bad ? 1 : 0;
            test.learn(judgement, unknown(judgement), Lesson.HEALTHY_CELLS);
        }
        assertThat(bad).as("of 1000 at a stated 5e-4").isLessThanOrEqualTo(4);
    }

    private static QualityTest taught(double wobble) {
        QualityTest test = ShapeTest.kind().begin(NAME, Geometry.line(40), TestOptions.defaults());
        SplittableRandom random = new SplittableRandom(4);
        for (int run = 1; run <= RUNS; run++) {
            double shift = wobble * random.nextGaussian();
            for (int ls = 1; ls <= 8; ls++) {
                Judgement judgement = judgedAt(test, run, ls, drawn(random, shift, 1, 3000));
                test.learn(judgement, unknown(judgement), Lesson.HEALTHY_CELLS);
            }
        }
        return test;
    }

    private static Histogram drawn(RandomGenerator random, double shift, double width, int entries) {
        double[] counts = new double[AXIS.bins()];
        for (int i = 0; i < entries; i++) {
            int bin = AXIS.indexOf(shift + width * random.nextGaussian());
            if (bin >= 0 && bin < counts.length) {
                counts[bin]++;
            }
        }
        return Histogram.of(List.of(AXIS), counts);
    }

    private static Histogram changed(UnaryOperator<double[]> change) {
        return Histogram.of(
                List.of(AXIS),
                change.apply(drawn(new SplittableRandom(8), 0, 1, 3000).contents()));
    }

    private Judgement judged(Histogram histogram) {
        return judged(test, histogram);
    }

    private static Judgement judged(QualityTest test, Histogram histogram) {
        return judgedAt(test, RUNS + 1, 1, histogram);
    }

    private static Judgement judgedAt(QualityTest test, int run, int number, Histogram histogram) {
        LumisectionId at = new LumisectionId(run, number);
        return test.judge(new MonitorElement(NAME, at, histogram), LumisectionConditions.unknown(at));
    }

    private static Judgement learned(QualityTest test, int run, int number, double pileup, Histogram histogram) {
        LumisectionId at = new LumisectionId(run, number);
        LumisectionConditions conditions = new LumisectionConditions(at, Map.of(Quantity.PILEUP, pileup), Map.of());
        Judgement judgement = test.judge(new MonitorElement(NAME, at, histogram), conditions);
        test.learn(judgement, conditions, Lesson.HEALTHY_CELLS);
        return judgement;
    }

    private static LumisectionConditions unknown(Judgement judgement) {
        return LumisectionConditions.unknown(judgement.element().at());
    }

    private static Finding worst(Judgement judgement) {
        assertThat(judgement.verdict()).isInstanceOf(Verdict.Bad.class);
        return ((Verdict.Bad) judgement.verdict()).findings().getFirst();
    }

    private static List<FindingKind> kinds(Judgement judgement) {
        assertThat(judgement.verdict()).isInstanceOf(Verdict.Bad.class);
        return ((Verdict.Bad) judgement.verdict())
                .findings().stream().map(Finding::kind).toList();
    }
}
