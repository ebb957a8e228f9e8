package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.lumiwatch.bench.Protocol;
import org.lumiwatch.bench.Report;
import org.lumiwatch.bench.Report.Target;
import org.lumiwatch.bench.Size;
import org.lumiwatch.bench.Table;
import org.lumiwatch.bench.baseline.cell.EwmaPulls;
import org.lumiwatch.bench.contender.CellWatcher;
import org.lumiwatch.bench.contender.CellWatcher.Policy;
import org.lumiwatch.bench.contender.Present;
import org.lumiwatch.bench.contender.Watcher;
import org.lumiwatch.bench.stream.Course;
import org.lumiwatch.bench.stream.Course.Stretches;
import org.lumiwatch.bench.stream.Encounter;
import org.lumiwatch.bench.stream.FaultClass;
import org.lumiwatch.bench.stream.FaultClass.Shape;
import org.lumiwatch.bench.stream.Placed;
import org.lumiwatch.bench.stream.Programme;
import org.lumiwatch.bench.stream.Situation;
import org.lumiwatch.bench.stream.Situation.Noise;
import org.lumiwatch.bench.stream.Subject;
import org.lumiwatch.bench.stream.Walk;
import org.lumiwatch.compare.Ingredient;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.simulator.Campaign;
import org.lumiwatch.simulator.Fault;
import org.lumiwatch.simulator.Simulation;
import org.lumiwatch.simulator.Subdetector;

/** A1: Lumiwatch's judging of maps with each ingredient left out in turn. What makes nothing worse when it is gone does not earn its place. */
public final class Ablation implements Protocol<Ablation.Trial> {
    private static final double FALSE_INCIDENTS_PER_DAY = 1;
    private static final List<String> NOTES = List.of(
            "Everybody sees the same stream. Latencies as in B3: a fault that was not found counts as found at its end.",
            "Through a change: one end of the map counts ×0.7 without any record; 60 lumisections later single towers fail within it. Alarms"
                    + " about the change itself, its end included, are not counted as false.",
            "Slow losses as in B8.");

    private static final List<FaultClass> USUAL = List.of(
            new FaultClass(Shape.CELL, 0, 12),
            new FaultClass(Shape.CELL, 1.5, 20),
            new FaultClass(Shape.CELL, 0.5, 12),
            new FaultClass(Shape.CELL, 0.8, 60),
            new FaultClass(Shape.BLOCK, 0.8, 30),
            new FaultClass(Shape.GROUP, 0.8, 20));
    private static final List<FaultClass> UNREST =
            List.of(new FaultClass(Shape.CELL, 0.5, 12), new FaultClass(Shape.CELL, 0.8, 60));
    private static final List<FaultClass> WITHIN =
            List.of(new FaultClass(Shape.CELL, 0, 20), new FaultClass(Shape.CELL, 0.5, 20));
    /** The whole map, as a class of its own. */
    private static final FaultClass WHOLE = new FaultClass(Shape.GROUP, 0.8, 40);

    private static final int CHANGED = 120;
    private static final int TOWERS = 6;

    /** What one seed gave. */
    public record Trial(
            List<Walk> usual, List<Walk> unrest, List<Walk> within, List<Walk> whole, List<EraChanges.Siege> sieges) {}

    @Override
    public String id() {
        return "A1";
    }

    @Override
    public String title() {
        return "What is each ingredient worth?";
    }

    @Override
    public int trials(Size size) {
        return size.of(1, 5);
    }

    /** Whoever finds more with less is shown by the rows themselves. */
    @Override
    public boolean hasLimit() {
        return false;
    }

    @Override
    public Class<Trial> trialType() {
        return Trial.class;
    }

    @Override
    public Trial trial(long seed, Size size) {
        Stretches stretches = size == Size.QUICK ? new Stretches(15, 10, 60) : new Stretches(300, 300, 600);
        Stretches siege = size == Size.QUICK ? new Stretches(15, 10, 30) : new Stretches(150, 250, 1500);
        return new Trial(
                walks(Situation.usual(Subject.ECAL_BARREL), USUAL, seed, stretches, size),
                walks(new Situation(Subject.ECAL_BARREL, Noise.UNREST), UNREST, seed, stretches, size),
                changed(GlobalStep.ONE_END, seed, stretches, size),
                changed(GlobalStep.ALL_80, seed, stretches, size),
                new SlowLosses(EraMap.ECAL, seed, siege).sieges((name, cells) -> contenders(name, cells, size)));
    }

    /** The baseline, all of it, and all of it but one. */
    private static List<Watcher> contenders(ElementName element, Geometry geometry, Size size) {
        List<Watcher> all = new ArrayList<>();
        all.add(new CellWatcher(
                new EwmaPulls("EWMA (DINAMO-S)"), CellWatcher.Options.calibrated(List.of(1, 3, 6), Policy.GATED)));
        all.add(new Present(element, geometry, FALSE_INCIDENTS_PER_DAY));
        for (Ingredient ingredient :
                size == Size.QUICK ? List.of(Ingredient.NEIGHBOURS) : List.of(Ingredient.values())) {
            all.add(Present.without(ingredient, element, geometry, FALSE_INCIDENTS_PER_DAY));
        }
        return all;
    }

    private static List<Walk> walks(
            Situation situation, List<FaultClass> classes, long seed, Stretches stretches, Size size) {
        Scene scene = Scene.of(situation, seed, stretches, classes);
        List<Walk> walks = new ArrayList<>();
        scene.course()
                .walk(contenders(scene.element(), scene.geometry(), size), FALSE_INCIDENTS_PER_DAY)
                .forEach((watcher, alarms) -> walks.add(new Walk(
                        watcher.name(),
                        watcher.role(),
                        stretches.watch(),
                        Encounter.strangers(scene.faults(), scene.notAboutFlicker(alarms), stretches.firstWatched()),
                        Encounter.of(scene.faults(), alarms))));
        return walks;
    }

    /** Where half of the map changes, towers fail within it; where all of it does, it is itself the fault to be found. */
    private static List<Walk> changed(GlobalStep step, long seed, Stretches stretches, Size size) {
        boolean oneEnd = step == GlobalStep.ONE_END;
        int changed = size.of(30, CHANGED);
        int after = changed / 2;
        Subdetector barrel = Subject.ECAL_BARREL.subdetector(seed);
        ElementName element = barrel.elements().getFirst();
        Geometry geometry = barrel.geometry(element);
        int onset = stretches.firstWatched();
        Stretches own = new Stretches(stretches.history(), stretches.settling(), changed + after);
        Campaign campaign = new Campaign(seed, Campaign.Options.of(own.all()).withEvents(Subject.ECAL_BARREL.events()));
        Simulation healthy = new Simulation(seed, campaign, List.of(barrel), List.of());
        Fault change = step.fault(barrel, seed, new Fault.Span(onset, onset + changed - 1));
        List<Placed> towers = new ArrayList<>();
        List<Fault> faults = new ArrayList<>(List.of(change));
        if (oneEnd) {
            int first = onset + after;
            for (FaultClass of : WITHIN) {
                towers.addAll(Programme.atOnce(
                        geometry,
                        healthy.latent(first, element),
                        of,
                        TOWERS / WITHIN.size(),
                        first,
                        seed + towers.size()));
            }
            towers.forEach(one -> faults.add(one.fault(element)));
        } else {
            Box whole = new Box(0, 0, 0, geometry.nx() - 1, geometry.ny() - 1, geometry.nz() - 1);
            towers.add(new Placed(WHOLE, List.of(whole), "", onset));
        }
        Simulation simulation = new Simulation(seed, campaign, List.of(barrel), faults);
        List<Walk> walks = new ArrayList<>();
        new Course(simulation, element, geometry, own)
                .walk(contenders(element, geometry, size), FALSE_INCIDENTS_PER_DAY)
                .forEach((watcher, alarms) ->
                        walks.add(new Walk(watcher.name(), watcher.role(), 0, 0, Encounter.of(towers, alarms))));
        return walks;
    }

    @Override
    public Report report(List<Trial> trials, Size size) {
        LatencyReport usual =
                new LatencyReport("EB", USUAL, trials.stream().map(Trial::usual).toList());
        LatencyReport unrest = new LatencyReport(
                "EB, flicker and wobble",
                UNREST,
                trials.stream().map(Trial::unrest).toList());
        LatencyReport within = new LatencyReport(
                "EB, within a change that nobody explained",
                WITHIN,
                trials.stream().map(Trial::within).toList());
        LatencyReport whole = new LatencyReport(
                "EB, all of it at ×0.8",
                List.of(WHOLE),
                trials.stream().map(Trial::whole).toList());
        SiegeReport sieges = new SiegeReport(trials.stream()
                .map(trial -> new EraChanges.Trial(List.of(), trial.sieges()))
                .toList());
        List<LatencyReport> all = List.of(usual, unrest, within, whole);
        List<Table> tables =
                new ArrayList<>(all.stream().map(LatencyReport::means).toList());
        tables.add(sieges.table());
        Set<String> needed = new TreeSet<>();
        all.forEach(report -> needed.addAll(report.worseThan(Present.NAME)));
        needed.addAll(sieges.worseThan(Present.NAME));
        List<String> idle = Arrays.stream(Ingredient.values())
                .filter(ingredient -> !needed.contains(Present.nameWithout(ingredient)))
                .map(Ingredient::label)
                .toList();
        return new Report(
                Report.Data.SIMULATED,
                tables,
                List.of(),
                List.of(Target.of(
                        "each ingredient earns its place: without it something is worse beyond the interval",
                        idle.isEmpty()
                                ? "all %d".formatted(Ingredient.values().length)
                                : "not shown of: " + String.join("; ", idle),
                        idle.isEmpty())),
                NOTES);
    }
}
