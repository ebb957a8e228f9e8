package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.lumiwatch.bench.Protocol;
import org.lumiwatch.bench.Report;
import org.lumiwatch.bench.Size;
import org.lumiwatch.bench.contender.Watcher;
import org.lumiwatch.bench.oracle.Oracle;
import org.lumiwatch.bench.stream.Course.Stretches;
import org.lumiwatch.bench.stream.Encounter;
import org.lumiwatch.bench.stream.FaultClass;
import org.lumiwatch.bench.stream.FaultClass.Shape;
import org.lumiwatch.bench.stream.Situation;
import org.lumiwatch.bench.stream.Subject;
import org.lumiwatch.bench.stream.Walk;
import org.lumiwatch.judge.TestOptions;

/** B10: faults that are found within three lumisections, by Lumiwatch and by a model of a person who looks at 79 plots in turn. */
public final class OperatorComparison implements Protocol<OperatorComparison.Trial> {
    static final double FALSE_INCIDENTS_PER_DAY = 1;
    /** Lumisections within which a fault is to be found. */
    static final int SOON = 3;

    /** What must be found. */
    static final List<FaultClass> MIX = List.of(
            new FaultClass(Shape.CELL, 0, 12),
            new FaultClass(Shape.CELL, 5, 12),
            new FaultClass(Shape.CELL, 2, 12),
            new FaultClass(Shape.CELL, 0.5, 12),
            new FaultClass(Shape.BLOCK, 0.7, 12),
            new FaultClass(Shape.BLOCK, 0.5, 12),
            new FaultClass(Shape.BLOCK, 0, 12),
            new FaultClass(Shape.GROUP, 0, 12),
            new FaultClass(Shape.GROUP, 0.7, 12));

    /** Groups missing or tripped for a minute. */
    static final List<FaultClass> ONE_MINUTE =
            List.of(new FaultClass(Shape.GROUP, 0, SOON), new FaultClass(Shape.GROUP, 0.1, SOON));

    /** Below what is asked for. */
    static final List<FaultClass> WEAKER = List.of(
            new FaultClass(Shape.CELL, 1.5, 20),
            new FaultClass(Shape.CELL, 0.7, 20),
            new FaultClass(Shape.BLOCK, 0.8, 20),
            new FaultClass(Shape.GROUP, 0.9, 20));

    /**
     * What one seed gave.
     *
     * @param shown what the operator's plot showed of each fault, lumisection by lumisection, in the order of the encounters
     * @param runsPerDay runs that began in a day's lumisections of the watch
     */
    public record Trial(List<Walk> walks, List<List<Double>> shown, double runsPerDay) {
        public Trial {
            walks = List.copyOf(walks);
            shown = shown.stream().map(List::copyOf).toList();
        }
    }

    static List<FaultClass> classes() {
        List<FaultClass> all = new ArrayList<>(MIX);
        all.addAll(ONE_MINUTE);
        all.addAll(WEAKER);
        return all;
    }

    @Override
    public String id() {
        return "B10";
    }

    @Override
    public String title() {
        return "Does it find faults sooner than somebody who looks at 79 plots in turn?";
    }

    @Override
    public int trials(Size size) {
        return size.of(1, 10);
    }

    @Override
    public Class<Trial> trialType() {
        return Trial.class;
    }

    /** The endcap is a sixth of the barrel. */
    private static Subject subject(Size size) {
        return size == Size.QUICK ? Subject.ECAL_ENDCAP : Subject.ECAL_BARREL;
    }

    private static Stretches stretches(Size size) {
        return size == Size.QUICK ? new Stretches(30, 50, 150) : new Stretches(200, 500, 800);
    }

    @Override
    public Trial trial(long seed, Size size) {
        Stretches stretches = stretches(size);
        Scene scene = Scene.of(Situation.usual(subject(size)), seed, stretches, classes());
        Oracle oracle = new Oracle(scene.geometry(), scene::latent, stretches.history(), classes(), scene.faults());
        OperatorView operator = new OperatorView(scene.geometry(), scene::latent, stretches.history(), scene.faults());
        List<Watcher> watchers =
                new ArrayList<>(Contenders.withoutForest(scene.element(), scene.geometry(), FALSE_INCIDENTS_PER_DAY));
        watchers.add(oracle);
        watchers.add(operator);
        List<Walk> walks = new ArrayList<>();
        scene.course().walk(watchers, FALSE_INCIDENTS_PER_DAY).forEach((watcher, alarms) -> {
            if (watcher != operator) {
                List<Encounter> encounters =
                        watcher == oracle ? oracle.encounters() : Encounter.of(scene.faults(), alarms);
                long strangers = Encounter.strangers(scene.faults(), alarms, stretches.firstWatched());
                walks.add(new Walk(watcher.name(), watcher.role(), stretches.watch(), strangers, encounters));
            }
        });
        return new Trial(walks, operator.shown(), runsPerDay(scene, stretches));
    }

    private static double runsPerDay(Scene scene, Stretches stretches) {
        long runs = IntStream.range(stretches.firstWatched(), stretches.all())
                .map(index -> scene.simulation().schedule().moment(index).id().run())
                .distinct()
                .count();
        return (double) runs * TestOptions.LUMISECTIONS_PER_DAY / stretches.watch();
    }

    @Override
    public Report report(List<Trial> trials, Size size) {
        return new OperatorReport(subject(size).label(), stretches(size), trials).report();
    }
}
