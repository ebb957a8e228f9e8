package org.lumiwatch.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.evaluate.InjectedFault;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionRange;
import org.lumiwatch.lumisection.LumisectionSet;
import org.lumiwatch.simulator.chance.Chance;
import org.lumiwatch.truth.Label;
import org.lumiwatch.truth.Quality;

/**
 * What certifiers say of a stream whose faults are known: coarse, late and sometimes wrong. Most bad lumisections are rejected
 * with their whole run, the others in intervals of a few lumisections (72 to 86 %, measured on public certification files).
 */
public final class SimulatedLabels {
    private final long seed;
    private final Options options;
    private final Map<Integer, List<Integer>> runs = new LinkedHashMap<>();
    private final boolean[] bad;
    private final Schedule schedule;

    /**
     * What can be chosen.
     *
     * @param wholeRuns share of bad lumisections that are rejected with their whole run
     * @param delay between the end of a run and its labels
     * @param wrong share of runs that are judged the wrong way round
     */
    public record Options(double wholeRuns, Duration delay, double wrong) {
        public Options {
            if (!(wholeRuns >= 0 && wholeRuns <= 1 && wrong >= 0 && wrong <= 1) || delay.isNegative()) {
                throw new IllegalArgumentException(
                        "labels: %s of bad lumisections by run, %s late, %s wrong (expected: a share, >= 0, a share)"
                                .formatted(wholeRuns, delay, wrong));
            }
        }

        /** 79 % by run, 48 hours late, 5 % wrong. */
        public static Options typical() {
            return new Options(0.79, Duration.ofDays(2), 0.05);
        }
    }

    private SimulatedLabels(long seed, Schedule schedule, Collection<InjectedFault> faults, Options options) {
        this.seed = seed;
        this.schedule = schedule;
        this.options = options;
        this.bad = new boolean[schedule.lumisections()];
        List<LumisectionId> ids = new ArrayList<>();
        for (int index = 0; index < bad.length; index++) {
            LumisectionId id = schedule.moment(index).id();
            ids.add(id);
            runs.computeIfAbsent(id.run(), run -> new ArrayList<>()).add(index);
        }
        for (InjectedFault fault : faults) {
            Arrays.fill(bad, place(ids, fault.first()), place(ids, fault.last()) + 1, true);
        }
    }

    private static int place(List<LumisectionId> ids, LumisectionId id) {
        int place = Collections.binarySearch(ids, id);
        if (place < 0) {
            throw new IllegalArgumentException(
                    "lumisection of a fault: %s (expected: one of the stream)".formatted(id));
        }
        return place;
    }

    /**
     * One label a run where all is said to be good or bad, two where bad intervals are cut out; in order of time.
     *
     * @param faults those that a certifier rejects
     */
    public static List<Label> of(long seed, Schedule schedule, Collection<InjectedFault> faults, Options options) {
        return new SimulatedLabels(seed, schedule, faults, options).labels();
    }

    private List<Label> labels() {
        List<Label> labels = new ArrayList<>();
        int badSoFar = 0;
        int byRun = 0;
        for (Map.Entry<Integer, List<Integer>> run : runs.entrySet()) {
            List<Integer> places = run.getValue();
            LumisectionSet all = set(run.getKey(), places);
            int badHere = (int) places.stream().filter(index -> bad[index]).count();
            boolean wrong = Chance.of(seed, "labels/wrong", run.getKey()).nextDouble() < options.wrong;
            badSoFar += badHere;
            // steered, so that the share holds in short streams too
            boolean whole = byRun + badHere / 2.0 <= options.wholeRuns * badSoFar;
            if (badHere == 0 || wrong) {
                boolean good = badHere == 0 != wrong;
                labels.add(label(all, good ? Quality.GOOD : Quality.BAD, places));
                byRun += good ? 0 : badHere;
            } else if (whole) {
                labels.add(label(all, Quality.BAD, places));
                byRun += badHere;
            } else {
                LumisectionSet cut = intervals(run.getKey(), places);
                labels.add(label(cut, Quality.BAD, places));
                LumisectionSet left = all.minus(cut);
                if (!left.isEmpty()) {
                    labels.add(label(left, Quality.GOOD, places));
                }
            }
        }
        return labels;
    }

    /** The bad lumisections of a run in blocks of 2 to 5, as people see them who look at a window at a time. */
    private LumisectionSet intervals(int run, List<Integer> places) {
        int width = 2 + Chance.of(seed, "labels/width", run).nextInt(4);
        List<Integer> cut = new ArrayList<>();
        for (int begin = 0; begin < places.size(); begin += width) {
            List<Integer> window = places.subList(begin, Math.min(places.size(), begin + width));
            if (window.stream().anyMatch(index -> bad[index])) {
                cut.addAll(window);
            }
        }
        return set(run, cut);
    }

    private LumisectionSet set(int run, List<Integer> places) {
        List<LumisectionRange> ranges = places.stream()
                .map(index -> schedule.moment(index).id().number())
                .map(number -> new LumisectionRange(number, number))
                .toList();
        return LumisectionSet.ofRanges(Map.of(run, ranges));
    }

    private Label label(LumisectionSet of, Quality quality, List<Integer> places) {
        double start =
                schedule.conditions(places.getLast()).value(Quantity.START).orElse(0);
        Instant over = Instant.ofEpochMilli(Math.round(1000 * (start + Fill.LUMISECTION_SECONDS)));
        return new Label(
                of, quality, "simulated certification", 0.8, "certifier", over.plus(options.delay), "simulated");
    }
}
