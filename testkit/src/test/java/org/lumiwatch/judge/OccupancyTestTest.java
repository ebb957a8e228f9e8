package org.lumiwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.testkit.QualityTestContract;

/** An occupancy map of 72 × 34 towers against its own past. */
class OccupancyTestTest extends QualityTestContract {
    private static final List<Axis> AXES = List.of(Axis.regular(72, 0, 72), Axis.regular(34, -17, 17));
    private static final ElementName NAME = new ElementName("EcalBarrel/EBOccupancyTask/EBOT digi occupancy");
    private static final Geometry GEOMETRY = Geometries.builtIn().bind(NAME, Histogram.empty(AXES));

    @Override
    protected QualityTestKind kind() {
        return QualityTests.occupancy();
    }

    @Override
    protected Geometry geometry() {
        return GEOMETRY;
    }

    @Override
    protected Histogram healthy(RandomGenerator random) {
        return map(random, 1);
    }

    @Override
    protected Histogram faulty(Histogram healthy) {
        return scaled(healthy, Box.of(30, 10, 34, 14), 0);
    }

    @Override
    protected LumisectionConditions conditions(LumisectionId id) {
        return new LumisectionConditions(id, Map.of(Quantity.EVENTS, 500.0, Quantity.PILEUP, 40.0), Map.of());
    }

    @Test
    void aDeadTowerIsNamedAtOnceWithKindPlaceAndOnset() {
        Watched watched = new Watched(1);
        watched.healthy(60);
        Finding finding = watched.only(scaled(map(watched.random, 1), Box.of(40, 20, 40, 20), 0));
        assertThat(finding.kind()).isEqualTo(FindingKind.DEAD);
        assertThat(finding.box()).isEqualTo(Box.of(40, 20, 40, 20));
        assertThat(finding.since().number()).isEqualTo(61);
        assertThat(finding.impact().cells()).isBetween(1 / 2448.0, 1 / 2430.0);
    }

    @Test
    void aMissingSupermoduleIsOneFindingThatNamesIt() {
        Watched watched = new Watched(2);
        watched.healthy(30);
        Finding finding = watched.only(scaled(map(watched.random, 1), Box.of(8, 17, 11, 33), 0));
        assertThat(finding.group()).isEqualTo("EB+03");
        assertThat(finding.kind()).isEqualTo(FindingKind.DEAD);
    }

    @Test
    void aHotTowerIsHotAndItsFactorIsMeasured() {
        Watched watched = new Watched(3);
        watched.healthy(30);
        Finding finding = watched.only(scaled(map(watched.random, 1), Box.of(3, 3, 3, 3), 5));
        assertThat(finding.kind()).isEqualTo(FindingKind.HOT);
        assertThat(finding.factor()).isBetween(3.0, 7.0);
    }

    @Test
    void aTowerAtSeventyPercentIsFoundByPatience() {
        Watched watched = new Watched(4);
        watched.healthy(200);
        int latency = 0;
        Verdict verdict;
        do {
            verdict = watched.see(scaled(map(watched.random, 1), Box.of(50, 5, 50, 5), 0.7));
            latency++;
        } while (verdict instanceof Verdict.Good && latency < 60);
        assertThat(latency).isBetween(2, 30);
        assertThat(((Verdict.Bad) verdict).findings().getFirst().box()).isEqualTo(Box.of(50, 5, 50, 5));
    }

    @Test
    void falseIncidentsStayWithinTheBudgetOfTwoADay() {
        Watched watched = new Watched(11);
        int incidents = 0;
        boolean before = false;
        for (int i = 0; i < 800; i++) {
            boolean bad = watched.see(map(watched.random, 1)) instanceof Verdict.Bad;
            incidents += bad && !before ? 1 : 0;
            before = bad;
        }
        assertThat(incidents).isLessThanOrEqualTo(3);
    }

    @Test
    void aPersistentFaultIsNeverLearned() {
        Watched watched = new Watched(5);
        watched.healthy(60);
        for (int i = 0; i < 600; i++) {
            Verdict verdict = watched.see(scaled(map(watched.random, 1), Box.of(20, 20, 20, 20), 0.5));
            if (i > 20) {
                assertThat(verdict).isInstanceOf(Verdict.Bad.class);
            }
        }
    }

    @Test
    void aFaultThatEndsIsForgivenWithinAFewLumisections() {
        Watched watched = new Watched(6);
        watched.healthy(60);
        for (int i = 0; i < 50; i++) {
            watched.see(scaled(map(watched.random, 1), Box.of(20, 20, 24, 24), 0));
        }
        assertThat(watched.see(map(watched.random, 1))).isInstanceOf(Verdict.Good.class);
    }

    @Test
    void aDefectKnownFromTheStartDoesNotAlarmAndItsRecoveryIsReported() {
        Watched watched = new Watched(7);
        Box defect = Box.of(60, 30, 60, 30);
        for (int i = 0; i < 40; i++) {
            assertThat(watched.see(scaled(map(watched.random, 1), defect, 0))).isNotInstanceOf(Verdict.Bad.class);
        }
        Judgement recovery = watched.judge(map(watched.random, 1));
        assertThat(recovery.verdict()).isInstanceOf(Verdict.Good.class);
        assertThat(recovery.recovered()).containsExactly(defect);
    }

    @Test
    void exposureThatFollowsConditionsIsHealthyAndExposureThatDoesNotIsGlobal() {
        Watched watched = new Watched(8);
        for (int i = 0; i < 120; i++) {
            double events = i % 40 < 20 ? 500 : 250;
            assertThat(watched.see(map(watched.random, events / 500), events)).isNotInstanceOf(Verdict.Bad.class);
        }
        Verdict.Bad bad = (Verdict.Bad) watched.see(map(watched.random, 0.8), 500);
        assertThat(bad.findings()).extracting(Finding::kind).containsExactly(FindingKind.GLOBAL);
        assertThat(bad.findings().getFirst().factor()).isBetween(0.75, 0.85);
    }

    @Test
    void lumisectionsMayComeLateOrNotAtAll() {
        Watched watched = new Watched(9);
        watched.healthy(30);
        for (int number : new int[] {35, 33, 34, 40, 38}) {
            assertThat(watched.seeAs(number, map(watched.random, 1))).isInstanceOf(Verdict.Good.class);
        }
    }

    @Test
    void anEmptyMapIsBadWithBeamAndUndecidedWithout() {
        Watched watched = new Watched(10);
        watched.healthy(30);
        Histogram empty = Histogram.empty(AXES);
        assertThat(watched.judge(empty).verdict()).isInstanceOf(Verdict.Bad.class);
        LumisectionId at = new LumisectionId(1, 99);
        assertThat(watched.test
                        .judge(new MonitorElement(NAME, at, empty), LumisectionConditions.unknown(at))
                        .verdict())
                .isInstanceOfSatisfying(
                        Verdict.Undecided.class,
                        undecided -> assertThat(undecided.reason()).isInstanceOf(Reason.TooFewEntries.class));
    }

    /** A test that sees one lumisection after the other. */
    private final class Watched {
        private final QualityTest test = kind().begin(NAME, GEOMETRY, TestOptions.defaults());
        private final SplittableRandom random;
        private int number;

        Watched(long seed) {
            random = new SplittableRandom(seed);
        }

        void healthy(int lumisections) {
            for (int i = 0; i < lumisections; i++) {
                see(map(random, 1));
            }
        }

        Finding only(Histogram histogram) {
            Verdict verdict = see(histogram);
            assertThat(verdict).isInstanceOf(Verdict.Bad.class);
            List<Finding> findings = ((Verdict.Bad) verdict).findings();
            assertThat(findings).hasSize(1);
            return findings.getFirst();
        }

        Verdict see(Histogram histogram) {
            return see(histogram, 500);
        }

        Verdict see(Histogram histogram, double events) {
            number++;
            return see(number, histogram, events);
        }

        Verdict seeAs(int as, Histogram histogram) {
            return see(as, histogram, 500);
        }

        Judgement judge(Histogram histogram) {
            LumisectionId at = new LumisectionId(1, number + 1);
            return test.judge(new MonitorElement(NAME, at, histogram), conditions(at));
        }

        private Verdict see(int as, Histogram histogram, double events) {
            LumisectionId at = new LumisectionId(1, as);
            LumisectionConditions conditions =
                    new LumisectionConditions(at, Map.of(Quantity.EVENTS, events, Quantity.PILEUP, 40.0), Map.of());
            Judgement judgement = test.judge(new MonitorElement(NAME, at, histogram), conditions);
            test.learn(judgement, conditions, Lesson.HEALTHY_CELLS);
            return judgement.verdict();
        }
    }

    /** Clusters of about eight counts: Fano factor near 8, as real towers. */
    private static Histogram map(RandomGenerator random, double scale) {
        double[] cells = new double[72 * 34];
        for (int cell = 0; cell < cells.length; cell++) {
            double eta = (cell / 72 - 16.5) / 17;
            double clusters = scale * 300 * (0.8 + 0.5 * eta * eta) / 7;
            int seen = poisson(random, clusters);
            cells[cell] = Math.max(0, Math.rint(7 * seen + Math.sqrt(7 * seen) * random.nextGaussian()));
        }
        return Histogram.of(AXES, cells);
    }

    /** Knuth's product of uniforms. */
    private static int poisson(RandomGenerator random, double mean) {
        double limit = Math.exp(-mean);
        int count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }

    private static Histogram scaled(Histogram map, Box box, double factor) {
        double[] cells = map.contents();
        for (int cell = 0; cell < cells.length; cell++) {
            if (box.contains(cell % 72, cell / 72, 0)) {
                cells[cell] = Math.rint(cells[cell] * factor);
            }
        }
        return Histogram.of(map.axes(), cells);
    }
}
