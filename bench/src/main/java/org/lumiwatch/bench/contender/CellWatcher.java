package org.lumiwatch.bench.contender;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.lumiwatch.bench.Role;
import org.lumiwatch.element.Box;

/**
 * Alarms from the scores of cells, summed over windows of lumisections: cells above a window's threshold that touch each other are one
 * incident, which goes on while any of it stays above and ends some lumisections later. Thresholds are set on the healthy time
 * before the watch, at an equal share of the budget each.
 */
public final class CellWatcher implements Watcher {
    /** Lumisections without a sign of it that end an incident. */
    private static final int QUIET = 6;

    private final CellScorer scorer;
    private final Options options;
    private final Deque<CellEvidence> recent = new ArrayDeque<>();
    private final List<Peaks> peaks = new ArrayList<>();
    private final List<Double> thresholds = new ArrayList<>();
    private final List<Incident> open = new ArrayList<>();

    /** What is learned after the training. */
    public enum Policy {
        /** Nothing. */
        FROZEN,
        /** Cells that are not above a threshold. */
        GATED,
        /** Everything. */
        EVERYTHING
    }

    /**
     * How scores become alarms.
     *
     * @param windows lumisections that are summed up
     * @param theory threshold that theory gives; NaN to set thresholds on healthy lumisections
     */
    public record Options(List<Integer> windows, Policy policy, double theory) {
        public Options {
            windows = List.copyOf(windows);
        }

        /** Thresholds from healthy lumisections. */
        public static Options calibrated(List<Integer> windows, Policy policy) {
            return new Options(windows, policy, Double.NaN);
        }
    }

    /** One that is going on. */
    private static final class Incident {
        final Box box;
        int lastSeen;

        Incident(Box box, int seen) {
            this.box = box;
            this.lastSeen = seen;
        }
    }

    public CellWatcher(CellScorer scorer, Options options) {
        this.scorer = scorer;
        this.options = options;
        options.windows().forEach(window -> {
            peaks.add(new Peaks(window + QUIET));
            thresholds.add(Double.isNaN(options.theory()) ? Double.POSITIVE_INFINITY : options.theory());
        });
    }

    @Override
    public String name() {
        return scorer.name();
    }

    @Override
    public Role role() {
        return Role.BASELINE;
    }

    @Override
    public void train(List<Observed> history) {
        scorer.train(history);
    }

    @Override
    public void settle(double falseIncidentsPerDay) {
        for (int i = 0; i < peaks.size(); i++) {
            if (Double.isNaN(options.theory())) {
                thresholds.set(i, peaks.get(i).height(falseIncidentsPerDay / peaks.size()));
            }
        }
    }

    /** Another with the same memory, thresholds and incidents, that goes its own way from now on. */
    public CellWatcher copy() {
        CellWatcher copy = new CellWatcher(scorer.copy(), options);
        copy.recent.addAll(recent);
        copy.thresholds.clear();
        copy.thresholds.addAll(thresholds);
        open.forEach(incident -> copy.open.add(new Incident(incident.box, incident.lastSeen)));
        return copy;
    }

    @Override
    public List<Alarm> watch(Observed observed) {
        recent.addFirst(scorer.evidence(observed));
        int longest =
                options.windows().stream().mapToInt(Integer::intValue).max().orElse(1);
        if (recent.size() > longest) {
            recent.removeLast();
        }
        boolean[] suspect = new boolean[observed.geometry().cells()];
        List<Alarm> alarms = new ArrayList<>();
        for (int i = 0; i < options.windows().size(); i++) {
            if (recent.size() >= options.windows().get(i)) {
                alarms.addAll(look(observed, i, suspect));
            }
        }
        open.removeIf(incident -> observed.index() - incident.lastSeen >= QUIET);
        learn(observed, suspect);
        return alarms;
    }

    @Override
    public List<Box> suspected() {
        return open.stream().map(incident -> incident.box).toList();
    }

    private List<Alarm> look(Observed observed, int window, boolean[] suspect) {
        int length = options.windows().get(window);
        CellEvidence evidence =
                recent.stream().limit(length).reduce(CellEvidence::plus).orElseThrow();
        double threshold = thresholds.get(window);
        boolean[] above = new boolean[suspect.length];
        boolean any = false;
        double highest = Double.NEGATIVE_INFINITY;
        for (int cell = 0; cell < above.length; cell++) {
            double score = evidence.score(cell);
            highest = Math.max(highest, score);
            if (score > threshold) {
                above[cell] = true;
                suspect[cell] = true;
                any = true;
            }
        }
        peaks.get(window).add(highest);
        return any ? incidents(observed, Cluster.of(observed.geometry(), above, evidence), length) : List.of();
    }

    private List<Alarm> incidents(Observed observed, List<Cluster> clusters, int length) {
        List<Alarm> alarms = new ArrayList<>();
        for (Cluster cluster : clusters) {
            boolean known = false;
            for (Incident incident : open) {
                if (incident.box.common(cluster.box()) > 0) {
                    incident.lastSeen = observed.index();
                    known = true;
                }
            }
            if (!known) {
                open.add(new Incident(cluster.box(), observed.index()));
                alarms.add(new Alarm(
                        observed.index(),
                        Math.max(0, observed.index() - length + 1),
                        cluster.kind(observed.geometry()),
                        cluster.box(),
                        observed.geometry()
                                .groupFilledBy(cluster.box(), 0.8)
                                .map(group -> group.name())
                                .orElse("")));
            }
        }
        return alarms;
    }

    private void learn(Observed observed, boolean[] suspect) {
        switch (options.policy()) {
            case FROZEN -> {}
            case GATED -> scorer.learn(observed, suspect);
            case EVERYTHING -> scorer.learn(observed, new boolean[suspect.length]);
        }
    }
}
