package org.lumiwatch.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.lumiwatch.evaluate.EvaluationResult.BlindControl;
import org.lumiwatch.evaluate.metric.FalseAlarmStreaks;
import org.lumiwatch.evaluate.metric.Ranking;
import org.lumiwatch.evaluate.metric.Scored;
import org.lumiwatch.judge.TestOptions;
import org.lumiwatch.judge.Verdict;
import org.lumiwatch.truth.Quality;

/**
 * Evaluates a judge on lumisections of known quality: each is scored before it is learned, and labels reach learning only, as
 * late as stated.
 *
 * <pre>{@code
 * var judge = new ElementTests(List.of(ShapeTest.kind()), Geometries.builtIn(), TestOptions.defaults());
 * EvaluationResult result = new Evaluation(answers, Evaluation.Options.defaults()).of(judge, samples, done -> {});
 * }</pre>
 */
public final class Evaluation {
    private static final List<Double> FALSE_POSITIVE_RATES = List.of(0.1, 0.01, 0.001);

    private final Answers answers;
    private final Options options;

    /**
     * Settings; may be shared.
     *
     * @param trainUntil runs before this one are learned but do not count
     * @param falseIncidentsPerDay budget at which the judge's verdicts are given
     * @param seed of the resampling
     */
    public record Options(LabelRegime labels, int trainUntil, double falseIncidentsPerDay, long seed) {
        public Options {
            if (!(falseIncidentsPerDay > 0)) {
                throw new IllegalArgumentException(
                        "false incidents per day: %s (expected: > 0)".formatted(falseIncidentsPerDay));
            }
        }

        public static Options defaults() {
            return new Options(new LabelRegime.None(), 0, TestOptions.defaults().falseIncidentsPerDay(), 1);
        }
    }

    /** One scored lumisection of known quality, with its blind controls' scores. */
    private record Counted(Prequential.Outcome outcome, boolean bad, double previousRuns) {
        boolean isDecided() {
            return !(outcome.verdict() instanceof Verdict.Undecided);
        }

        boolean isCalledBad() {
            return outcome.verdict() instanceof Verdict.Bad;
        }

        int run() {
            return outcome.sample().id().run();
        }

        double significance() {
            return switch (outcome.verdict()) {
                case Verdict.Good(double significance) -> significance;
                case Verdict.Bad(double significance, var findings) -> significance;
                case Verdict.Undecided undecided -> 0;
            };
        }

        Scored scored(double score) {
            return new Scored(score, bad, run());
        }
    }

    public Evaluation(Answers answers, Options options) {
        this.answers = answers;
        this.options = options;
    }

    /**
     * @param samples in any order, each lumisection once
     * @param progress told the number of lumisections done
     */
    public EvaluationResult of(LumisectionJudge judge, List<Sample> samples, IntConsumer progress) {
        List<Counted> counted = counted(new Prequential(judge, answers, options.labels()).outcomes(samples, progress));
        List<Counted> decided = counted.stream().filter(Counted::isDecided).toList();
        List<Counted> bad = decided.stream().filter(Counted::bad).toList();
        List<Counted> good = decided.stream().filter(of -> !of.bad()).toList();
        Ranking ranking = new Ranking(
                decided.stream().map(of -> of.scored(of.significance())).toList());
        double sensitivity = calledBad(bad);
        double falseAlarms = calledBad(good);
        FalseAlarmStreaks streaks = FalseAlarmStreaks.of(alarmedRuns(good));
        return new EvaluationResult(
                counted.size(),
                good.size(),
                bad.size(),
                counted.size() - decided.size(),
                ranking.auc(),
                ranking.aucInterval(new SplittableRandom(options.seed())),
                recalls(ranking),
                options.falseIncidentsPerDay() / TestOptions.LUMISECTIONS_PER_DAY,
                falseAlarms,
                (sensitivity + 1 - falseAlarms) / 2,
                sensitivity,
                1 - falseAlarms,
                streaks.adaptationRuns(),
                streaks.lockOut(),
                controls(ranking, decided));
    }

    private List<Counted> counted(List<Prequential.Outcome> outcomes) {
        PreviousRuns previous = new PreviousRuns();
        List<Counted> counted = new ArrayList<>();
        for (Prequential.Outcome outcome : outcomes) {
            double template = outcome.verdict() instanceof Verdict.Undecided ? 0 : previous.score(outcome.sample());
            Optional<Quality> quality = answers.quality(outcome.sample().id());
            if (quality.isPresent() && outcome.sample().id().run() >= options.trainUntil()) {
                counted.add(new Counted(outcome, quality.get() == Quality.BAD, template));
            }
        }
        return counted;
    }

    private static double calledBad(List<Counted> of) {
        return of.stream().filter(Counted::isCalledBad).count() / (double) of.size();
    }

    private static List<Boolean> alarmedRuns(List<Counted> good) {
        Map<Integer, List<Counted>> byRun = new TreeMap<>();
        good.forEach(
                of -> byRun.computeIfAbsent(of.run(), run -> new ArrayList<>()).add(of));
        return byRun.values().stream().map(of -> calledBad(of) > 0.5).toList();
    }

    private static Map<Double, Double> recalls(Ranking ranking) {
        Map<Double, Double> recalls = new TreeMap<>();
        FALSE_POSITIVE_RATES.forEach(rate -> recalls.put(rate, ranking.recallAt(rate)));
        return recalls;
    }

    private Map<String, BlindControl> controls(Ranking ranking, List<Counted> decided) {
        Map<String, List<Scored>> scores = new LinkedHashMap<>();
        scores.put("runNumber", decided.stream().map(of -> of.scored(of.run())).toList());
        scores.put(
                "lumisectionNumber",
                decided.stream()
                        .map(of -> of.scored(of.outcome().sample().id().number()))
                        .toList());
        scores.put(
                "entries",
                decided.stream()
                        .map(of -> of.scored(of.outcome().sample().entries()))
                        .toList());
        scores.put(
                "previousThreeRuns",
                decided.stream().map(of -> of.scored(of.previousRuns())).toList());
        Map<String, BlindControl> controls = new TreeMap<>();
        scores.forEach((name, of) -> {
            Ranking control = new Ranking(of);
            SplittableRandom random = new SplittableRandom(options.seed());
            controls.put(name, new BlindControl(control.auc(), ranking.differenceInterval(control, random)));
        });
        return controls;
    }
}
