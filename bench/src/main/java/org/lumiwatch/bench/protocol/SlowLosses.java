package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.lumiwatch.bench.contender.Alarm;
import org.lumiwatch.bench.contender.Observed;
import org.lumiwatch.bench.contender.Watcher;
import org.lumiwatch.bench.protocol.EraChanges.Siege;
import org.lumiwatch.bench.stream.Course;
import org.lumiwatch.bench.stream.Course.Stretches;
import org.lumiwatch.bench.stream.Encounter;
import org.lumiwatch.bench.stream.FaultClass;
import org.lumiwatch.bench.stream.FaultClass.Shape;
import org.lumiwatch.bench.stream.Placed;
import org.lumiwatch.bench.stream.Programme;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.evaluate.InjectedFault.Region;
import org.lumiwatch.evaluate.metric.Poisoning;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.simulator.Campaign;
import org.lumiwatch.simulator.Effect;
import org.lumiwatch.simulator.Fault;
import org.lumiwatch.simulator.Simulation;
import org.lumiwatch.simulator.Subdetector;

/**
 * Cells that fail and stay so, and cells that fade, all from the same lumisection on to the end of the stream; nobody labels anything.
 */
final class SlowLosses {
    /** Lumisections after which it is asked whether a fault that stays is still flagged; the end of the stream too. */
    static final List<Integer> STAYS = List.of(50, 100, 500, 1000, 1500, 4000);
    /** Share of its first efficiency that a cell loses in a lumisection. */
    static final List<Double> LOSSES = List.of(2e-4, 1e-4);

    private static final List<Double> STAYING = List.of(0.0, 0.5);
    /** Cells of each sort. */
    static final int PLACES = 4;

    private final Stretches stretches;
    private final ElementName element;
    private final Geometry geometry;
    private final List<Placed> staying = new ArrayList<>();
    private final Map<Double, List<Placed>> fading = new LinkedHashMap<>();
    private final Simulation simulation;

    SlowLosses(EraMap map, long seed, Stretches stretches) {
        this.stretches = stretches;
        Subdetector subdetector = map.subdetector(seed);
        this.element = subdetector.elements().getFirst();
        this.geometry = subdetector.geometry(element);
        Campaign campaign =
                new Campaign(seed, Campaign.Options.of(stretches.all()).withEvents(map.events()));
        Simulation healthy = new Simulation(seed, campaign, List.of(subdetector), List.of());
        place(healthy, seed);
        this.simulation = new Simulation(seed, campaign, List.of(subdetector), faults());
    }

    /** One draw of places for all, so that they are far from each other. */
    private void place(Simulation healthy, long seed) {
        int first = stretches.firstWatched();
        int kinds = STAYING.size() + LOSSES.size();
        List<Placed> places = Programme.atOnce(
                geometry,
                healthy.latent(first, element),
                new FaultClass(Shape.CELL, 1, stretches.watch()),
                kinds * PLACES,
                first,
                seed);
        for (int i = 0; i < places.size(); i++) {
            int kind = i % kinds;
            Placed place = places.get(i);
            if (kind < STAYING.size()) {
                staying.add(of(place, STAYING.get(kind)));
            } else {
                double loss = LOSSES.get(kind - STAYING.size());
                fading.computeIfAbsent(loss, key -> new ArrayList<>()).add(of(place, 1 - loss * stretches.watch()));
            }
        }
    }

    private static Placed of(Placed place, double factor) {
        FaultClass of = new FaultClass(Shape.CELL, factor, place.of().lasting());
        return new Placed(of, place.boxes(), place.group(), place.first());
    }

    private List<Fault> faults() {
        List<Fault> all = new ArrayList<>();
        staying.forEach(one -> all.add(one.fault(element)));
        fading.forEach((loss, places) -> places.forEach(one -> all.add(new Fault(
                "cell fading by %s a lumisection".formatted(loss),
                FindingKind.DEGRADED,
                new Effect.Fading(loss),
                List.of(new Region(element, one.boxes().getFirst())),
                "",
                one.first(),
                one.last()))));
        return all;
    }

    List<Siege> sieges() {
        return sieges((name, cells) -> Contenders.withoutForest(name, cells, EraChanges.FALSE_INCIDENTS_PER_DAY));
    }

    List<Siege> sieges(BiFunction<ElementName, Geometry, List<Watcher>> contenders) {
        Course course = new Course(simulation, element, geometry, stretches);
        List<Observed> history = new ArrayList<>();
        for (int index = 0; index < stretches.history(); index++) {
            history.add(course.observed(index));
        }
        List<Watch> watches =
                contenders.apply(element, geometry).stream().map(Watch::new).toList();
        watches.forEach(watch -> watch.watcher.train(history));
        for (int index = stretches.history(); index < stretches.all(); index++) {
            Observed observed = course.observed(index);
            for (Watch watch : watches) {
                if (index == stretches.firstWatched()) {
                    watch.watcher.settle(EraChanges.FALSE_INCIDENTS_PER_DAY);
                }
                watch.add(observed);
            }
        }
        return watches.stream().map(Watch::siege).toList();
    }

    /** One contender and what it said. */
    private final class Watch {
        final Watcher watcher;
        final List<Alarm> alarms = new ArrayList<>();
        final List<List<Boolean>> flagged = new ArrayList<>();

        Watch(Watcher watcher) {
            this.watcher = watcher;
            staying.forEach(one -> flagged.add(new ArrayList<>()));
        }

        void add(Observed observed) {
            alarms.addAll(watcher.watch(observed));
            if (observed.index() >= stretches.firstWatched()) {
                List<Box> suspected = watcher.suspected();
                for (int i = 0; i < staying.size(); i++) {
                    flagged.get(i).add(suspected.stream().anyMatch(staying.get(i)::touches));
                }
            }
        }

        Siege siege() {
            Poisoning poisoning =
                    flagged.stream().map(flags -> Poisoning.of(flags, STAYS)).reduce(Poisoning.NONE, Poisoning::plus);
            List<Placed> all = new ArrayList<>(staying);
            List<Encounter> losses = new ArrayList<>();
            fading.forEach((loss, places) -> {
                all.addAll(places);
                Encounter.of(places, alarms)
                        .forEach(one -> losses.add(
                                new Encounter(label(loss), one.latency(), one.lasting(), one.overlap(), one.named())));
            });
            return new Siege(
                    watcher.name(),
                    watcher.role(),
                    stretches.watch(),
                    Encounter.strangers(all, alarms, stretches.firstWatched()),
                    poisoning,
                    losses);
        }
    }

    /** Such as {@code .02 %/LS}. */
    static String label(double loss) {
        return "%s %%/LS".formatted(Math.round(loss * 1e6) / 1e4);
    }
}
