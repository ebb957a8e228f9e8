package org.lumiwatch.judge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.CountLaw;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Histogram;

/**
 * Any score of a whole element as a quality test: its chance is read off the element's own healthy history, and what is found lies about the
 * cell that has the largest part in the score. So a classifier or a plain reconstruction, whose numbers mean nothing by themselves, has a
 * say at the stated rate. Mutable; one thread at a time.
 */
public final class ScoreTest implements QualityTest {
    private static final double LEAST_ENTRIES = 50;
    /** Judged lumisections needed to calibrate. */
    private static final int ENOUGH = 40;

    private static final int CAPACITY = 1000;
    /** Lumisections over which shares of cells are averaged. */
    private static final double MEMORY = 100;
    /** Cells to either side of the worst that a finding takes in. */
    private static final int REACH = 2;

    private final Kind kind;
    private final ElementName name;
    private final Geometry geometry;
    private final TestOptions options;
    private final Scorer scorer;
    private final HealthyHistory history;
    private final double[] shares;
    private int learned;
    private @Nullable Scored latest;

    private ScoreTest(
            Kind kind,
            ElementName name,
            Geometry geometry,
            TestOptions options,
            Scorer scorer,
            HealthyHistory history) {
        this.kind = kind;
        this.name = name;
        this.geometry = geometry;
        this.options = options;
        this.scorer = scorer;
        this.history = history;
        this.shares = new double[geometry.cells()];
    }

    /** Scores one element. */
    public interface Scorer {
        /** Finite, the larger the more anomalous; with the part of every cell, which may be of any unit. */
        Score score(MonitorElement element, LumisectionConditions conditions);
    }

    /**
     * What is said of one lumisection.
     *
     * @param worst the cell with the largest part in it
     */
    public record Score(double value, int worst) {
        public Score {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("score: %s (expected: finite)".formatted(value));
            }
        }
    }

    /** Makes scorers for elements. */
    public interface Source {
        /** Nothing when there is none for this element. */
        Optional<Scorer> scorer(ElementName name, Geometry geometry);
    }

    /** @param id of the tests that it begins */
    public static QualityTestKind kind(TestId id, Source source) {
        return new Kind(id, source);
    }

    private record Kind(TestId id, Source source) implements QualityTestKind {
        @Override
        public boolean judges(Geometry geometry, Histogram sample) {
            return sample.cells() > 1;
        }

        @Override
        public QualityTest begin(ElementName name, Geometry geometry, TestOptions options) {
            // a score knows no run: the present one is history for itself
            return new ScoreTest(
                    this, name, geometry, options, scorer(name, geometry), new HealthyHistory(CAPACITY, CAPACITY));
        }

        @Override
        public QualityTest restore(ElementName name, Geometry geometry, TestOptions options, DataInput in)
                throws IOException {
            ScoreTest test = new ScoreTest(
                    this, name, geometry, options, scorer(name, geometry), HealthyHistory.read(CAPACITY, CAPACITY, in));
            test.learned = in.readInt();
            for (int cell = 0; cell < test.shares.length; cell++) {
                test.shares[cell] = in.readDouble();
            }
            return test;
        }

        private Scorer scorer(ElementName name, Geometry geometry) {
            return source.scorer(name, geometry)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "%s: no score of %s (expected: one for every element that is begun)".formatted(id, name)));
        }
    }

    private record Scored(MonitorElement element, LumisectionConditions conditions, Score score) {}

    @Override
    public TestId id() {
        return kind.id();
    }

    @Override
    public Judgement judge(MonitorElement element, LumisectionConditions conditions) {
        Optional<Reason> reason = undecidable(element);
        if (reason.isEmpty() && history.size() < ENOUGH) {
            reason = Optional.of(new Reason.NoReference(history.size(), ENOUGH));
        }
        if (reason.isPresent()) {
            return judgement(element, new Verdict.Undecided(reason.get()), Judgement.Calibration.THEORY);
        }
        Score score = score(element, conditions);
        double significance = history.cautiousSignificance(score.value());
        Verdict verdict = significance < threshold()
                ? new Verdict.Good(significance)
                : new Verdict.Bad(significance, List.of(finding(element, score.worst(), significance)));
        return judgement(
                element,
                verdict,
                history.isBeyond(score.value()) ? Judgement.Calibration.EXTRAPOLATED : Judgement.Calibration.EMPIRICAL);
    }

    private Judgement judgement(MonitorElement element, Verdict verdict, Judgement.Calibration calibration) {
        return new Judgement(id(), element, verdict, calibration, threshold(), null);
    }

    private Score score(MonitorElement element, LumisectionConditions conditions) {
        if (latest == null
                || !latest.element().equals(element)
                || !latest.conditions().equals(conditions)) {
            latest = new Scored(element, conditions, scorer.score(element, conditions));
        }
        return latest.score();
    }

    private Optional<Reason> undecidable(MonitorElement element) {
        return Countable.refused(element, name, geometry, Math.max(options.minimumEntries(), LEAST_ENTRIES));
    }

    private double threshold() {
        return Significance.ofProbability(
                Math.min(1, options.falseIncidentsPerDay() / TestOptions.LUMISECTIONS_PER_DAY));
    }

    /** About the worst cell, in its own depth. */
    private Finding finding(MonitorElement element, int worst, double significance) {
        Box at = geometry.box(worst);
        Box box = new Box(
                Math.max(0, at.x0() - REACH),
                geometry.ny() == 1 ? 0 : Math.max(0, at.y0() - REACH),
                at.z0(),
                Math.min(geometry.nx() - 1, at.x0() + REACH),
                geometry.ny() == 1 ? 0 : Math.min(geometry.ny() - 1, at.y0() + REACH),
                at.z0());
        double seen = 0;
        double share = 0;
        for (int cell = 0; cell < shares.length; cell++) {
            if (geometry.box(cell).common(box) > 0) {
                seen += element.histogram().at(cell);
                share += shares[cell];
            }
        }
        double factor = seen / Math.max(share * element.histogram().sum(), 1e-9);
        return new Finding(
                kindOf(factor),
                factor,
                box,
                "",
                new Finding.Impact((double) box.cells() / geometry.cells(), Math.min(1, share)),
                significance,
                element.at());
    }

    private FindingKind kindOf(double factor) {
        if (factor < 0.1) {
            return FindingKind.DEAD;
        }
        if (geometry.law() == CountLaw.MULTINOMIAL && factor > 0.5 && factor < 2) {
            return FindingKind.SHAPE;
        }
        return factor < 1 ? FindingKind.DEGRADED : FindingKind.HOT;
    }

    @Override
    public void learn(Judgement judgement, LumisectionConditions conditions, Lesson lesson) {
        MonitorElement element = judgement.element();
        if (undecidable(element).isPresent() || lesson != Lesson.HEALTHY_CELLS) {
            return;
        }
        history.add(element.at().run(), score(element, conditions).value());
        latest = null;
        learned++;
        for (int cell = 0; cell < shares.length; cell++) {
            double share = element.histogram().at(cell) / element.histogram().sum();
            shares[cell] += (share - shares[cell]) / Math.min(learned, MEMORY);
        }
    }

    @Override
    public void save(DataOutput out) throws IOException {
        history.save(out);
        out.writeInt(learned);
        for (double share : shares) {
            out.writeDouble(share);
        }
    }
}
