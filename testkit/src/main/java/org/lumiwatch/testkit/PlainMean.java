package org.lumiwatch.testkit;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.judge.Judgement;
import org.lumiwatch.judge.Judgement.Calibration;
import org.lumiwatch.judge.Lesson;
import org.lumiwatch.judge.QualityTest;
import org.lumiwatch.judge.QualityTestKind;
import org.lumiwatch.judge.Reason;
import org.lumiwatch.judge.Significance;
import org.lumiwatch.judge.TestId;
import org.lumiwatch.judge.TestOptions;
import org.lumiwatch.judge.Verdict;

/**
 * The simplest quality test, for tests of what surrounds one: a cell with nothing in it where the plain mean is ten or more is dead,
 * one with ten times the mean is hot. Judges from the third lumisection on. Without a calibration worth the name.
 */
public final class PlainMean implements QualityTest {
    private static final TestId ID = new TestId("plain-mean", 1);
    private static final int NEEDED = 2;
    private static final double ENOUGH = 10;

    private final Geometry geometry;
    private final double[] sums;
    private int learned;

    private PlainMean(Geometry geometry) {
        this.geometry = geometry;
        this.sums = new double[geometry.cells()];
    }

    /** The kind; judges every element. */
    public static QualityTestKind kind() {
        return new Kind();
    }

    @Override
    public TestId id() {
        return ID;
    }

    @Override
    public Judgement judge(MonitorElement element, LumisectionConditions conditions) {
        return new Judgement(ID, element, verdict(element), Calibration.THEORY, ENOUGH, null);
    }

    private Verdict verdict(MonitorElement element) {
        if (learned < NEEDED) {
            return new Verdict.Undecided(new Reason.NoReference(learned, NEEDED));
        }
        List<Finding> findings = new ArrayList<>();
        for (int cell = 0; cell < sums.length; cell++) {
            double mean = sums[cell] / learned;
            double seen = element.histogram().at(cell);
            if (mean >= ENOUGH && seen == 0) {
                findings.add(finding(FindingKind.DEAD, cell, 0, element));
            } else if (mean > 0 && seen >= ENOUGH * mean) {
                findings.add(finding(FindingKind.HOT, cell, seen / mean, element));
            }
        }
        return findings.isEmpty() ? new Verdict.Good(0.5) : new Verdict.Bad(ENOUGH, findings);
    }

    private Finding finding(FindingKind kind, int cell, double factor, MonitorElement element) {
        double share = 1.0 / sums.length;
        return new Finding(
                kind,
                factor,
                geometry.box(cell),
                "",
                new Finding.Impact(share, share),
                Math.min(ENOUGH, Significance.LARGEST),
                element.at());
    }

    @Override
    public void learn(Judgement judgement, LumisectionConditions conditions, Lesson lesson) {
        if (lesson == Lesson.NOTHING || judgement.verdict() instanceof Verdict.Bad) {
            return;
        }
        Histogram histogram = judgement.element().histogram();
        for (int cell = 0; cell < sums.length; cell++) {
            sums[cell] += histogram.at(cell);
        }
        learned++;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(learned);
        for (double sum : sums) {
            out.writeDouble(sum);
        }
    }

    private record Kind() implements QualityTestKind {
        @Override
        public TestId id() {
            return ID;
        }

        @Override
        public boolean judges(Geometry geometry, Histogram sample) {
            return true;
        }

        @Override
        public QualityTest begin(ElementName name, Geometry geometry, TestOptions options) {
            return new PlainMean(geometry);
        }

        @Override
        public QualityTest restore(ElementName name, Geometry geometry, TestOptions options, DataInput in)
                throws IOException {
            PlainMean test = new PlainMean(geometry);
            test.learned = in.readInt();
            for (int cell = 0; cell < test.sums.length; cell++) {
                test.sums[cell] = in.readDouble();
            }
            return test;
        }
    }
}
