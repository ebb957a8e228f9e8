package org.lumiwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
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
import org.lumiwatch.learn.ContinualLearner;
import org.lumiwatch.lumisection.LumisectionId;

/** A map of 72 × 34 towers that changes on purpose, or for no known reason, with the learner of {@code watch}. */
class ChangesOfStateTest {
    private static final List<Axis> AXES = List.of(Axis.regular(72, 0, 72), Axis.regular(34, -17, 17));
    private static final ElementName NAME = new ElementName("EcalBarrel/EBOccupancyTask/EBOT digi occupancy");
    private static final Geometry GEOMETRY = Geometries.builtIn().bind(NAME, Histogram.empty(AXES));
    private static final Box DEAD = Box.of(40, 20, 40, 20);

    private final SplittableRandom random = new SplittableRandom(1);
    private final ContinualLearner learner = new ContinualLearner(ContinualLearner.Options.defaults());
    private QualityTest test = QualityTests.occupancy().begin(NAME, GEOMETRY, TestOptions.defaults());
    private double configuration = 1;
    private int number;

    @Test
    void aRecordedChangeOfSingleCellsIsNoFindingButACellThatDiedWithItIs() {
        see(60, ChangesOfStateTest::old);
        configuration = 2;
        double[] factors = random.doubles(GEOMETRY.cells(), 0.91, 1.09).toArray();
        IntToDoubleFunction changed = cell -> GEOMETRY.box(cell).equals(DEAD) ? 0 : factors[cell];
        for (int i = 0; i < 60; i++) {
            assertThat(findings(changed)).allSatisfy(finding -> {
                assertThat(finding.box()).isEqualTo(DEAD);
                assertThat(finding.kind()).isEqualTo(FindingKind.DEAD);
            });
        }
        assertThat(findings(changed)).hasSize(1);
    }

    @Test
    void aRecordedChangeOfHalfTheMapIsLearnedWhole() {
        see(60, ChangesOfStateTest::old);
        configuration = 2;
        see(6, ChangesOfStateTest::oneEnd);
        for (int i = 0; i < 40; i++) {
            assertThat(findings(ChangesOfStateTest::oneEnd)).isEmpty();
        }
    }

    @Test
    void anUnexplainedChangeStaysAFindingAndFaultsWithinItAreSeen() {
        see(60, ChangesOfStateTest::old);
        see(40, ChangesOfStateTest::oneEnd);
        IntToDoubleFunction worse = cell -> GEOMETRY.box(cell).equals(DEAD) ? 0 : oneEnd(cell);
        findings(worse);
        List<Finding> found = findings(worse);
        assertThat(found).extracting(Finding::kind).contains(FindingKind.GLOBAL, FindingKind.DEAD);
        assertThat(found)
                .filteredOn(finding -> finding.kind() == FindingKind.DEAD)
                .hasSize(1);
        assertThat(found).extracting(Finding::box).contains(DEAD);
    }

    @Test
    void anAcknowledgedChangeIsNormalAtOnceForItWasLearnedProvisionally() {
        see(60, ChangesOfStateTest::old);
        see(40, ChangesOfStateTest::oneEnd);
        learner.acknowledge(List.of(NAME));
        see(1, ChangesOfStateTest::oneEnd);
        for (int i = 0; i < 20; i++) {
            assertThat(findings(ChangesOfStateTest::oneEnd)).isEmpty();
        }
    }

    @Test
    void whenTheOldStateComesBackItIsKnown() {
        see(60, ChangesOfStateTest::old);
        see(40, ChangesOfStateTest::oneEnd);
        see(20, ChangesOfStateTest::old);
        for (int i = 0; i < 20; i++) {
            assertThat(findings(ChangesOfStateTest::old)).isEmpty();
        }
    }

    @Test
    void aProvisionalReferenceIsSavedAndRestored() throws IOException {
        see(60, ChangesOfStateTest::old);
        see(40, ChangesOfStateTest::oneEnd);
        ByteArrayOutputStream memory = new ByteArrayOutputStream();
        test.save(new DataOutputStream(memory));
        QualityTest restored = QualityTests.occupancy()
                .restore(
                        NAME,
                        GEOMETRY,
                        TestOptions.defaults(),
                        new DataInputStream(new ByteArrayInputStream(memory.toByteArray())));
        MonitorElement next = next(cell -> GEOMETRY.box(cell).equals(DEAD) ? 0 : oneEnd(cell));
        assertThat(restored.judge(next, conditions(next.at())).verdict())
                .isEqualTo(test.judge(next, conditions(next.at())).verdict());
    }

    private static double old(int cell) {
        return 1;
    }

    /** One end at ×0.7. */
    private static double oneEnd(int cell) {
        return cell / 72 >= 17 ? 0.7 : 1;
    }

    private void see(int lumisections, IntToDoubleFunction factor) {
        for (int i = 0; i < lumisections; i++) {
            findings(factor);
        }
    }

    /** Of one more lumisection, after which it is learned as far as the learner lets it. */
    private List<Finding> findings(IntToDoubleFunction factor) {
        MonitorElement element = next(factor);
        LumisectionConditions conditions = conditions(element.at());
        Judgement judgement = test.judge(element, conditions);
        Lesson lesson = learner.lesson(judgement, conditions);
        test.learn(judgement, conditions, lesson);
        // what a new epoch is learned from raises no incident
        return judgement.verdict() instanceof Verdict.Bad(double significance, List<Finding> found)
                        && lesson != Lesson.NEW_EPOCH
                ? found
                : List.of();
    }

    private MonitorElement next(IntToDoubleFunction factor) {
        number++;
        double[] cells = new double[GEOMETRY.cells()];
        Arrays.setAll(cells, cell -> {
            double mean = 300 * factor.applyAsDouble(cell);
            return Math.max(0, Math.rint(mean + Math.sqrt(4 * mean) * random.nextGaussian()));
        });
        return new MonitorElement(NAME, new LumisectionId(1, number), Histogram.of(AXES, cells));
    }

    private LumisectionConditions conditions(LumisectionId at) {
        return new LumisectionConditions(
                at,
                Map.of(Quantity.EVENTS, 500.0, Quantity.PILEUP, 40.0, Quantity.CONFIGURATION, configuration),
                Map.of());
    }
}
