package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.lumiwatch.bench.contender.Alarm;
import org.lumiwatch.bench.contender.CellWatcher;
import org.lumiwatch.bench.contender.Observed;
import org.lumiwatch.bench.contender.Present;
import org.lumiwatch.bench.contender.Watcher;
import org.lumiwatch.bench.oracle.StepOracle;
import org.lumiwatch.bench.protocol.GlobalFaults.Told;
import org.lumiwatch.element.CountLaw;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.simulator.DetectorOptions;
import org.lumiwatch.simulator.Effect;
import org.lumiwatch.simulator.Fault;
import org.lumiwatch.simulator.Fill;
import org.lumiwatch.simulator.Latent;
import org.lumiwatch.simulator.Simulation;
import org.lumiwatch.simulator.Subdetector;

/**
 * One fill of a map up to an onset, from which it goes on in several ways: each step not told, or told in the conditions. What comes
 * before is drawn, and walked by the contenders, once.
 */
final class GlobalCourse {
    private final CalorimeterMap map;
    private final long seed;
    private final Sizes sizes;
    private final Subdetector subdetector;
    private final ElementName element;
    private final Geometry geometry;
    private final List<MonitorElement> before;
    /** Contenders as they are at the onset, with their alarms so far. */
    private final Map<Watcher, List<Alarm>> atOnset = new LinkedHashMap<>();

    /**
     * Lumisections.
     *
     * @param history learned first
     * @param settling healthy, for thresholds
     * @param quiet healthy and watched
     * @param fault that a step lasts which is not told
     * @param after its end
     * @param recorded that a step is followed which is told; it stays
     */
    record Sizes(int history, int settling, int quiet, int fault, int after, int recorded) {
        /** Place in the stream at which steps begin. */
        int onset() {
            return history + settling + quiet;
        }

        /** Lumisections that a step lasts. */
        int lasting(Told told) {
            return told == Told.NOTHING ? fault : recorded;
        }
    }

    GlobalCourse(CalorimeterMap map, long seed, Sizes sizes) {
        this.map = map;
        this.seed = seed;
        this.sizes = sizes;
        this.subdetector = map.subdetector(seed, DetectorOptions.measured());
        this.element = subdetector.elements().getFirst();
        this.geometry = subdetector.geometry(element);
        Simulation healthy = new Simulation(seed, fill(Told.NOTHING), List.of(subdetector), List.of());
        this.before = new ArrayList<>();
        for (int index = 0; index < sizes.onset(); index++) {
            before.add(healthy.lumisection(index).getFirst());
        }
        prepare();
    }

    private Fill fill(Told told) {
        int lumisections = sizes.onset() + sizes.lasting(told) + sizes.after() + 1;
        List<Fill.PrescaleColumn> columns =
                told == Told.PRESCALE ? List.of(new Fill.PrescaleColumn(sizes.onset(), 3, 1)) : List.of();
        return new Fill(seed, Fill.Options.of(lumisections).withEvents(CalorimeterMap.EVENTS, columns));
    }

    private Fault fault(GlobalStep step, Told told) {
        Fault fault =
                step.fault(subdetector, seed, new Fault.Span(sizes.onset(), sizes.onset() + sizes.lasting(told) - 1));
        return told == Told.NOTHING ? fault : fault.recorded();
    }

    /** Lets everybody walk up to the onset. */
    private void prepare() {
        Simulation simulation = simulation(GlobalStep.ALL_50, Told.NOTHING);
        List<Watcher> watchers =
                new ArrayList<>(Contenders.all(element, geometry, GlobalFaults.FALSE_INCIDENTS_PER_DAY));
        watchers.removeIf(watcher -> watcher.name().equals("isolation forest"));
        watchers.forEach(watcher -> atOnset.put(watcher, walkedUp(watcher, simulation)));
    }

    private List<Alarm> walkedUp(Watcher watcher, Simulation simulation) {
        List<Observed> history = new ArrayList<>();
        for (int index = 0; index < sizes.history(); index++) {
            history.add(observed(simulation, index));
        }
        watcher.train(history);
        List<Alarm> alarms = new ArrayList<>();
        for (int index = sizes.history(); index < sizes.onset(); index++) {
            if (index == sizes.history() + sizes.settling()) {
                watcher.settle(GlobalFaults.FALSE_INCIDENTS_PER_DAY);
            }
            alarms.addAll(watcher.watch(observed(simulation, index)));
        }
        return alarms;
    }

    /** Lets copies of all contenders, and the oracle where nothing is told, walk through a step; their alarms from the beginning. */
    Map<Watcher, List<Alarm>> walk(GlobalStep step, Told told) {
        Simulation simulation = simulation(step, told);
        Map<Watcher, List<Alarm>> alarms = new LinkedHashMap<>();
        atOnset.forEach((watcher, before) -> alarms.put(copied(watcher), new ArrayList<>(before)));
        if (told == Told.NOTHING) {
            StepOracle oracle = oracle(step);
            alarms.put(oracle, walkedUp(oracle, simulation));
        }
        int end = sizes.onset() + sizes.lasting(told) + (told == Told.NOTHING ? sizes.after() : 0);
        for (int index = sizes.onset(); index < end; index++) {
            Observed observed = observed(simulation, index);
            alarms.forEach((watcher, list) -> list.addAll(watcher.watch(observed)));
        }
        return alarms;
    }

    private static Watcher copied(Watcher watcher) {
        return watcher instanceof CellWatcher cells ? cells.copy() : ((Present) watcher).copy();
    }

    private Simulation simulation(GlobalStep step, Told told) {
        Fill fill = fill(told);
        // a recorded change after everything, so that the configuration has a number from the beginning whatever is
        // told
        int last = fill.lumisections() - 1;
        Fault later = Fault.global(subdetector, 1, new Fault.Span(last, last)).recorded();
        return new Simulation(seed, fill, List.of(subdetector), List.of(fault(step, told), later));
    }

    private Observed observed(Simulation simulation, int index) {
        MonitorElement drawn = index < before.size()
                ? before.get(index)
                : simulation.lumisection(index).getFirst();
        return new Observed(index, drawn, geometry, simulation.conditions(index));
    }

    /** Told of a step everything but when. */
    private StepOracle oracle(GlobalStep step) {
        Simulation truth = new Simulation(seed, fill(Told.NOTHING), List.of(subdetector), List.of());
        Fault fault = fault(step, Told.NOTHING);
        if (geometry.law() == CountLaw.BINOMIAL) {
            return new StepOracle(geometry, told(fault, truth), sizes.history(), 0);
        }
        Simulation steady = new Simulation(
                seed,
                fill(Told.NOTHING),
                List.of(map.subdetector(seed, DetectorOptions.measured().withCommonMode(0))),
                List.of());
        return new StepOracle(geometry, told(fault, steady), sizes.history(), commonMode(truth, steady));
    }

    private StepOracle.Told told(Fault fault, Simulation truth) {
        BitSet touched = new BitSet();
        IntStream.range(0, geometry.cells())
                .filter(cell -> touches(fault, cell))
                .forEach(touched::set);
        return new StepOracle.Told(touched::get, fault.effect().factorAfter(1), index -> truth.latent(index, element));
    }

    private boolean touches(Fault fault, int cell) {
        boolean within = fault.regions().stream()
                .anyMatch(region -> region.box().contains(geometry.x(cell), geometry.y(cell), geometry.z(cell)));
        return within && (!(fault.effect() instanceof Effect.Scattered scattered) || scattered.touches(cell));
    }

    /** Relative standard deviation of what all cells share. */
    private double commonMode(Simulation truth, Simulation steady) {
        double squares = 0;
        for (int index = 0; index < sizes.history(); index++) {
            double shared = total(truth.latent(index, element)) / total(steady.latent(index, element)) - 1;
            squares += shared * shared;
        }
        return Math.sqrt(squares / sizes.history());
    }

    private static double total(Latent latent) {
        double total = 0;
        for (int cell = 0; cell < latent.geometry().cells(); cell++) {
            total += latent.mean(cell);
        }
        return total;
    }
}
