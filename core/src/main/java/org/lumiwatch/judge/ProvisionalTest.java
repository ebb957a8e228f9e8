package org.lumiwatch.judge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Verdict.Bad;
import org.lumiwatch.judge.Verdict.Good;
import org.lumiwatch.lumisection.LumisectionId;

/**
 * A test that keeps its old reference through a change that nobody explained, and meanwhile learns the new state provisionally, so that
 * faults within it are still seen. The provisional reference becomes the reference when a person or the conditions say so, and goes when
 * the old state comes back. Mutable, as {@link QualityTest} says.
 */
final class ProvisionalTest implements QualityTest {
    /** Lumisections like the old reference after which the change is over. */
    private static final int OVER = 5;

    private final Kind kind;
    private final ElementName name;
    private final Geometry geometry;
    private final TestOptions options;
    private QualityTest settled;
    /** Of the state since the change; null when there is none. */
    private @Nullable QualityTest provisional;
    /** When the change began. */
    private LumisectionId began = new LumisectionId(1, 1);
    /** Lumisections that the change lasted, and that it seems over. */
    private int lasted;

    private int calm;

    private ProvisionalTest(Kind kind, ElementName name, Geometry geometry, TestOptions options, QualityTest settled) {
        this.kind = kind;
        this.name = name;
        this.geometry = geometry;
        this.options = options;
        this.settled = settled;
    }

    @Override
    public TestId id() {
        return settled.id();
    }

    /** The old reference's word, with what the provisional one adds while it fits better: the former says only that all has changed. */
    @Override
    public Judgement judge(MonitorElement element, LumisectionConditions conditions) {
        Judgement judgement = settled.judge(element, conditions);
        QualityTest since = provisional;
        if (since == null || !(judgement.verdict() instanceof Bad(double significance, List<Finding> findings))) {
            return judgement;
        }
        Judgement other = since.judge(element, conditions);
        boolean back = misfit(judgement) < misfit(other);
        List<Finding> all =
                new ArrayList<>(lasted > OVER ? apartFromTheChange(findings, back, element.at()) : findings);
        double ofSince = 0;
        if (!back && other.verdict() instanceof Bad(double found, List<Finding> added)) {
            ofSince = found;
            added.stream()
                    .filter(finding -> !isGlobal(finding))
                    .filter(finding -> all.stream().noneMatch(known -> sharePlace(known.box(), finding.box())))
                    .toList()
                    .forEach(all::add);
        }
        List<Voice> voices = new ArrayList<>(judgement.voices());
        voices.add(new Voice("provisional reference of %d lumisections".formatted(lasted), 0, ofSince));
        return new Judgement(
                judgement.test(),
                element,
                all.isEmpty() ? new Good(Math.min(significance, judgement.threshold())) : new Bad(significance, all),
                judgement.calibration(),
                judgement.threshold(),
                judgement.predicted(),
                judgement.recovered(),
                voices);
    }

    /** Whether the whole is said to have changed. */
    private static boolean isShared(Judgement judgement) {
        return judgement.verdict().findings().stream().anyMatch(ProvisionalTest::isGlobal);
    }

    private static boolean isGlobal(Finding finding) {
        return finding.kind() == FindingKind.GLOBAL;
    }

    /**
     * The change itself and what was there before it: evidence that single regions gathered while the whole had changed is no finding.
     *
     * @param back whether the old state is back, so that nothing of the change need be left, and what begins now is of its own
     */
    private List<Finding> apartFromTheChange(List<Finding> findings, boolean back, LumisectionId now) {
        List<Finding> apart = findings.stream()
                .filter(finding -> isGlobal(finding)
                        || finding.since().compareTo(began) < 0
                        || (back && finding.since().compareTo(now) >= 0))
                .toList();
        return back || apart.stream().anyMatch(ProvisionalTest::isGlobal) ? apart : findings;
    }

    /** How badly a map fits what was predicted of it, single cells beyond 5 standard deviations aside; 0 when nothing was. */
    private static double misfit(Judgement judgement) {
        Prediction predicted = judgement.predicted();
        double misfit = 0;
        for (int cell = 0; predicted != null && cell < predicted.cells(); cell++) {
            double variance = predicted.variance(cell);
            if (predicted.live(cell) && variance > 0) {
                double deviation = judgement.element().histogram().at(cell) - predicted.mean(cell);
                misfit += Math.min(deviation * deviation / variance, 25) + Math.log(variance);
            }
        }
        return misfit;
    }

    /** Whether most of either is common to both. */
    private static boolean sharePlace(Box one, Box other) {
        return 2 * one.common(other) > Math.max(one.cells(), other.cells());
    }

    @Override
    public void learn(Judgement judgement, LumisectionConditions conditions, Lesson lesson) {
        if (lesson == Lesson.NEW_EPOCH && provisional != null && lasted >= OVER) {
            settled = provisional;
            provisional = null;
            settled.learn(settled.judge(judgement.element(), conditions), conditions, Lesson.HEALTHY_CELLS);
            return;
        }
        settled.learn(judgement, conditions, lesson);
        boolean changed = lesson == Lesson.NOTHING && isShared(judgement);
        calm = changed ? 0 : calm + 1;
        if (lesson == Lesson.NEW_EPOCH || calm >= OVER) {
            provisional = null;
        }
        if (changed && provisional == null) {
            provisional = kind.of.copyOf(settled, name, geometry, options);
            began = judgement.element().at();
            lasted = 0;
        }
        if (provisional != null) {
            lasted++;
            Lesson own = lasted <= OVER ? Lesson.NEW_EPOCH : Lesson.HEALTHY_CELLS;
            provisional.learn(provisional.judge(judgement.element(), conditions), conditions, own);
        }
    }

    @Override
    public void startFrom(QualityTest similar) {
        if (similar instanceof ProvisionalTest other) {
            settled.startFrom(other.settled);
        }
    }

    @Override
    public void save(DataOutput out) throws IOException {
        settled.save(out);
        out.writeInt(began.run());
        out.writeInt(began.number());
        out.writeInt(lasted);
        out.writeInt(calm);
        out.writeBoolean(provisional != null);
        if (provisional != null) {
            provisional.save(out);
        }
    }

    /** Tests of another kind, with provisional references. */
    record Kind(QualityTestKind of) implements QualityTestKind {
        @Override
        public TestId id() {
            return of.id();
        }

        @Override
        public boolean judges(Geometry geometry, Histogram sample) {
            return of.judges(geometry, sample);
        }

        @Override
        public QualityTest begin(ElementName name, Geometry geometry, TestOptions options) {
            return new ProvisionalTest(this, name, geometry, options, of.begin(name, geometry, options));
        }

        @Override
        public QualityTest restore(ElementName name, Geometry geometry, TestOptions options, DataInput in)
                throws IOException {
            ProvisionalTest test =
                    new ProvisionalTest(this, name, geometry, options, of.restore(name, geometry, options, in));
            test.began = new LumisectionId(in.readInt(), in.readInt());
            test.lasted = in.readInt();
            test.calm = in.readInt();
            test.provisional = in.readBoolean() ? of.restore(name, geometry, options, in) : null;
            return test;
        }
    }
}
