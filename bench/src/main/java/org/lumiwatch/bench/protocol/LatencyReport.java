package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.lumiwatch.bench.Figure;
import org.lumiwatch.bench.ImplausibleResult;
import org.lumiwatch.bench.Measure;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.Table;
import org.lumiwatch.bench.stream.Encounter;
import org.lumiwatch.bench.stream.FaultClass;
import org.lumiwatch.bench.stream.Walk;
import org.lumiwatch.evaluate.metric.GroupedMean;
import org.lumiwatch.evaluate.metric.Interval;
import org.lumiwatch.evaluate.metric.Proportion;
import org.lumiwatch.evaluate.metric.Rate;
import org.lumiwatch.judge.TestOptions;
import org.lumiwatch.simulator.chance.Chance;

/**
 * Sums up the walks of one map: for each contender false incidents a day, and for each class of faults the latency and the share found. A
 * fault that was not found counts as found when it ended, so that means are of the same faults for everybody.
 */
final class LatencyReport {
    private static final int LONGEST = 60;

    private final String subject;
    private final List<FaultClass> classes;
    /** Walks by contender, one a seed, in the order of the seeds. */
    private final Map<String, List<Walk>> walks = new LinkedHashMap<>();

    /** @param seeds walks of each seed, every contender once */
    LatencyReport(String subject, List<FaultClass> classes, List<List<Walk>> seeds) {
        this.subject = subject;
        this.classes = List.copyOf(classes);
        for (List<Walk> seed : seeds) {
            for (Walk walk : seed) {
                walks.computeIfAbsent(walk.name(), name -> new ArrayList<>()).add(walk);
            }
        }
    }

    /** False incidents of a contender over the watched days. */
    Rate falseIncidents(String contender) {
        Rate sum = Rate.NONE;
        for (Walk walk : walks.getOrDefault(contender, List.of())) {
            sum = sum.plus(new Rate(walk.falseIncidents(), walk.watched() / (double) TestOptions.LUMISECTIONS_PER_DAY));
        }
        return sum;
    }

    /** Latency of a class with one contender, grouped by seed. */
    GroupedMean latency(String contender, FaultClass of) {
        GroupedMean mean = GroupedMean.NONE;
        List<Walk> seeds = walks.getOrDefault(contender, List.of());
        for (int seed = 0; seed < seeds.size(); seed++) {
            double[] latencies = seeds.get(seed).encounters().stream()
                    .filter(one -> one.faultClass().equals(of.label()))
                    .mapToDouble(one -> one.found() ? one.latency() : one.lasting())
                    .toArray();
            mean = mean.plus(GroupedMean.of("seed %02d".formatted(seed), latencies));
        }
        return mean;
    }

    private List<Encounter> encounters(String contender, FaultClass of) {
        return walks.getOrDefault(contender, List.of()).stream()
                .flatMap(walk -> walk.encounters().stream())
                .filter(one -> one.faultClass().equals(of.label()))
                .toList();
    }

    private Proportion share(String contender, FaultClass of, Predicate<Encounter> test) {
        List<Encounter> all = encounters(contender, of);
        return new Proportion(all.stream().filter(test).count(), all.size());
    }

    /** Mean latency by contender and class. */
    Table means() {
        List<String> columns = new ArrayList<>(List.of("false incidents a day"));
        classes.forEach(of -> columns.add(of.label()));
        return table(subject + ": mean latency in lumisections", columns, contender -> {
            List<Measure> cells = new ArrayList<>();
            cells.add(role(contender) == Role.LIMIT ? new Measure.Words("1, as set") : rate(falseIncidents(contender)));
            classes.forEach(of -> cells.add(mean(latency(contender, of))));
            return cells;
        });
    }

    /** Share of faults found while they lasted. */
    Table found() {
        return table(
                subject + ": share found while it lasts",
                classes.stream().map(FaultClass::label).toList(),
                contender -> classes.stream()
                        .map(of -> proportion(share(contender, of, Encounter::found)))
                        .toList());
    }

    private interface Cells {
        List<Measure> of(String contender);
    }

    private Table table(String title, List<String> columns, Cells cells) {
        return new Table(
                title,
                columns,
                walks.keySet().stream()
                        .map(contender -> new Table.Row(contender, role(contender), cells.of(contender)))
                        .toList());
    }

    private Role role(String contender) {
        return walks.get(contender).getFirst().role();
    }

    /** Spread of latencies and quality of the alarms of one contender, by class. */
    Table details(String contender) {
        List<Table.Row> rows = new ArrayList<>();
        for (FaultClass of : classes) {
            List<Encounter> all = encounters(contender, of);
            if (all.isEmpty()) {
                continue;
            }
            rows.add(new Table.Row(
                    of.label(),
                    role(contender),
                    List.of(
                            new Measure.Value(all.size()),
                            lumisections(quantile(contender, of, 0.5)),
                            lumisections(quantile(contender, of, 0.9)),
                            within(all, 3),
                            within(all, 6),
                            within(all, 20),
                            proportion(among(all, one -> one.overlap() >= 0.5)),
                            proportion(among(all, Encounter::named)))));
        }
        return new Table(
                "%s: %s in detail".formatted(subject, contender),
                List.of("faults", "median", "p90", "in 3 LS", "in 6 LS", "in 20 LS", "IoU ≥ .5", "right kind"),
                rows);
    }

    private static Proportion among(List<Encounter> all, Predicate<Encounter> test) {
        List<Encounter> found = all.stream().filter(Encounter::found).toList();
        return new Proportion(found.stream().filter(test).count(), found.size());
    }

    private static Measure within(List<Encounter> all, int lumisections) {
        return proportion(new Proportion(
                all.stream()
                        .filter(one -> one.found() && one.latency() <= lumisections)
                        .count(),
                all.size()));
    }

    /** Lumisections within which {@code share} of the faults of a class are found; {@link Integer#MAX_VALUE} when they are not. */
    int quantile(String contender, FaultClass of, double share) {
        int[] sorted = encounters(contender, of).stream()
                .mapToInt(one -> one.found() ? one.latency() : Integer.MAX_VALUE)
                .sorted()
                .toArray();
        return sorted.length == 0
                ? Integer.MAX_VALUE
                : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }

    static Measure lumisections(int latency) {
        return latency == Integer.MAX_VALUE ? new Measure.Words("never") : new Measure.Value(latency);
    }

    /** Share of the faults of one class found by then, for every contender. */
    Figure curves(FaultClass of) {
        List<Figure.Curve> curves = new ArrayList<>();
        walks.keySet().forEach(contender -> {
            List<Figure.Point> points = new ArrayList<>();
            List<Encounter> all = encounters(contender, of);
            for (int ls = 0; ls <= Math.min(LONGEST, of.lasting()) && !all.isEmpty(); ls++) {
                int by = ls;
                double found = all.stream()
                        .filter(one -> one.found() && one.latency() <= by)
                        .count();
                points.add(new Figure.Point(ls, found / all.size()));
            }
            curves.add(new Figure.Curve(contender, role(contender), points));
        });
        return new Figure(
                "%s, %s".formatted(subject, of.label()),
                Figure.Scale.linear("lumisections since onset"),
                Figure.Scale.linear("share found"),
                curves);
    }

    /** Contenders that find some class later than {@code reference}, or raise more false incidents, beyond the 95 % interval. */
    Set<String> worseThan(String reference) {
        Set<String> worse = new TreeSet<>();
        for (String contender : walks.keySet()) {
            boolean later = classes.stream()
                    .anyMatch(of -> latency(contender, of)
                                    .difference(latency(reference, of), Chance.of(1, "bench/worse"))
                                    .low()
                            > 0);
            Rate own = falseIncidents(contender);
            if (later
                    || (own.exposure() > 0
                            && own.interval().low()
                                    > falseIncidents(reference).interval().high())) {
                worse.add(contender);
            }
        }
        return worse;
    }

    /** Whether a contender's latency is within the target of the oracle's: 1.2 times, or one more where that is below 5. */
    boolean meets(String contender, FaultClass of) {
        double limit = latency(ORACLE, of).mean();
        double mean = latency(contender, of).mean();
        return mean <= Math.max(1.2 * limit, limit < 5 ? limit + 1 : 0);
    }

    static final String ORACLE = "oracle";

    /**
     * Nobody who raises no more false incidents than the oracle finds faults sooner than it does.
     *
     * @throws ImplausibleResult when somebody does, beyond the interval
     */
    void checkLimit() {
        for (String contender : walks.keySet()) {
            if (role(contender) == Role.LIMIT || falseIncidents(contender).value() > 1) {
                continue;
            }
            for (FaultClass of : classes) {
                GroupedMean limit = latency(ORACLE, of);
                GroupedMean mean = latency(contender, of);
                Interval gain = mean.difference(limit, Chance.of(1, "bench/limit"));
                if (gain.high() < -0.25) {
                    throw new ImplausibleResult(
                            "%s, %s: %s takes %.2f lumisections, the oracle %.2f (expected: no less); the stream, the referee or the oracle is wrong"
                                    .formatted(subject, of.label(), contender, mean.mean(), limit.mean()));
                }
            }
        }
    }

    static Measure rate(Rate rate) {
        if (rate.exposure() == 0) {
            return new Measure.Words("–");
        }
        Interval interval = rate.interval();
        return rate.count() == 0
                ? new Measure.Below(rate.limit())
                : new Measure.Interval(rate.value(), interval.low(), interval.high());
    }

    static Measure proportion(Proportion share) {
        Interval interval = share.interval();
        return Double.isNaN(interval.low())
                ? new Measure.Words("–")
                : new Measure.Interval(share.value(), interval.low(), interval.high());
    }

    static Measure mean(GroupedMean mean) {
        return mean.groups().isEmpty()
                ? new Measure.Words("–")
                : measure(mean.mean(), mean.interval(Chance.of(1, "bench/mean")));
    }

    /** With an interval that may be unknown. */
    static Measure measure(double value, Interval interval) {
        return Double.isNaN(interval.low())
                ? new Measure.Words("–")
                : new Measure.Interval(value, Math.min(interval.low(), value), Math.max(interval.high(), value));
    }
}
