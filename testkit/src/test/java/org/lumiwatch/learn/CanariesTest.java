package org.lumiwatch.learn;

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
import org.junit.jupiter.api.Test;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.evaluate.metric.Proportion;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.Judgement;
import org.lumiwatch.judge.Lesson;
import org.lumiwatch.judge.QualityTest;
import org.lumiwatch.judge.QualityTestKind;
import org.lumiwatch.judge.QualityTests;
import org.lumiwatch.judge.Sensitivity;
import org.lumiwatch.judge.TestOptions;
import org.lumiwatch.judge.Verdict;
import org.lumiwatch.lumisection.LumisectionId;

/** A map of 40 × 30 cells without a name of its own, counts near 100 a cell, four times as scattered as Poisson's. */
class CanariesTest {
    private static final ElementName NAME = new ElementName("map");
    private static final List<Axis> AXES = List.of(Axis.regular(40, 0, 40), Axis.regular(30, 0, 30));
    private static final Geometry GEOMETRY = Geometries.builtIn().bind(NAME, Histogram.empty(AXES));
    private static final QualityTestKind KIND = QualityTests.occupancy();
    private static final double MEAN = 100;

    private final SplittableRandom random = new SplittableRandom(5);
    private final QualityTest test = KIND.begin(NAME, GEOMETRY, TestOptions.defaults());
    private final Canaries canaries = new Canaries(KIND, NAME, GEOMETRY, TestOptions.defaults());
    private int number;

    @Test
    void theLiveTestNeverHearsOfThem() throws IOException {
        QualityTest alone = KIND.begin(NAME, GEOMETRY, TestOptions.defaults());
        for (int i = 0; i < 900; i++) {
            MonitorElement element = next();
            see(element);
            alone.learn(alone.judge(element, conditions(element)), conditions(element), Lesson.HEALTHY_CELLS);
        }
        assertThat(canaries.sensitivity()).isNotEmpty();
        assertThat(saved(test)).isEqualTo(saved(alone));
    }

    @Test
    void whatTheySayOfHalfLostCellsHolds() {
        Proportion told = Proportion.NONE;
        for (int i = 0; i < 3000; i++) {
            see(next());
        }
        for (Sensitivity one : canaries.sensitivity()) {
            if (one.fault().equals("cell ×0.5")) {
                told = told.plus(new Proportion(one.found().get(1), one.tried()));
            }
        }
        Proportion measured = Proportion.NONE;
        for (int place = 0; place < 60; place++) {
            measured = measured.plus(new Proportion(isFoundInThree(Box.of(place % 40, 10, place % 40, 10)) ? 1 : 0, 1));
        }
        assertThat(told.all()).isGreaterThan(10);
        assertThat(told.interval().low())
                .isLessThanOrEqualTo(measured.interval().high());
        assertThat(told.interval().high())
                .isGreaterThanOrEqualTo(measured.interval().low());
    }

    @Test
    void deadCellsAreFoundAtOnce() {
        for (int i = 0; i < 1500; i++) {
            see(next());
        }
        assertThat(canaries.sensitivity())
                .filteredOn(one -> one.fault().equals("cell dead"))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.found().getFirst()).isEqualTo(one.tried()));
    }

    @Test
    void whatWasTriedIsSavedAndRestored() throws IOException {
        for (int i = 0; i < 900; i++) {
            see(next());
        }
        ByteArrayOutputStream memory = new ByteArrayOutputStream();
        canaries.save(new DataOutputStream(memory));
        Canaries restored = new Canaries(KIND, NAME, GEOMETRY, TestOptions.defaults());
        restored.restore(new DataInputStream(new ByteArrayInputStream(memory.toByteArray())));
        assertThat(restored.sensitivity()).isEqualTo(canaries.sensitivity());
    }

    /** Injected into a stream of its own, judged by a copy of the live test. */
    private boolean isFoundInThree(Box cell) {
        QualityTest copy = KIND.copyOf(test, NAME, GEOMETRY, TestOptions.defaults());
        for (int i = 0; i < 3; i++) {
            double[] counts = next().histogram().contents();
            int spoiled = GEOMETRY.cell(cell.x0(), cell.y0(), 0);
            int kept = 0;
            for (int count = 0; count < counts[spoiled]; count++) {
                kept += random.nextBoolean() ? 1 : 0;
            }
            counts[spoiled] = kept;
            MonitorElement element = new MonitorElement(NAME, new LumisectionId(1, number), Histogram.of(AXES, counts));
            Judgement judgement = copy.judge(element, conditions(element));
            if (judgement.verdict() instanceof Verdict.Bad(double significance, List<Finding> findings)
                    && findings.stream().anyMatch(finding -> finding.box().common(cell) > 0)) {
                return true;
            }
            copy.learn(judgement, conditions(element), Lesson.HEALTHY_CELLS);
        }
        return false;
    }

    private void see(MonitorElement element) {
        Judgement judgement = test.judge(element, conditions(element));
        test.learn(judgement, conditions(element), Lesson.HEALTHY_CELLS);
        canaries.see(test, judgement, conditions(element));
    }

    private MonitorElement next() {
        number++;
        double[] counts = new double[GEOMETRY.cells()];
        Arrays.setAll(counts, cell -> Math.max(0, Math.rint(MEAN + Math.sqrt(4 * MEAN) * random.nextGaussian())));
        return new MonitorElement(NAME, new LumisectionId(1, number), Histogram.of(AXES, counts));
    }

    private static LumisectionConditions conditions(MonitorElement element) {
        return new LumisectionConditions(element.at(), Map.of(Quantity.EVENTS, 500.0, Quantity.PILEUP, 40.0), Map.of());
    }

    private static byte[] saved(QualityTest test) throws IOException {
        ByteArrayOutputStream memory = new ByteArrayOutputStream();
        test.save(new DataOutputStream(memory));
        return memory.toByteArray();
    }
}
