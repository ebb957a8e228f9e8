package org.lumiwatch.bench.stream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumiwatch.bench.contender.Alarm;
import org.lumiwatch.bench.contender.Observed;
import org.lumiwatch.bench.contender.Watcher;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.simulator.Simulation;

/**
 * One element of a stream, in three stretches: a history to learn from, a healthy time in which thresholds are set, and the watch,
 * in which faults are and everything is counted. Immutable.
 */
public final class Course {
    private final Simulation simulation;
    private final ElementName element;
    private final Geometry geometry;
    private final Stretches stretches;

    /** Lumisections of each stretch. */
    public record Stretches(int history, int settling, int watch) {
        public Stretches {
            if (history < 2 || settling < 1 || watch < 1) {
                throw new IllegalArgumentException("stretches: %d, %d, %d lumisections (expected: >= 2, >= 1, >= 1)"
                        .formatted(history, settling, watch));
            }
        }

        public int firstWatched() {
            return history + settling;
        }

        public int all() {
            return history + settling + watch;
        }
    }

    public Course(Simulation simulation, ElementName element, Geometry geometry, Stretches stretches) {
        this.simulation = simulation;
        this.element = element;
        this.geometry = geometry;
        this.stretches = stretches;
    }

    public Stretches stretches() {
        return stretches;
    }

    /** One lumisection as contenders see it. */
    public Observed observed(int index) {
        return new Observed(
                index, simulation.withFaults(index, element, List.of()), geometry, simulation.conditions(index));
    }

    /**
     * Lets watchers walk side by side.
     *
     * @param falseIncidentsPerDay budget of each
     * @return alarms by watcher: those of the settling too, which are all false, for watchers that calibrate themselves
     */
    public Map<Watcher, List<Alarm>> walk(List<Watcher> watchers, double falseIncidentsPerDay) {
        List<Observed> history = new ArrayList<>();
        for (int index = 0; index < stretches.history(); index++) {
            history.add(observed(index));
        }
        Map<Watcher, List<Alarm>> alarms = new LinkedHashMap<>();
        for (Watcher watcher : watchers) {
            watcher.train(history);
            alarms.put(watcher, new ArrayList<>());
        }
        history.clear();
        for (int index = stretches.history(); index < stretches.all(); index++) {
            if (index == stretches.firstWatched()) {
                watchers.forEach(watcher -> watcher.settle(falseIncidentsPerDay));
            }
            Observed observed = observed(index);
            alarms.forEach((watcher, list) -> list.addAll(watcher.watch(observed)));
        }
        return alarms;
    }
}
