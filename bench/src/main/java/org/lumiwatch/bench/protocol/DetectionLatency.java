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
import org.lumiwatch.bench.stream.Subject;
import org.lumiwatch.bench.stream.Walk;

/**
 * B3: lumisections from the onset of a fault to the incident, at one false incident a day for the whole subdetector, over conditions
 * that change as in real fills.
 */
public final class DetectionLatency implements Protocol<DetectionLatency.Trial> {
    static final double FALSE_INCIDENTS_PER_DAY = 1;
    private static final String OURS = "Lumiwatch today";
    private static final String TEXTBOOK = "static mean + Poisson z";
    private static final List<String> NOTES = List.of(
            "Conditions change as in real fills; no cell flickers or wobbles here.",
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

    /** What one seed gave. */
    public record Trial(List<OfSubject> subjects) {
        public Trial {
            subjects = List.copyOf(subjects);
        }
    }

    /** Of one map. */
    public record OfSubject(Subject subject, List<Walk> walks) {
        public OfSubject {
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
        List<OfSubject> subjects = new ArrayList<>();
        for (Subject subject : subjects(size)) {
            subjects.add(new OfSubject(subject, walks(subject, seed, stretches(subject, size))));
        }
        return new Trial(subjects);
    }

    private static List<Subject> subjects(Size size) {
        return switch (size) {
            case QUICK -> List.of(Subject.ECAL_ENDCAP);
            case FULL -> List.of(Subject.values());
        };
    }

    private static Stretches stretches(Subject subject, Size size) {
        if (size == Size.QUICK) {
            return new Stretches(60, 100, 200);
        }
        return switch (subject) {
            case ECAL_BARREL -> new Stretches(300, 600, 600);
            case ECAL_ENDCAP, PIXEL -> new Stretches(300, 800, 800);
            case HCAL_BARREL, HCAL_ENDCAP -> new Stretches(60, 80, 80);
        };
    }

    static List<Walk> walks(Subject subject, long seed, Stretches stretches) {
        Scene scene = Scene.of(subject, seed, stretches, CLASSES);
        Oracle oracle = new Oracle(scene.geometry(), scene::latent, stretches.history(), CLASSES, scene.faults());
        List<Watcher> watchers =
                new ArrayList<>(Contenders.all(scene.element(), scene.geometry(), FALSE_INCIDENTS_PER_DAY));
        watchers.add(oracle);
        List<Walk> walks = new ArrayList<>();
        scene.course().walk(watchers, FALSE_INCIDENTS_PER_DAY).forEach((watcher, alarms) -> {
            List<Encounter> encounters = watcher == oracle ? oracle.encounters() : Encounter.of(scene.faults(), alarms);
            long strangers = Encounter.strangers(scene.faults(), alarms, stretches.firstWatched());
            walks.add(new Walk(watcher.name(), watcher.role(), stretches.watch(), strangers, encounters));
        });
        return walks;
    }

    @Override
    public Report report(List<Trial> trials, Size size) {
        List<Table> tables = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        for (Subject subject : subjects(size)) {
            LatencyReport of = new LatencyReport(subject.label(), CLASSES, walks(trials, subject));
            if (size == Size.FULL) {
                of.checkLimit();
                checkDifficulty(subject, of);
            }
            tables.add(of.means());
            tables.add(of.found());
            tables.add(of.details(OURS));
            if (subject == Subject.ECAL_BARREL) {
                figures.add(of.curves(CLASSES.get(4)));
                figures.add(of.curves(CLASSES.get(6)));
            }
            targets.add(target(subject, of));
        }
        return new Report(Report.Data.SIMULATED, tables, figures, targets, NOTES);
    }

    private static List<List<Walk>> walks(List<Trial> trials, Subject subject) {
        return trials.stream()
                .flatMap(trial -> trial.subjects().stream())
                .filter(of -> of.subject() == subject)
                .map(OfSubject::walks)
                .toList();
    }

    /** A generator on which the textbook's way works is too easy to show anything. */
    private static void checkDifficulty(Subject subject, LatencyReport of) {
        double perDay = of.falseIncidents(TEXTBOOK).value();
        if (subject == Subject.ECAL_BARREL && perDay < 10) {
            throw new ImplausibleResult(
                    "%s: %s raises %.1f false incidents a day (expected: far more than the 1 it states); the generator is too easy"
                            .formatted(subject.label(), TEXTBOOK, perDay));
        }
    }

    private static Target target(Subject subject, LatencyReport of) {
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
                "%s: mean latency ≤ 1.2 × the oracle's, or one more where that is below 5".formatted(subject.label()),
                missed.isEmpty()
                        ? "all %d classes".formatted(drawn.size())
                        : "%d of %d classes; not %s"
                                .formatted(drawn.size() - missed.size(), drawn.size(), String.join(", ", missed)),
                missed.isEmpty());
    }
}
