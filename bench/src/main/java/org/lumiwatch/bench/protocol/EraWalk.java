package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumiwatch.bench.contender.Alarm;
import org.lumiwatch.bench.contender.Observed;
import org.lumiwatch.bench.contender.Watcher;
import org.lumiwatch.bench.oracle.Oracle;
import org.lumiwatch.bench.protocol.EraChanges.Adaptation;
import org.lumiwatch.bench.protocol.EraChanges.OfContender;
import org.lumiwatch.bench.stream.Encounter;
import org.lumiwatch.bench.stream.Placed;
import org.lumiwatch.bench.stream.Programme;
import org.lumiwatch.bench.stream.Walk;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.simulator.Campaign;
import org.lumiwatch.simulator.Era;
import org.lumiwatch.simulator.Fault;
import org.lumiwatch.simulator.Simulation;
import org.lumiwatch.simulator.Subdetector;

/** One map of one seed on its way through the years, with all contenders side by side. */
final class EraWalk {
    /** Faults at the same time. */
    private static final int TRACKS = 6;
    /** What the recorded step does to every cell. */
    private static final double SCALE = 0.8;

    private final EraMap map;
    private final EraPlan plan;
    private final Subdetector subdetector;
    private final ElementName element;
    private final Geometry geometry;
    private final List<List<Placed>> faults = new ArrayList<>();
    private final Simulation simulation;

    EraWalk(EraMap map, long seed, EraPlan plan) {
        this.map = map;
        this.plan = plan;
        this.subdetector = map.subdetector(seed);
        this.element = subdetector.elements().getFirst();
        this.geometry = subdetector.geometry(element);
        Campaign campaign = new Campaign(
                seed, Campaign.Options.of(1).withEvents(map.events()).withStretches(plan.stretches()));
        Simulation healthy = new Simulation(seed, campaign, List.of(subdetector), List.of());
        List<Fault> all = new ArrayList<>();
        for (int year = 0; year < EraPlan.YEARS.size(); year++) {
            faults.add(faults(healthy, year, seed));
            faults.get(year).forEach(one -> all.add(one.fault(element)));
        }
        int step = plan.firstScaled();
        all.add(Fault.global(subdetector, SCALE, new Fault.Span(step, step + plan.scale() - 1))
                .recorded());
        this.simulation = new Simulation(seed, campaign, List.of(subdetector), all);
    }

    /** A year that comes back has the same faults at the same places and times after its change. */
    private List<Placed> faults(Simulation healthy, int year, long seed) {
        int before = EraPlan.YEARS.indexOf(EraPlan.YEARS.get(year));
        if (before < year) {
            int later = plan.firstWatched(year) - plan.firstWatched(before);
            return faults.get(before).stream()
                    .map(one -> new Placed(one.of(), one.boxes(), one.group(), one.first() + later))
                    .toList();
        }
        return Programme.of(
                geometry,
                healthy.latent(plan.firstWatched(year), element),
                map.classes(),
                TRACKS,
                plan.firstWatched(year),
                plan.endOfWatch(year),
                seed + year);
    }

    List<OfContender> contenders() {
        Oracle oracle = new Oracle(
                geometry,
                index -> simulation.latent(index, element),
                plan.history(),
                map.classes(),
                faults.stream().flatMap(List::stream).toList());
        List<Watcher> watchers =
                new ArrayList<>(Contenders.withoutForest(element, geometry, EraChanges.FALSE_INCIDENTS_PER_DAY));
        watchers.add(oracle);
        Map<Watcher, List<Alarm>> alarms = new LinkedHashMap<>();
        Map<Watcher, List<StepWatch>> steps = new LinkedHashMap<>();
        train(watchers);
        for (Watcher watcher : watchers) {
            alarms.put(watcher, new ArrayList<>());
            steps.put(watcher, stepWatches());
        }
        for (int index = plan.history(); index < plan.all(); index++) {
            if (index == plan.firstWatched(0)) {
                watchers.forEach(watcher -> watcher.settle(EraChanges.FALSE_INCIDENTS_PER_DAY));
            }
            Observed observed = observed(index);
            int step = step(index);
            for (Watcher watcher : watchers) {
                alarms.get(watcher).addAll(watcher.watch(observed));
                if (step >= 0) {
                    steps.get(watcher).get(step).add(watcher.suspected());
                }
            }
        }
        List<Encounter> limit = oracle.encounters();
        return watchers.stream()
                .map(watcher ->
                        result(watcher, alarms.get(watcher), steps.get(watcher), watcher == oracle ? limit : List.of()))
                .toList();
    }

    private void train(List<Watcher> watchers) {
        List<Observed> history = new ArrayList<>();
        for (int index = 0; index < plan.history(); index++) {
            history.add(observed(index));
        }
        watchers.forEach(watcher -> watcher.train(history));
    }

    private Observed observed(int index) {
        return new Observed(
                index, simulation.withFaults(index, element, List.of()), geometry, simulation.conditions(index));
    }

    /** The two recorded steps, then one for each change of year. */
    private List<StepWatch> stepWatches() {
        List<StepWatch> all = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            all.add(new StepWatch(geometry, comparable(Era.Y2018, Era.Y2018), plan.scale()));
        }
        for (int year = 1; year < EraPlan.YEARS.size(); year++) {
            boolean[] counted = comparable(EraPlan.YEARS.get(year - 1), EraPlan.YEARS.get(year));
            all.add(new StepWatch(geometry, counted, plan.change()));
        }
        return all;
    }

    private boolean[] comparable(Era before, Era after) {
        boolean[] counted = new boolean[geometry.cells()];
        for (int cell = 0; cell < counted.length; cell++) {
            counted[cell] = subdetector.live(element, before, cell) && subdetector.live(element, after, cell);
        }
        return counted;
    }

    /** Number of the step after which a place is looked at; −1 for none. */
    private int step(int index) {
        int scaled = index - plan.firstScaled();
        if (scaled >= 0 && scaled < 2 * plan.scale()) {
            return scaled / plan.scale();
        }
        for (int year = 1; year < EraPlan.YEARS.size(); year++) {
            if (index >= plan.firstOf(year) && index < plan.firstWatched(year)) {
                return 1 + year;
            }
        }
        return -1;
    }

    private OfContender result(Watcher watcher, List<Alarm> alarms, List<StepWatch> steps, List<Encounter> told) {
        List<Walk> years = new ArrayList<>();
        int next = 0;
        for (int year = 0; year < EraPlan.YEARS.size(); year++) {
            List<Placed> own = faults.get(year);
            int end = plan.endOfWatch(year);
            List<Alarm> raised =
                    alarms.stream().filter(alarm -> alarm.raised() < end).toList();
            List<Encounter> encounters =
                    told.isEmpty() ? Encounter.of(own, raised) : told.subList(next, next + own.size());
            next += own.size();
            long strangers = Encounter.strangers(own, raised, plan.firstWatched(year));
            years.add(new Walk(watcher.name(), watcher.role(), plan.watch(), strangers, encounters));
        }
        List<Adaptation> all = steps.stream().map(StepWatch::result).toList();
        return new OfContender(watcher.name(), watcher.role(), years, all.subList(0, 2), all.subList(2, all.size()));
    }
}
