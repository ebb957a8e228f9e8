package org.lumiwatch.judge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.compare.BinScan;
import org.lumiwatch.compare.FormScan;
import org.lumiwatch.compare.ShapeDeviation;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.CountLaw;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.expect.EpochBank.Match;
import org.lumiwatch.expect.ExpectedShape;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.expect.ShapeExpectation;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.lumisection.LumisectionId;

/**
 * Judges a one-dimensional element: its form and its exposure as a whole, and its bins by themselves.
 *
 * <p>The whole is compared with what earlier runs showed ({@link ShapeExpectation}, {@link ShapeDeviation}); the distance is
 * standardised by its own healthy history, part of the last few lumisections' is added, and the chance of the sum is read off
 * its history. Small changes of all bins together are looked for by themselves, added up over a few lumisections ({@link FormScan}). The bins
 * are scanned for places that lost or gained counts ({@link BinScan}); such a place counts when it is unlikely both in theory and among
 * the places found before.
 *
 * <p>Places found are not learned. A deviating form as a whole is a candidate for an epoch when the learner gives
 * {@link Lesson#CANDIDATE}, so that nothing is locked out for ever, and is learned with little weight when it does not call it bad.
 */
public final class ShapeTest implements QualityTest {
    private static final TestId ID = new TestId("shape", 6);
    /** Fewer entries show no form. */
    private static final double LEAST_ENTRIES = 50;
    /**
     * Share of the budget for the whole, one in so many. Its bins, over some lumisections its form and its bins, and whether it agrees with its family
     * ({@link FamilyRelation}) are four more looks, which share the rest.
     */
    private static final double WHOLE = 3;

    /** Asked of each of the other looks beyond the threshold of the whole. */
    static final double OTHERS = Math.log10(2);
    /** Judged lumisections needed to calibrate. */
    private static final int ENOUGH = 50;

    /** The same for small changes of the form, whose sums over lumisections tell less each. */
    private static final int ENOUGH_FORMS = 200;
    /** Asked beyond the threshold: sums overlap, so their tail is known from fewer than it seems. */
    private static final double FORM_RESERVE = 0.7;

    /** Counts of a bin that should be empty. */
    private static final double LEAST_MEAN = 0.5;
    /** Trust in the form of a lumisection that was called bad, where the learner does not call it so. */
    private static final double SUSPECT = 0.1;
    /** Share of expected entries from which on a place found is kept out of the calibration. */
    private static final double HIGH_IMPACT = 0.01;

    private final ElementName name;
    private final Geometry geometry;
    private final TestOptions options;
    private final ShapeExpectation expectation;
    private final ShapeHistory history;
    private final PullHistory forms;
    private final PullHistory bins;
    private final EpochMember epochs;
    private String axes;
    /** The same as the last lumisection learned had them; null before one was, since what was saved. */
    private @Nullable List<Axis> learnedAxes;

    private @Nullable LumisectionId badSince;
    /** Learning follows judging: what was computed is kept until something is learned. */
    private @Nullable Examined latest;

    private ShapeTest(
            ElementName name,
            Geometry geometry,
            TestOptions options,
            ShapeExpectation expectation,
            ShapeHistory history,
            PullHistory forms,
            PullHistory bins,
            EpochMember epochs,
            String axes) {
        this.name = name;
        this.geometry = geometry;
        this.options = options;
        this.expectation = expectation;
        this.history = history;
        this.forms = forms;
        this.bins = bins;
        this.epochs = epochs;
        this.axes = axes;
    }

    /** Judges every distribution that is not binomial. */
    public static QualityTestKind kind() {
        return new Kind();
    }

    private record Kind() implements QualityTestKind {
        @Override
        public TestId id() {
            return ID;
        }

        @Override
        public boolean judges(Geometry geometry, Histogram sample) {
            return sample.dimensions() == 1 && sample.cells() > 1 && geometry.law() == CountLaw.MULTINOMIAL;
        }

        @Override
        public QualityTest begin(ElementName name, Geometry geometry, TestOptions options) {
            ShapeExpectation expectation = new ShapeExpectation(geometry, ShapeExpectation.Options.defaults());
            return new ShapeTest(
                    name,
                    geometry,
                    options,
                    expectation,
                    new ShapeHistory(ShapeHistory.FEW),
                    new PullHistory(FormScan.Hypothesis.values().length, PullHistory.LEAST_VARIANCE),
                    new PullHistory(geometry.cells(), PullHistory.LEAST_VARIANCE),
                    new EpochMember(geometry),
                    "");
        }

        @Override
        public QualityTest restore(ElementName name, Geometry geometry, TestOptions options, DataInput in)
                throws IOException {
            String axes = in.readUTF();
            int run = in.readInt();
            int number = in.readInt();
            ShapeExpectation expectation = ShapeExpectation.restore(geometry, ShapeExpectation.Options.defaults(), in);
            ShapeHistory history = ShapeHistory.read(ShapeHistory.FEW, in);
            PullHistory forms = PullHistory.read(FormScan.Hypothesis.values().length, PullHistory.LEAST_VARIANCE, in);
            PullHistory bins = PullHistory.read(geometry.cells(), PullHistory.LEAST_VARIANCE, in);
            EpochMember epochs = EpochMember.restore(geometry, in);
            ShapeTest test = new ShapeTest(name, geometry, options, expectation, history, forms, bins, epochs, axes);
            test.badSince = run == 0 ? null : new LumisectionId(run, number);
            return test;
        }
    }

    /** What was seen in a lumisection that could be compared. */
    private record Examined(
            MonitorElement element,
            ExpectedShape expected,
            ShapeDeviation deviation,
            @Nullable Match match,
            Prediction ofEarlierRuns,
            Prediction prediction,
            List<BinScan.Place> places,
            Pulls forms,
            Pulls bins) {
        double logDistance() {
            return Math.log(Math.max(deviation.squaredDistance(), 1e-9));
        }

        /** An exponential tail in theory, so the logarithm of the likelihood ratio is compared as it is. */
        double bestRatio() {
            return places.getFirst().logRatio();
        }
    }

    /** Along hypotheses, as {@link PullHistory} takes them. */
    private static final class Pulls {
        final double[] values;

        Pulls(double[] values) {
            this.values = values;
        }
    }

    @Override
    public TestId id() {
        return ID;
    }

    @Override
    public Judgement judge(MonitorElement element, LumisectionConditions conditions) {
        Optional<Reason> reason = undecidable(element);
        if (reason.isPresent()) {
            Verdict verdict = isUnexpectedlyEmpty(element, reason.get())
                    ? new Verdict.Bad(
                            Significance.LARGEST,
                            List.of(Finding.ofElement(geometry, 0, Significance.LARGEST, since(element))))
                    : new Verdict.Undecided(reason.get());
            return new Judgement(ID, element, verdict, Judgement.Calibration.THEORY, threshold(), null);
        }
        Examined examined = examine(element, conditions);
        List<Voice> voices = voices(examined);
        double whole = significanceOfWhole(voices);
        List<Finding> findings = new ArrayList<>();
        for (BinScan.Place place : examined.places()) {
            double significance = significanceOf(place);
            if (significance >= threshold() + OTHERS) {
                findings.add(ShapeFindings.ofPlace(place, geometry.cells(), significance, since(element)));
            }
        }
        double bin = significanceOf(bins, element, examined.bins());
        if (bin >= threshold() + OTHERS + FORM_RESERVE) {
            BinScan.Place place = placeOf(bins.strongest(element.at().run(), examined.bins().values), examined);
            if (findings.stream().noneMatch(other -> other.box().common(place.box()) > 0)) {
                findings.add(ShapeFindings.ofPlace(place, geometry.cells(), bin, since(element)));
            }
        }
        double form = significanceOf(forms, element, examined.forms());
        if (whole >= threshold()) {
            findings.add(findingOfWhole(examined, whole, element));
        } else if (form >= threshold() + OTHERS + FORM_RESERVE) {
            findings.add(ShapeFindings.ofForm(element.histogram(), examined.prediction(), form, since(element)));
        }
        findings.sort(Comparator.comparingDouble(Finding::significance).reversed());
        return new Judgement(
                ID,
                element,
                verdict(whole, findings, conditions),
                calibration(examined),
                threshold(),
                examined.prediction(),
                List.of(),
                voices);
    }

    /** What differs at a pileup that was hardly seen before may be the pileup's doing. */
    private Verdict verdict(double whole, List<Finding> findings, LumisectionConditions conditions) {
        if (findings.isEmpty()) {
            return new Verdict.Good(whole);
        }
        int nearby = expectation.seenNearby(conditions);
        return nearby < ShapeExpectation.NEEDED_NEARBY
                ? new Verdict.Undecided(new Reason.NoReference(nearby, ShapeExpectation.NEEDED_NEARBY))
                : new Verdict.Bad(findings.getFirst().significance(), findings);
    }

    @Override
    public void learn(Judgement judgement, LumisectionConditions conditions, Lesson lesson) {
        MonitorElement element = judgement.element();
        Optional<Reason> reason = undecidable(element);
        boolean decided = reason.isEmpty() && !(judgement.verdict() instanceof Verdict.Undecided);
        boolean learnable = reason.map(Reason.NoReference.class::isInstance).orElse(true);
        Examined examined = decided ? examine(element, conditions) : null;
        double weight = 1;
        if (examined != null) {
            weight = history.weight(examined.logDistance());
            boolean healthy = lesson == Lesson.HEALTHY_CELLS;
            history.observe(element.at().run(), examined.logDistance(), healthy);
            double suspect = judgement.verdict() instanceof Verdict.Good ? 1 : SUSPECT;
            forms.observe(element.at().run(), examined.forms().values, healthy ? suspect : 0);
            bins.observe(element.at().run(), examined.bins().values, healthy ? suspect : 0);
            if (healthy && !hasPlaceOfHighImpact(judgement)) {
                history.observePlace(element.at().run(), examined.bestRatio());
            }
        }
        if (examined != null && examined.match() != null) {
            epochs.observe(examined.match());
            if (lesson == Lesson.HEALTHY_CELLS && epochs.isRight()) {
                epochs.compare(element.histogram(), examined.match(), examined.ofEarlierRuns());
            }
        }
        latest = null;
        switch (judgement.verdict()) {
            case Verdict.Good good -> badSince = null;
            case Verdict.Bad bad -> badSince = badSince == null ? element.at() : badSince;
            case Verdict.Undecided undecided -> {}
        }
        if (learnable) {
            epochs.learn(element, lesson);
        }
        if (!lesson.teaches() || !learnable) {
            return;
        }
        if (lesson == Lesson.NEW_EPOCH) {
            expectation.beginEpoch();
            weight = 1;
        }
        if (!element.histogram().axes().equals(learnedAxes)) {
            learnedAxes = element.histogram().axes();
            axes = learnedAxes.toString();
        }
        expectation.learn(element, conditions, weight, underFinding(judgement, lesson));
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeUTF(axes);
        out.writeInt(badSince == null ? 0 : badSince.run());
        out.writeInt(badSince == null ? 0 : badSince.number());
        expectation.save(out);
        history.save(out);
        forms.save(out);
        bins.save(out);
        epochs.save(out);
    }

    private Optional<Reason> undecidable(MonitorElement element) {
        Histogram histogram = element.histogram();
        double needed = Math.max(options.minimumEntries(), LEAST_ENTRIES);
        if (!geometry.fits(histogram) || !element.name().equals(name) || !hasUsualAxes(histogram)) {
            return Optional.of(
                    new Reason.ChangedBinning(histogram.axes().toString(), axes.isEmpty() ? geometry.name() : axes));
        }
        if (!histogram.isCounts()) {
            return Optional.of(new Reason.NotCounts());
        }
        if (histogram.sum() < needed) {
            return Optional.of(new Reason.TooFewEntries(histogram.sum(), needed));
        }
        return expectation.seen() < ShapeExpectation.NEEDED
                ? Optional.of(new Reason.NoReference(expectation.seen(), ShapeExpectation.NEEDED))
                : Optional.empty();
    }

    private boolean hasUsualAxes(Histogram histogram) {
        return axes.isEmpty()
                || histogram.axes().equals(learnedAxes)
                || histogram.axes().toString().equals(axes);
    }

    /** Small spikes belong to what is usual here, however often they are found; what takes entries away does not. */
    private static boolean hasPlaceOfHighImpact(Judgement judgement) {
        return judgement.verdict().findings().stream()
                .anyMatch(finding -> isLocal(finding) && finding.impact().entries() > HIGH_IMPACT);
    }

    private static boolean isLocal(Finding finding) {
        return !finding.kind().isOfWhole();
    }

    private boolean isUnexpectedlyEmpty(MonitorElement element, Reason reason) {
        return options.beamExpected()
                && reason instanceof Reason.TooFewEntries
                && element.histogram().sum() == 0
                && expectation.seen() >= ShapeExpectation.NEEDED;
    }

    private Examined examine(MonitorElement element, LumisectionConditions conditions) {
        if (latest == null || !latest.element().equals(element)) {
            latest = examined(element, conditions);
        }
        return latest;
    }

    private Examined examined(MonitorElement element, LumisectionConditions conditions) {
        Histogram histogram = element.histogram();
        ExpectedShape expected =
                expectation.expected(element.at().run(), conditions).orElseThrow();
        Prediction ofEarlierRuns = expectation
                .predict(element, conditions, new boolean[geometry.cells()])
                .orElseThrow();
        Match match = epochs.match(element).orElse(null);
        Prediction prediction = match != null && epochs.leads()
                ? epochs.prediction(match, histogram.sum(), ofEarlierRuns)
                : ofEarlierRuns;
        double least = (threshold() + OTHERS + Math.log10(BinScan.looks(geometry.cells()))) * Math.log(10);
        return new Examined(
                element,
                expected,
                ShapeDeviation.of(histogram, expected),
                match,
                ofEarlierRuns,
                prediction,
                BinScan.deviations(histogram, prediction, least),
                new Pulls(FormScan.pulls(histogram, prediction)),
                new Pulls(FormScan.binPulls(histogram, prediction)));
    }

    /** Both members have their say, by how far they can be believed: the chance is the mean of what they state. */
    private static double significanceOfWhole(List<Voice> voices) {
        double chance = 0;
        for (Voice voice : voices) {
            chance += voice.share() * Math.pow(10, -voice.significance());
        }
        return Significance.ofProbability(chance);
    }

    private List<Voice> voices(Examined examined) {
        double ofEarlierRuns = significanceOfDistance(examined);
        if (examined.match() == null) {
            return List.of(new Voice("earlier runs", 1, ofEarlierRuns));
        }
        double share = epochs.weight();
        double ofEpochs = Math.max(EpochMember.significance(examined.match()), significanceOfExposure(examined));
        String member = examined.match().isAcknowledged() ? "epochs" : "epochs, of a form that nobody has acknowledged";
        return List.of(new Voice("earlier runs", 1 - share, ofEarlierRuns), new Voice(member, share, ofEpochs));
    }

    /** Of the number of entries alone. */
    private static double significanceOfExposure(Examined examined) {
        Histogram histogram = examined.element().histogram();
        ExpectedShape expected = examined.expected();
        int exposure = expected.dimensions() - 1;
        double variance = expected.independentVariance(exposure, histogram.sum()) + expected.commonVariance(exposure);
        double deviation = expected.deviation(histogram)[exposure] / Math.sqrt(variance);
        return Significance.ofLogProbability(NormalTail.logTwoSided(Math.abs(deviation)));
    }

    private double significanceOfDistance(Examined examined) {
        return history.isCalibrated(ENOUGH)
                ? history.significanceOfWhole(examined.logDistance())
                : inTheory(examined.deviation());
    }

    /** Of the χ² tail, by Wilson and Hilferty's cube root. */
    private static double inTheory(ShapeDeviation deviation) {
        double freedom = 2.0 / (9 * deviation.dimensions());
        double z = (Math.cbrt(deviation.squaredDistance() / deviation.dimensions()) - 1 + freedom) / Math.sqrt(freedom);
        return Significance.ofLogProbability(NormalTail.logUpper(z));
    }

    private double significanceOf(BinScan.Place place) {
        double inTheory = Math.clamp(
                place.logRatio() / Math.log(10) - Math.log10(BinScan.looks(geometry.cells())), 0, Significance.LARGEST);
        return history.isCalibrated(ENOUGH)
                ? Math.min(inTheory, history.significanceOfPlace(place.logRatio()))
                : inTheory;
    }

    private static double significanceOf(PullHistory history, MonitorElement element, Pulls now) {
        return history.isCalibrated(ENOUGH_FORMS)
                ? history.significance(element.at().run(), now.values)
                : 0;
    }

    /** A bin that was off over some lumisections, as it is in this one. */
    private static BinScan.Place placeOf(int bin, Examined examined) {
        double expected = Math.max(examined.prediction().mean(bin), LEAST_MEAN);
        double factor = examined.element().histogram().at(bin) / expected;
        double share = Math.min(1, expected / examined.prediction().total());
        return new BinScan.Place(Box.of(bin, 0, bin, 0), factor, expected, 0, share);
    }

    private Judgement.Calibration calibration(Examined examined) {
        if (!history.isCalibrated(ENOUGH)) {
            return Judgement.Calibration.THEORY;
        }
        return history.isBeyond(examined.logDistance())
                ? Judgement.Calibration.EXTRAPOLATED
                : Judgement.Calibration.EMPIRICAL;
    }

    /** Significance from which the whole is called bad. */
    private double threshold() {
        return Significance.ofProbability(
                Math.min(1, options.falseIncidentsPerDay() / TestOptions.LUMISECTIONS_PER_DAY / WHOLE));
    }

    private Finding findingOfWhole(Examined examined, double significance, MonitorElement element) {
        Histogram histogram = element.histogram();
        return isOfExposure(examined)
                ? Finding.ofElement(
                        geometry, histogram.sum() / examined.expected().entries(), significance, since(element))
                : ShapeFindings.ofForm(histogram, examined.prediction(), significance, since(element));
    }

    private boolean isOfExposure(Examined examined) {
        if (examined.match() == null || !epochs.isRight()) {
            return examined.deviation().isOfExposure();
        }
        return significanceOfExposure(examined) > EpochMember.significance(examined.match());
    }

    private LumisectionId since(MonitorElement element) {
        return badSince == null ? element.at() : badSince;
    }

    /** Bins of local findings; the form as a whole is weighed, not excluded. */
    private boolean[] underFinding(Judgement judgement, Lesson lesson) {
        boolean[] under = new boolean[geometry.cells()];
        if (lesson == Lesson.HEALTHY_CELLS && judgement.verdict() instanceof Verdict.Bad(double s, var findings)) {
            for (Finding finding : findings) {
                if (isLocal(finding)) {
                    java.util.Arrays.fill(
                            under, finding.box().x0(), finding.box().x1() + 1, true);
                }
            }
        }
        return under;
    }
}
