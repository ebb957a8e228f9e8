package org.lumiwatch.judge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.lumiwatch.compare.BinScan;
import org.lumiwatch.compare.CountLikelihood;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.CountLaw;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.expect.Expectation;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.histogram.Histogram;

/**
 * Judges a distribution by whatever expectation it is given: the deviance of its counts as a whole, in the light of its own healthy
 * history, and its bins by themselves. So any expectation, a network's too, becomes a member that can be weighed against others.
 */
public final class ExpectationTest implements QualityTest {
    private static final double LEAST_ENTRIES = 50;
    private static final double LOOKS = 2;
    private static final int ENOUGH = 50;
    /** A bin that nobody expects anything in must not rule out what is there. */
    private static final double LEAST_MEAN = 0.05;

    private final Kind kind;
    private final ElementName name;
    private final Geometry geometry;
    private final TestOptions options;
    private final Expectation expectation;
    private final ShapeHistory history;

    private ExpectationTest(
            Kind kind,
            ElementName name,
            Geometry geometry,
            TestOptions options,
            Expectation expectation,
            ShapeHistory history) {
        this.kind = kind;
        this.name = name;
        this.geometry = geometry;
        this.options = options;
        this.expectation = expectation;
        this.history = history;
    }

    /** Makes expectations for elements; those with a memory of their own cannot be kept. */
    public interface Source {
        /** Nothing when there is none for this element. */
        Optional<Expectation> expectation(ElementName name, Geometry geometry);
    }

    /** @param id of the tests that it begins */
    public static QualityTestKind kind(TestId id, Source source) {
        return new Kind(id, source);
    }

    private record Kind(TestId id, Source source) implements QualityTestKind {
        @Override
        public boolean judges(Geometry geometry, Histogram sample) {
            return sample.dimensions() == 1 && sample.cells() > 1 && geometry.law() == CountLaw.MULTINOMIAL;
        }

        @Override
        public QualityTest begin(ElementName name, Geometry geometry, TestOptions options) {
            return new ExpectationTest(
                    this, name, geometry, options, expectation(name, geometry), new ShapeHistory(ShapeHistory.MANY));
        }

        @Override
        public QualityTest restore(ElementName name, Geometry geometry, TestOptions options, DataInput in)
                throws IOException {
            return new ExpectationTest(
                    this,
                    name,
                    geometry,
                    options,
                    expectation(name, geometry),
                    ShapeHistory.read(ShapeHistory.MANY, in));
        }

        private Expectation expectation(ElementName name, Geometry geometry) {
            return source.expectation(name, geometry)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "%s: no expectation of %s (expected: one for every element that is begun)"
                                    .formatted(id, name)));
        }
    }

    private record Examined(Prediction prediction, double logDeviance, List<BinScan.Place> places) {}

    @Override
    public TestId id() {
        return kind.id();
    }

    @Override
    public Judgement judge(MonitorElement element, LumisectionConditions conditions) {
        Optional<Reason> reason = undecidable(element);
        Optional<Examined> seen = reason.isPresent() ? Optional.empty() : examined(element, conditions);
        if (seen.isEmpty()) {
            Verdict undecided = new Verdict.Undecided(reason.orElse(new Reason.NoReference(0, 1)));
            return new Judgement(id(), element, undecided, Judgement.Calibration.THEORY, threshold(), null);
        }
        Examined examined = seen.get();
        boolean calibrated = history.isCalibrated(ENOUGH);
        double whole = calibrated ? history.significanceOfWhole(examined.logDeviance()) : 0;
        List<Finding> findings = new ArrayList<>();
        for (BinScan.Place place : examined.places()) {
            double significance = significanceOf(place);
            if (significance >= threshold()) {
                findings.add(ShapeFindings.ofPlace(place, geometry.cells(), significance, element.at()));
            }
        }
        if (whole >= threshold()) {
            findings.add(ShapeFindings.ofForm(element.histogram(), examined.prediction(), whole, element.at()));
        }
        findings.sort(Comparator.comparingDouble(Finding::significance).reversed());
        Verdict verdict = findings.isEmpty()
                ? new Verdict.Good(whole)
                : new Verdict.Bad(findings.getFirst().significance(), findings);
        Judgement.Calibration calibration = !calibrated
                ? Judgement.Calibration.THEORY
                : history.isBeyond(examined.logDeviance())
                        ? Judgement.Calibration.EXTRAPOLATED
                        : Judgement.Calibration.EMPIRICAL;
        return new Judgement(id(), element, verdict, calibration, threshold(), examined.prediction());
    }

    private Optional<Reason> undecidable(MonitorElement element) {
        return Countable.refused(element, name, geometry, Math.max(options.minimumEntries(), LEAST_ENTRIES));
    }

    private Optional<Examined> examined(MonitorElement element, LumisectionConditions conditions) {
        Histogram histogram = element.histogram();
        double least = (threshold() + Math.log10(BinScan.looks(geometry.cells()))) * Math.log(10);
        return expectation
                .predict(element, conditions, new boolean[geometry.cells()])
                .map(prediction -> new Examined(
                        prediction,
                        Math.log(Math.max(deviance(histogram, prediction), 1e-9)),
                        BinScan.deviations(histogram, prediction, least)));
    }

    /** A bin, about 1 where the expectation is true. */
    private static double deviance(Histogram histogram, Prediction prediction) {
        double sum = 0;
        for (int bin = 0; bin < prediction.cells(); bin++) {
            sum += CountLikelihood.deviance(histogram.at(bin), Math.max(prediction.mean(bin), LEAST_MEAN));
        }
        return sum / prediction.cells();
    }

    private double significanceOf(BinScan.Place place) {
        double inTheory = Math.clamp(
                place.logRatio() / Math.log(10) - Math.log10(BinScan.looks(geometry.cells())), 0, Significance.LARGEST);
        return history.isCalibrated(ENOUGH)
                ? Math.min(inTheory, history.significanceOfPlace(place.logRatio()))
                : inTheory;
    }

    private double threshold() {
        return Significance.ofProbability(
                Math.min(1, options.falseIncidentsPerDay() / TestOptions.LUMISECTIONS_PER_DAY / LOOKS));
    }

    @Override
    public void learn(Judgement judgement, LumisectionConditions conditions, Lesson lesson) {
        MonitorElement element = judgement.element();
        if (undecidable(element).isPresent()) {
            return;
        }
        boolean healthy = lesson == Lesson.HEALTHY_CELLS;
        examined(element, conditions).ifPresent(examined -> {
            history.observe(element.at().run(), examined.logDeviance(), healthy);
            if (healthy) {
                history.observePlace(
                        element.at().run(), examined.places().getFirst().logRatio());
            }
        });
        if (lesson.teaches()) {
            expectation.learn(element, conditions, new boolean[geometry.cells()]);
        }
    }

    @Override
    public void save(DataOutput out) throws IOException {
        history.save(out);
    }
}
