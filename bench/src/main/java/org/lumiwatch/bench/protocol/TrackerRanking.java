package org.lumiwatch.bench.protocol;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.lumiwatch.bench.Measure;
import org.lumiwatch.bench.Protocol;
import org.lumiwatch.bench.Report;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.Size;
import org.lumiwatch.bench.Table;
import org.lumiwatch.bench.baseline.Baseline;
import org.lumiwatch.bench.baseline.DinamoS;
import org.lumiwatch.bench.baseline.IsolationForest;
import org.lumiwatch.bench.baseline.Labelled;
import org.lumiwatch.bench.baseline.PrincipalComponents;
import org.lumiwatch.bench.baseline.Replay;
import org.lumiwatch.bench.baseline.StaticMean;
import org.lumiwatch.conditions.Conditions;
import org.lumiwatch.connectors.Connectors;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.evaluate.Answers;
import org.lumiwatch.evaluate.ElementTests;
import org.lumiwatch.evaluate.Evaluation;
import org.lumiwatch.evaluate.EvaluationResult;
import org.lumiwatch.evaluate.LabelRegime;
import org.lumiwatch.evaluate.LumisectionJudge;
import org.lumiwatch.evaluate.Sample;
import org.lumiwatch.evaluate.metric.Interval;
import org.lumiwatch.evaluate.metric.Ranking;
import org.lumiwatch.evaluate.metric.Scored;
import org.lumiwatch.judge.Lesson;
import org.lumiwatch.judge.QualityTests;
import org.lumiwatch.judge.TestOptions;
import org.lumiwatch.judge.Verdict;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.monitor.InMemorySet;
import org.lumiwatch.source.ReadOptions;
import org.lumiwatch.truth.GoldenJson;
import org.lumiwatch.truth.Quality;

/**
 * R1: does a distribution of the strip and pixel tracker rank the lumisections of 2017 that were not certified above those that
 * were, without labels? Beside scores that hardly look at it, since labels are global.
 */
public final class TrackerRanking implements Protocol<TrackerRanking.Trial> {
    private static final String FOLDER = "tracker-2017";
    private static final int TRAIN_UNTIL = 300_000;
    private static final double LEAST_ENTRIES = 1000;
    private static final String ASKED = "AUC ≥ .70";
    private static final String GOAL = "goal: AUC ≥ .77";
    private static final String LEAK = "AUC ≤ .85, else look for a leak";

    /** Area under the ROC curve with the 95 % interval of ours minus it. */
    public record Area(double auc, double gainLow, double gainHigh) {}

    /**
     * What came out.
     *
     * @param ours empty where the data are absent
     * @param baselines by name, on the same lumisections
     * @param controls scores that hardly look at the histogram
     */
    public record Trial(List<Ours> ours, Map<String, Area> baselines, Map<String, Area> controls) {
        public Trial {
            ours = List.copyOf(ours);
            baselines = Collections.unmodifiableMap(new LinkedHashMap<>(baselines));
            controls = Collections.unmodifiableMap(new LinkedHashMap<>(controls));
        }

        /** Lumiwatch's part. */
        public record Ours(
                int lumisections, int good, int bad, int undecided, double auc, double aucLow, double aucHigh) {}
    }

    @Override
    public String id() {
        return "R1";
    }

    @Override
    public String title() {
        return "Real tracker distribution of 2017: ranking without labels";
    }

    @Override
    public int trials(Size size) {
        return 1;
    }

    @Override
    public Class<Trial> trialType() {
        return Trial.class;
    }

    /** Lets a judge be evaluated, and keeps what it said. */
    private static final class Recorded implements LumisectionJudge {
        private final LumisectionJudge judge;
        private final Map<LumisectionId, Verdict> verdicts = new TreeMap<>();

        Recorded(LumisectionJudge judge) {
            this.judge = judge;
        }

        @Override
        public Verdict judge(Sample sample) {
            Verdict verdict = judge.judge(sample);
            verdicts.put(sample.id(), verdict);
            return verdict;
        }

        @Override
        public void learn(Sample sample, Lesson lesson) {
            judge.learn(sample, lesson);
        }

        @Override
        public void labelled(LumisectionId id, Quality quality) {
            judge.labelled(id, quality);
        }

        boolean decided(LumisectionId id) {
            return !(verdicts.get(id) instanceof Verdict.Undecided);
        }

        double significance(LumisectionId id) {
            return switch (verdicts.get(id)) {
                case Verdict.Good(double significance) -> significance;
                case Verdict.Bad(double significance, var findings) -> significance;
                case Verdict.Undecided undecided -> 0;
                case null -> 0;
            };
        }
    }

    @Override
    public Trial trial(long seed, Size size) {
        Optional<Path> folder = RealData.folder(FOLDER);
        if (folder.isEmpty()) {
            return new Trial(List.of(), Map.of(), Map.of());
        }
        List<Sample> samples = samples(folder.get());
        Answers answers = Answers.golden(
                GoldenJson.read(folder.get().resolve("golden-2017.json")).lumisections());
        double budget = TestOptions.defaults().falseIncidentsPerDay();
        Recorded judge = new Recorded(new ElementTests(
                QualityTests.all(), Geometries.builtIn(), new TestOptions(budget, LEAST_ENTRIES, false)));
        EvaluationResult result = new Evaluation(
                        answers, new Evaluation.Options(new LabelRegime.None(), TRAIN_UNTIL, budget, seed))
                .of(judge, samples, done -> {});
        Map<String, Area> controls = new TreeMap<>();
        result.blindControls()
                .forEach((name, control) -> controls.put(
                        name,
                        new Area(
                                control.auc(),
                                control.gain().low(),
                                control.gain().high())));
        Trial.Ours ours = new Trial.Ours(
                result.lumisections(),
                result.good(),
                result.bad(),
                result.undecided(),
                result.auc(),
                result.aucInterval().low(),
                result.aucInterval().high());
        return new Trial(List.of(ours), baselines(samples, answers, judge, seed, size), controls);
    }

    private static List<Sample> samples(Path folder) {
        InMemorySet set = InMemorySet.read(
                Connectors.open(folder.resolve("main-diagonal.csv"), ReadOptions.defaults()),
                ElementGlob.of("*"),
                Conditions.none());
        return set.lumisections().stream()
                .map(one -> new Sample(one.id(), one.elements(), set.conditionsOf(one.id())))
                .toList();
    }

    /** Each trained without labels: static ones on runs before the first that counts, the template on everything. */
    private static Map<String, Area> baselines(
            List<Sample> samples, Answers answers, Recorded judge, long seed, Size size) {
        List<Sample> filled = samples.stream()
                .filter(sample -> sample.elements().getFirst().histogram().sum() >= LEAST_ENTRIES)
                .toList();
        int training = (int) filled.stream()
                .filter(sample -> sample.id().run() < TRAIN_UNTIL)
                .count();
        int bins = filled.getFirst().elements().getFirst().histogram().cells();
        Replay all = Replay.under(new LabelRegime.None());
        Replay trained = all.learningOnly(training);
        Map<String, Area> areas = new LinkedHashMap<>();
        areas.put("static mean + Poisson χ²", area(new StaticMean(bins), trained, filled, answers, judge, seed));
        areas.put(
                "PCA + χ² (AutoDQM)",
                area(new PrincipalComponents(bins, 2, 200), trained, filled, answers, judge, seed));
        if (size == Size.FULL) {
            areas.put("isolation forest", area(new IsolationForest(bins, seed), trained, filled, answers, judge, seed));
        }
        areas.put(
                "EWMA (DINAMO-S), updated on everything",
                area(new DinamoS(bins, 0.5), all, filled, answers, judge, seed));
        return areas;
    }

    private static Area area(
            Baseline baseline, Replay replay, List<Sample> samples, Answers answers, Recorded judge, long seed) {
        double[] scores = replay.scores(
                baseline,
                samples.stream()
                        .map(sample -> new Labelled(
                                sample.elements().getFirst().histogram(),
                                answers.quality(sample.id()).orElseThrow() == Quality.BAD))
                        .toList());
        List<Scored> theirs = new ArrayList<>();
        List<Scored> ours = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            LumisectionId id = samples.get(i).id();
            if (id.run() >= TRAIN_UNTIL && judge.decided(id)) {
                boolean bad = answers.quality(id).orElseThrow() == Quality.BAD;
                theirs.add(new Scored(scores[i], bad, id.run()));
                ours.add(new Scored(judge.significance(id), bad, id.run()));
            }
        }
        Ranking ranking = new Ranking(theirs);
        Interval gain = new Ranking(ours).differenceInterval(ranking, new SplittableRandom(seed));
        return new Area(ranking.auc(), gain.low(), gain.high());
    }

    @Override
    public Report report(List<Trial> trials, Size size) {
        Trial trial = trials.getFirst();
        if (trial.ours().isEmpty()) {
            return RealData.absent(List.of(ASKED, GOAL, LEAK), FOLDER);
        }
        Trial.Ours ours = trial.ours().getFirst();
        List<Table.Row> rows = new ArrayList<>();
        trial.baselines().forEach((name, area) -> rows.add(row(name, Role.BASELINE, area)));
        rows.add(new Table.Row(
                "Lumiwatch today",
                Role.OURS,
                List.of(new Measure.Interval(ours.auc(), ours.aucLow(), ours.aucHigh()), new Measure.Words(""))));
        trial.controls().forEach((name, area) -> rows.add(row("blind: " + name, Role.CONTROL, area)));
        return new Report(
                Report.Data.REAL,
                List.of(new Table(
                        "%,d lumisections: %,d good, %,d bad, %,d undecided"
                                .formatted(ours.lumisections(), ours.good(), ours.bad(), ours.undecided()),
                        List.of("AUC", "Lumiwatch better by"),
                        rows)),
                List.of(),
                List.of(
                        Report.Target.of(ASKED, text(ours), ours.auc() >= 0.70),
                        Report.Target.of(GOAL, text(ours), ours.auc() >= 0.77),
                        Report.Target.of(LEAK, text(ours), ours.auc() <= 0.85)),
                List.of(
                        "Labels are of the whole detector: most bad lumisections are bad through another subsystem. Evidence that"
                                + " it works on real data, not of superiority.",
                        "Not blind: the rule by which the two members of the shape test share their word was chosen after their scores, and"
                                + " this area under the curve, had been looked at on these very lumisections.",
                        "Runs before %,d only teach. No label and no detector status reaches a score. Intervals resample runs."
                                .formatted(TRAIN_UNTIL),
                        "Lumisections under %.0f entries are undecided, for all contenders alike."
                                .formatted(LEAST_ENTRIES)));
    }

    private static String text(Trial.Ours ours) {
        return "%.3f (%.3f to %.3f)".formatted(ours.auc(), ours.aucLow(), ours.aucHigh());
    }

    private static Table.Row row(String name, Role role, Area area) {
        double middle = (area.gainLow() + area.gainHigh()) / 2;
        return new Table.Row(
                name,
                role,
                List.of(new Measure.Value(area.auc()), new Measure.Interval(middle, area.gainLow(), area.gainHigh())));
    }
}
