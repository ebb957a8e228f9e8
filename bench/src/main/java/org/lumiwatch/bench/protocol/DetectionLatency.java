package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.List;
import org.lumiwatch.bench.Figure;
import org.lumiwatch.bench.ImplausibleResult;
import org.lumiwatch.bench.Protocol;
import org.lumiwatch.bench.Report;
import org.lumiwatch.bench.Report.Target;
import org.lumiwatch.bench.Size;
import org.lumiwatch.bench.Table;
import org.lumiwatch.bench.contender.Watcher;
import org.lumiwatch.bench.oracle.Oracle;
import org.lumiwatch.bench.stream.Course.Stretches;
import org.lumiwatch.bench.stream.Encounter;
import org.lumiwatch.bench.stream.FaultClass;
import org.lumiwatch.bench.stream.FaultClass.Shape;
import org.lumiwatch.bench.stream.Situation;
import org.lumiwatch.bench.stream.Situation.Noise;
import org.lumiwatch.bench.stream.Subject;
import org.lumiwatch.bench.stream.Walk;
import org.lumiwatch.evaluate.metric.Rate;

/**
 * B3: lumisections from the onset of a fault to the incident, at one false incident a day for the whole subdetector, over conditions
 * that change as in real fills.
 */
public final class DetectionLatency implements Protocol<DetectionLatency.Trial> {
    static final double FALSE_INCIDENTS_PER_DAY = 1;
    private static final String OURS = "Lumiwatch today";
    private static final String TEXTBOOK = "static mean + Poisson z";
    private static final List<String> NOTES = List.of(
            "Conditions change as in real fills. Cells flicker and wobble only where it is said; alarms about cells that flicker are not false.",
            "Where noise is not as measured, thresholds and settings of everybody are the same as elsewhere; no isolation forest there, nor"
                    + " in HB and HE, whose training takes longer than all else.",
            "Latency 1 is an alarm in the first faulty lumisection. A fault that was not found counts as found at its end, so that all means"
                    + " are of the same faults. Any alarm that touches the fault while it lasts counts; place and kind are judged apart.",
            "Baselines set their thresholds on the healthy time before the watch, as an operator would; Lumiwatch calibrates itself.",
            "The oracle's threshold is that at which all regions of the class's shape together pass once a day.");

    /** Classes of faults, each with the time it lasts: long enough for the oracle to find nearly all. */
    private static final List<FaultClass> CLASSES = List.of(
            new FaultClass(Shape.CELL, 0, 12),
            new FaultClass(Shape.CELL, 5, 12),
            new FaultClass(Shape.CELL, 2, 12),
            new FaultClass(Shape.CELL, 1.5, 20),
            new FaultClass(Shape.CELL, 0.5, 12),
            new FaultClass(Shape.CELL, 0.7, 30),
            new FaultClass(Shape.CELL, 0.8, 60),
            new FaultClass(Shape.BLOCK, 0.5, 12),
            new FaultClass(Shape.BLOCK, 0.8, 30),
            new FaultClass(Shape.GROUP, 0, 12),
            new FaultClass(Shape.GROUP, 0.8, 20));

    private static final FaultClass HALF = CLASSES.get(4);
    private static final FaultClass WEAK = CLASSES.get(6);
    /** Cells from which on no forest is grown. */
    private static final int LARGE = 10_000;

    /** What one seed gave. */
    public record Trial(List<OfSituation> situations) {
        public Trial {
            situations = List.copyOf(situations);
        }
    }

    /** Of one map. */
    public record OfSituation(Situation situation, List<Walk> walks) {
        public OfSituation {
            walks = List.copyOf(walks);
        }
    }

    @Override
    public String id() {
        return "B3";
    }

    @Override
    public String title() {
        return "How soon is a fault found, at one false incident a day for the whole subdetector?";
    }

    @Override
    public int trials(Size size) {
        return size.of(1, 10);
    }

    @Override
    public Class<Trial> trialType() {
        return Trial.class;
    }

    @Override
    public Trial trial(long seed, Size size) {
        List<OfSituation> all = new ArrayList<>();
        for (Situation situation : situations(size)) {
            all.add(new OfSituation(situation, walks(situation, seed, stretches(situation.subject(), size))));
        }
        return new Trial(all);
    }

    private static List<Situation> situations(Size size) {
        if (size == Size.QUICK) {
            return List.of(Situation.usual(Subject.ECAL_ENDCAP));
        }
        List<Situation> all = new ArrayList<>();
        for (Subject subject : Subject.values()) {
            all.add(Situation.usual(subject));
        }
        for (Noise noise : Noise.values()) {
            if (noise != Noise.MEASURED) {
                all.add(new Situation(Subject.ECAL_BARREL, noise));
            }
        }
        return all;
    }

    private static Stretches stretches(Subject subject, Size size) {
        if (size == Size.QUICK) {
            return new Stretches(60, 100, 200);
        }
        return switch (subject) {
            case ECAL_BARREL -> new Stretches(300, 600, 600);
            case ECAL_ENDCAP, PIXEL -> new Stretches(300, 800, 800);
            case HCAL_BARREL, HCAL_ENDCAP -> new Stretches(60, 80, 200);
        };
    }

    static List<Walk> walks(Situation situation, long seed, Stretches stretches) {
        Scene scene = Scene.of(situation, seed, stretches, CLASSES);
        Oracle oracle = new Oracle(scene.geometry(), scene::latent, stretches.history(), CLASSES, scene.faults());
        List<Watcher> watchers = new ArrayList<>(contenders(situation, scene));
        watchers.add(oracle);
        List<Walk> walks = new ArrayList<>();
        scene.course().walk(watchers, FALSE_INCIDENTS_PER_DAY).forEach((watcher, alarms) -> {
            List<Encounter> encounters = watcher == oracle ? oracle.encounters() : Encounter.of(scene.faults(), alarms);
            long strangers =
                    Encounter.strangers(scene.faults(), scene.notAboutFlicker(alarms), stretches.firstWatched());
            walks.add(new Walk(watcher.name(), watcher.role(), stretches.watch(), strangers, encounters));
        });
        return walks;
    }

    private static List<Watcher> contenders(Situation situation, Scene scene) {
        return situation.isUsual() && scene.geometry().cells() < LARGE
                ? Contenders.all(scene.element(), scene.geometry(), FALSE_INCIDENTS_PER_DAY)
                : Contenders.withoutForest(scene.element(), scene.geometry(), FALSE_INCIDENTS_PER_DAY);
    }

    @Override
    public Report report(List<Trial> trials, Size size) {
        List<Table> tables = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        for (Situation situation : situations(size)) {
            LatencyReport of = new LatencyReport(situation.label(), CLASSES, walks(trials, situation));
            if (size == Size.FULL) {
                of.checkLimit();
                checkDifficulty(situation, of);
            }
            tables.add(of.means());
            tables.add(of.found());
            tables.add(of.details(OURS));
            if (situation.equals(Situation.usual(Subject.ECAL_BARREL))) {
                figures.add(of.curves(HALF));
                figures.add(of.curves(WEAK));
            }
            targets.addAll(situation.isUsual() ? List.of(target(situation, of)) : underMismatch(situation, of));
        }
        return new Report(Report.Data.SIMULATED, tables, figures, targets, NOTES);
    }

    private static List<List<Walk>> walks(List<Trial> trials, Situation situation) {
        return trials.stream()
                .flatMap(trial -> trial.situations().stream())
                .filter(of -> of.situation().equals(situation))
                .map(OfSituation::walks)
                .toList();
    }

    /** A generator on which the textbook's way works is too easy to show anything. */
    private static void checkDifficulty(Situation situation, LatencyReport of) {
        double perDay = of.falseIncidents(TEXTBOOK).value();
        if (situation.equals(Situation.usual(Subject.ECAL_BARREL)) && perDay < 10) {
            throw new ImplausibleResult(
                    "%s: %s raises %.1f false incidents a day (expected: far more than the 1 it states); the generator is too easy"
                            .formatted(situation.label(), TEXTBOOK, perDay));
        }
    }

    /** The rate holds, and weak losses are still found. */
    private static List<Target> underMismatch(Situation situation, LatencyReport of) {
        Rate rate = of.falseIncidents(OURS);
        int halfMedian = of.quantile(OURS, HALF, 0.5);
        int weakMedian = of.quantile(OURS, WEAK, 0.5);
        int weakSlow = of.quantile(OURS, WEAK, 0.9);
        String label = situation.label();
        return List.of(
                Target.ofRate(
                        label + ": false incidents a day ≤ 2 × the 1 stated, at 95 %",
                        LatencyReport.rate(rate).text() + " over %.1f days".formatted(rate.exposure()),
                        rate,
                        2 * FALSE_INCIDENTS_PER_DAY),
                Target.of(
                        label + ": ×0.5 median ≤ 3 LS",
                        LatencyReport.lumisections(halfMedian).text(),
                        halfMedian <= 3),
                Target.of(
                        label + ": ×0.8 median ≤ 20 LS, p90 ≤ 40",
                        "%s; the oracle's %s"
                                .formatted(
                                        text(weakMedian, weakSlow),
                                        text(
                                                of.quantile(LatencyReport.ORACLE, WEAK, 0.5),
                                                of.quantile(LatencyReport.ORACLE, WEAK, 0.9))),
                        weakMedian <= 20 && weakSlow <= 40));
    }

    private static String text(int median, int slow) {
        return "%s, p90 %s"
                .formatted(
                        LatencyReport.lumisections(median).text(),
                        LatencyReport.lumisections(slow).text());
    }

    private static Target target(Situation situation, LatencyReport of) {
        List<FaultClass> drawn = CLASSES.stream()
                .filter(one -> !Double.isNaN(of.latency(OURS, one).mean()))
                .toList();
        List<String> missed = drawn.stream()
                .filter(one -> !of.meets(OURS, one))
                .map(one -> "%s %.1f against %.1f"
                        .formatted(
                                one.label(),
                                of.latency(OURS, one).mean(),
                                of.latency(LatencyReport.ORACLE, one).mean()))
                .toList();
        return Target.of(
                "%s: mean latency ≤ 1.2 × the oracle's, or one more where that is below 5".formatted(situation.label()),
                missed.isEmpty()
                        ? "all %d classes".formatted(drawn.size())
                        : "%d of %d classes; not %s"
                                .formatted(drawn.size() - missed.size(), drawn.size(), String.join(", ", missed)),
                missed.isEmpty());
    }
}
