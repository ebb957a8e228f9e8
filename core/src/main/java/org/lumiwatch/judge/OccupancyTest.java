package org.lumiwatch.judge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.compare.Certainty;
import org.lumiwatch.compare.Ingredient;
import org.lumiwatch.compare.MapComparison;
import org.lumiwatch.compare.ScaleEvidence;
import org.lumiwatch.compare.SlowDrift;
import org.lumiwatch.compare.Suspicion;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.expect.ExposureModel;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.expect.ReferenceOptions;
import org.lumiwatch.expect.RunningReference;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Judgement.Calibration;
import org.lumiwatch.judge.Verdict.Bad;
import org.lumiwatch.judge.Verdict.Good;
import org.lumiwatch.judge.Verdict.Undecided;
import org.lumiwatch.lumisection.LumisectionId;

/**
 * Judges an occupancy map against its own past: dead, degraded and hot cells, blocks, rings and hardware groups, and the
 * exposure as a whole, with evidence accumulated over lumisections. Mutable, as {@link QualityTest} says.
 */
final class OccupancyTest implements QualityTest {
    static final TestId ID = new TestId("occupancy", 10);
    private static final double GLOBAL_SHARE = 0.05;
    /** Changes of single cells by a new configuration from which on its map is another one, to be learned whole. */
    private static final double LARGE_CHANGE = 0.1;
    /** Relative size of the changes of single cells that a new epoch is ready for. */
    private static final double EPOCH_CHANGE = 1;
    /** Lumisections from which on a map that is not as expected as a whole has changed; before, too little was known of it. */
    private static final int YOUNG = 20;

    private final Geometry geometry;
    private final TestOptions options;
    private final Set<Ingredient> without;
    private final RunningReference reference;
    private final MapComparison comparison;
    private final ExposureModel exposures;
    private final SlowDrift drift;
    private ScaleEvidence exposureEvidence = ScaleEvidence.none();
    /** Whether the last lumisection was learned as part of a new epoch. */
    private boolean renewing;
    /** Whether so many regions were suspected in the last lumisection that it was the map that had changed. */
    private boolean changedAsWhole;

    private final Configuration configuration = new Configuration();

    private @Nullable Examined last;

    private OccupancyTest(
            Geometry geometry,
            TestOptions options,
            Set<Ingredient> without,
            RunningReference reference,
            ExposureModel exposures) {
        this.geometry = geometry;
        this.options = options;
        this.without = without;
        this.reference = reference;
        this.exposures = exposures;
        this.drift = new SlowDrift(geometry);
        this.comparison = new MapComparison(geometry, budget() * (1 - GLOBAL_SHARE), without);
    }

    /**
     * What judging one lumisection brought; kept so that learning it need not compute it again.
     *
     * @param change relative change of single cells that a new configuration brought; 0 under the old one
     */
    private record Examined(
            MonitorElement element,
            LumisectionConditions conditions,
            double change,
            Prediction prediction,
            MapComparison.Outcome outcome,
            ScaleEvidence exposure) {}

    @Override
    public TestId id() {
        return ID;
    }

    @Override
    public Judgement judge(MonitorElement element, LumisectionConditions conditions) {
        Histogram histogram = element.histogram();
        if (!geometry.fits(histogram)) {
            return undecided(
                    element,
                    new Reason.ChangedBinning(
                            shape(histogram.bins(0), histogram.bins(1), histogram.bins(2)),
                            shape(geometry.nx(), geometry.ny(), geometry.nz())));
        }
        if (!histogram.isCounts()) {
            return undecided(element, new Reason.NotCounts());
        }
        double needed = Math.max(options.minimumEntries(), 1);
        if (histogram.sum() < needed && !beam(conditions)) {
            return undecided(element, new Reason.TooFewEntries(histogram.sum(), needed));
        }
        if (!reference.isReady()) {
            return undecided(
                    element,
                    new Reason.NoReference(
                            reference.learned(), ReferenceOptions.defaults().needed()));
        }
        return verdict(examine(element, conditions));
    }

    /** Whether the element should be filled: then an empty one is bad. */
    private boolean beam(LumisectionConditions conditions) {
        return options.beamExpected() || conditions.value(Quantity.EVENTS).orElse(0) >= 200;
    }

    private Examined examine(MonitorElement element, LumisectionConditions conditions) {
        Examined known = last;
        if (known != null
                && known.element().equals(element)
                && known.conditions().equals(conditions)) {
            return known;
        }
        double[] counts = element.histogram().contents();
        boolean[] excluded = comparison.explainedCells();
        boolean reconfigured = configuration.isChangedBy(conditions);
        double change = reconfigured
                ? Configuration.change(counts, predict(element, conditions, excluded), reference.strengths())
                : 0;
        Prediction prediction = predict(element, conditions, excluded).widenedBy(change);
        MapComparison.Outcome outcome = comparison.with(element.at(), counts, prediction);
        boolean[] suspect = outcome.explainedCells();
        if (adds(suspect, excluded) && share(suspect) < 0.4) {
            prediction = predict(element, conditions, suspect).widenedBy(change);
            outcome = comparison.with(element.at(), counts, prediction);
        }
        if (reconfigured || (changedAsWhole && !OccupancyFindings.isOfMap(outcome.suspicions(), 0))) {
            outcome = comparison.afresh(element.at(), counts, prediction);
        }
        ScaleEvidence exposure =
                reconfigured ? ScaleEvidence.none() : exposureEvidence(element, conditions, prediction);
        Examined examined = new Examined(element, conditions, change, prediction, outcome, exposure);
        last = examined;
        return examined;
    }

    private ScaleEvidence exposureEvidence(
            MonitorElement element, LumisectionConditions conditions, Prediction prediction) {
        OptionalDouble expected = exposures.expected(conditions);
        return expected.isEmpty() || without.contains(Ingredient.EXPOSURE)
                ? exposureEvidence
                : exposureEvidence.with(
                        element.at(), prediction.exposure() / expected.getAsDouble(), exposures.spread(conditions));
    }

    private Prediction predict(MonitorElement element, LumisectionConditions conditions, boolean[] excluded) {
        return reference
                .predict(element, conditions, excluded)
                .orElseThrow(() -> new IllegalStateException("reference: not ready (expected: ready)"));
    }

    private static boolean adds(boolean[] flags, boolean[] to) {
        for (int i = 0; i < flags.length; i++) {
            if (flags[i] && !to[i]) {
                return true;
            }
        }
        return false;
    }

    private static double share(boolean[] flags) {
        int set = 0;
        for (boolean flag : flags) {
            set += flag ? 1 : 0;
        }
        return (double) set / flags.length;
    }

    private Judgement verdict(Examined examined) {
        List<Finding> findings = findings(examined);
        if (reference.learned() < YOUNG && findings.stream().anyMatch(one -> one.kind() == FindingKind.GLOBAL)) {
            return undecided(examined.element(), new Reason.NoReference(reference.learned(), YOUNG));
        }
        Certainty regions = examined.outcome().certainty();
        double significance = Math.max(regions.significance(), globalSignificance(examined.exposure()));
        for (Finding finding : findings) {
            significance = Math.max(significance, finding.significance());
        }
        Verdict verdict =
                findings.isEmpty() ? new Good(Math.min(significance, threshold())) : new Bad(significance, findings);
        return new Judgement(
                ID,
                examined.element(),
                verdict,
                calibration(regions),
                threshold(),
                examined.prediction(),
                recovered(examined),
                List.of(
                        new Voice(
                                "regions",
                                1 - GLOBAL_SHARE,
                                regions.significance(),
                                new Voice.Basis(regions.counted(), regions.low(), regions.high())),
                        new Voice("exposure", GLOBAL_SHARE, globalSignificance(examined.exposure()))));
    }

    private Calibration calibration(Certainty of) {
        if (!comparison.isCalibrated()) {
            return Calibration.THEORY;
        }
        return of.significance() <= of.counted() ? Calibration.EMPIRICAL : Calibration.EXTRAPOLATED;
    }

    private List<Finding> findings(Examined examined) {
        LumisectionId at = examined.element().at();
        if (examined.change() > LARGE_CHANGE) {
            return List.of(Finding.ofElement(geometry, 1, threshold(), at));
        }
        List<Suspicion> suspicions = examined.outcome().suspicions();
        List<Finding> findings = new ArrayList<>();
        suspicions.forEach(suspicion -> findings.add(OccupancyFindings.ofRegion(suspicion)));
        List<Finding> drifted = drifted(examined, findings);
        findings.addAll(drifted);
        if (OccupancyFindings.isOfMap(suspicions, drifted.size())) {
            Finding first = findings.getFirst();
            double factor = examined.element().histogram().sum()
                    / Math.max(examined.prediction().total(), 1e-9);
            findings.clear();
            findings.add(Finding.ofElement(geometry, factor, first.significance(), first.since()));
        }
        double exposure = globalSignificance(examined.exposure());
        if (exposure >= threshold()) {
            findings.add(Finding.ofElement(
                    geometry,
                    examined.exposure().factor(),
                    exposure,
                    examined.exposure().since().getFirst()));
        }
        findings.sort(Comparator.comparingDouble(Finding::significance).reversed());
        return List.copyOf(findings);
    }

    /** Cells and groups that left their peers slowly and that nothing else explains. */
    private List<Finding> drifted(Examined examined, List<Finding> others) {
        if (drift.drifts().isEmpty()
                || drift.drifts().size() > OccupancyFindings.MANY
                || without.contains(Ingredient.DRIFT)) {
            // so many did not leave their peers: these scatter more than they did
            return List.of();
        }
        Prediction prediction = examined.prediction();
        return drift.drifts().stream()
                .map(one -> OccupancyFindings.ofDrift(
                        one, prediction, examined.element().at()))
                .filter(found -> found.significance() >= threshold()
                        && others.stream().noneMatch(other -> other.box().common(found.box()) > 0))
                .toList();
    }

    private double globalSignificance(ScaleEvidence evidence) {
        return Math.max(0, evidence.significance() + Math.log10(GLOBAL_SHARE));
    }

    /** Known defects that hold what a healthy cell of their ring would. */
    private List<Box> recovered(Examined examined) {
        boolean[] defects = reference.knownDefects();
        double[] healthy = reference.healthyMeans(examined.prediction());
        List<Box> recovered = new ArrayList<>();
        for (int cell = 0; cell < defects.length; cell++) {
            double count = examined.element().histogram().at(cell);
            if (defects[cell] && healthy[cell] >= 10 && count > 0.4 * healthy[cell] && count < 2.5 * healthy[cell]) {
                recovered.add(geometry.box(cell));
            }
        }
        return recovered;
    }

    @Override
    public void learn(Judgement judgement, LumisectionConditions conditions, Lesson lesson) {
        MonitorElement element = judgement.element();
        if (!geometry.fits(element.histogram()) || !element.histogram().isCounts()) {
            return;
        }
        if (judgement.verdict() instanceof Undecided || !reference.isReady()) {
            boolean wanted = element.histogram().sum() > 0 && lesson.teaches();
            if (wanted && !reference.isReady()) {
                warmUp(element, conditions);
            } else if (wanted) {
                beginEpoch(examine(element, conditions));
            }
            return;
        }
        Examined examined = examine(element, conditions);
        last = null;
        followConfiguration(examined);
        if (lesson == Lesson.NEW_EPOCH) {
            beginEpoch(examined);
            return;
        }
        renewing = false;
        comparison.accept(examined.outcome());
        changedAsWhole = OccupancyFindings.isOfMap(examined.outcome().suspicions(), 0);
        exposureEvidence = examined.exposure();
        if (lesson == Lesson.HEALTHY_CELLS) {
            reference.learn(
                    element,
                    conditions,
                    without.contains(Ingredient.GUARD)
                            ? new boolean[geometry.cells()]
                            : examined.outcome().suspectCells());
            comparison.learn(examined.outcome());
            drift.note(reference.strengths(), reference.strengthSpreads(), comparison::wanders);
            if (reference.learned() == YOUNG) {
                // what exposure 1 means has moved until now
                exposures.beginEpoch();
            }
            if (exposureEvidence.strongest() < 4) {
                exposures.learn(conditions, examined.prediction().exposure());
            }
        }
    }

    @Override
    public void startFrom(QualityTest similar) {
        if (similar instanceof OccupancyTest other && reference.learned() == 0) {
            comparison.startFrom(other.comparison);
        }
    }

    private void warmUp(MonitorElement element, LumisectionConditions conditions) {
        boolean[] none = new boolean[geometry.cells()];
        reference
                .predict(element, conditions, none)
                .ifPresent(prediction -> comparison.learn(
                        comparison.with(element.at(), element.histogram().contents(), prediction)));
        reference.learn(element, conditions, none);
    }

    /** A recorded change opens everything to changes of its size; what single cells do beyond is judged as ever. */
    private void followConfiguration(Examined examined) {
        if (examined.change() > 0) {
            reference.beginEpoch(examined.change());
            exposures.beginEpoch();
            drift.reset();
        }
        configuration.follow(examined.conditions());
    }

    private void beginEpoch(Examined examined) {
        comparison.reset();
        exposureEvidence = ScaleEvidence.none();
        if (!renewing) {
            renewing = true;
            drift.reset();
            reference.beginEpoch(EPOCH_CHANGE);
        }
        reference.learn(examined.element(), examined.conditions(), new boolean[geometry.cells()]);
        // what exposure 1 means changes with the reference: it is learned anew when that is known
        exposures.beginEpoch();
    }

    private Judgement undecided(MonitorElement element, Reason reason) {
        return new Judgement(ID, element, new Undecided(reason), Calibration.THEORY, threshold(), null);
    }

    private double budget() {
        return options.falseIncidentsPerDay() / TestOptions.LUMISECTIONS_PER_DAY;
    }

    private double threshold() {
        return -Math.log10(budget());
    }

    private static String shape(int nx, int ny, int nz) {
        return nx + "×" + ny + "×" + nz;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        reference.save(out);
        exposures.save(out);
        exposureEvidence.save(out);
        drift.save(out);
        out.writeBoolean(renewing);
        out.writeBoolean(changedAsWhole);
        configuration.save(out);
        comparison.save(out);
    }

    /**
     * The kind that begins and restores these tests.
     *
     * @param without what is left out
     */
    record Kind(Set<Ingredient> without) implements QualityTestKind {
        @Override
        public TestId id() {
            return ID;
        }

        @Override
        public boolean judges(Geometry geometry, Histogram sample) {
            return geometry.ny() > 1;
        }

        @Override
        public QualityTest begin(ElementName name, Geometry geometry, TestOptions options) {
            return new OccupancyTest(
                    geometry,
                    options,
                    without,
                    new RunningReference(geometry, ReferenceOptions.defaults()),
                    new ExposureModel());
        }

        @Override
        public QualityTest restore(ElementName name, Geometry geometry, TestOptions options, DataInput in)
                throws IOException {
            RunningReference reference = RunningReference.restore(geometry, ReferenceOptions.defaults(), in);
            OccupancyTest test = new OccupancyTest(geometry, options, without, reference, ExposureModel.restore(in));
            test.exposureEvidence = ScaleEvidence.restore(in);
            test.drift.restore(in);
            test.renewing = in.readBoolean();
            test.changedAsWhole = in.readBoolean();
            test.configuration.restore(in);
            test.comparison.restore(in);
            return test;
        }
    }
}
