package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumiwatch.bench.Figure;
import org.lumiwatch.bench.ImplausibleResult;
import org.lumiwatch.bench.Measure;
import org.lumiwatch.bench.Report;
import org.lumiwatch.bench.Report.Target;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.Size;
import org.lumiwatch.bench.Table;
import org.lumiwatch.bench.oracle.Attainable;
import org.lumiwatch.bench.protocol.FaultDiscovery.OfSubject;
import org.lumiwatch.bench.protocol.FaultDiscovery.Tally;
import org.lumiwatch.bench.stream.FaultClass;
import org.lumiwatch.bench.stream.Subject;
import org.lumiwatch.evaluate.metric.FalseDiscovery;
import org.lumiwatch.evaluate.metric.Interval;

/** Sums up tallies: a table a map, with one column for each class and window. */
final class DiscoveryReport {
    /** False discovery rate of the oracle from which on a class is not to be found at all. */
    private static final double DROWNED = 0.9;

    private static final String OURS = "Lumiwatch today";
    private static final String ORACLE = "oracle";
    private static final List<String> NOTES = List.of(
            "False discovery rate FP/(FP + TP) at the threshold that 99 % of faulty cells reach, for one fault an image; false cells are"
                    + " counted in images without faults. `< x` means that none was seen: the 95 % limit.",
            "The rim tells how many cells within two of a fault are false at the same threshold, a fault.",
            "Lumiwatch takes part with the prediction and likelihood ratio of single cells, without regions.");

    private final List<FaultClass> classes;
    private final List<Goal> goals;
    private final Map<Subject, Map<Key, Tally>> sums = new LinkedHashMap<>();

    /** What is to be reached: at most {@code rate} in {@code window} lumisections. */
    record Goal(FaultClass of, int window, double rate) {}

    private record Key(String contender, Role role, String faultClass, int window) {}

    DiscoveryReport(List<FaultClass> classes, List<Goal> goals, List<OfSubject> all) {
        this.classes = classes;
        this.goals = goals;
        for (OfSubject one : all) {
            Map<Key, Tally> of = sums.computeIfAbsent(one.subject(), subject -> new LinkedHashMap<>());
            for (Tally tally : one.tallies()) {
                of.merge(
                        new Key(tally.contender(), tally.role(), tally.faultClass(), tally.window()),
                        tally,
                        DiscoveryReport::plus);
            }
        }
    }

    private static Tally plus(Tally a, Tally b) {
        return new Tally(
                a.contender(),
                a.role(),
                a.faultClass(),
                a.window(),
                a.discovery().plus(b.discovery()),
                a.rim().plus(b.rim()));
    }

    Report report(Size size) {
        List<Table> tables = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        sums.forEach((subject, tallies) -> {
            if (size == Size.FULL) {
                check(subject, tallies);
            }
            tables.add(table(subject, tallies, "false discovery rate at 99 % capture", DiscoveryReport::rate));
            tables.add(table(subject, tallies, "false cells in the rim of each fault", DiscoveryReport::rim));
            goals.forEach(goal -> targets.add(target(subject, tallies, goal)));
        });
        tables.add(attainable());
        return new Report(Report.Data.SIMULATED, tables, List.of(figure()), targets, NOTES);
    }

    /** One for each class and window. */
    private List<String> columns() {
        List<String> columns = new ArrayList<>();
        for (FaultClass of : classes) {
            FaultDiscovery.WINDOWS.forEach(window -> columns.add("%s, %d LS".formatted(of.label(), window)));
        }
        return columns;
    }

    private interface Reading {
        Measure of(Tally tally);
    }

    private Table table(Subject subject, Map<Key, Tally> tallies, String what, Reading reading) {
        Map<String, List<Measure>> rows = new LinkedHashMap<>();
        Map<String, Role> roles = new LinkedHashMap<>();
        tallies.forEach((key, tally) -> {
            roles.put(key.contender(), key.role());
            rows.computeIfAbsent(key.contender(), name -> new ArrayList<>()).add(reading.of(tally));
        });
        List<Table.Row> all = new ArrayList<>();
        rows.forEach((contender, cells) -> all.add(new Table.Row(contender, roles.get(contender), cells)));
        return new Table("%s: %s".formatted(subject.label(), what), columns(), all);
    }

    /** What theory says of the barrel at 299 digis a tower: for one tower alone, and with half the variance explained by others. */
    private Table attainable() {
        return new Table(
                "EB, by calculation: false discovery rate of an ideal reference",
                columns(),
                List.of(
                        attainable("a tower alone (Fano factor 8)", new Attainable(299, 8, 2448)),
                        attainable("its neighbours known (Fano factor 4)", new Attainable(299, 4, 2448))));
    }

    private Table.Row attainable(String label, Attainable attainable) {
        List<Measure> cells = new ArrayList<>();
        for (FaultClass of : classes) {
            FaultDiscovery.WINDOWS.forEach(
                    window -> cells.add(new Measure.Value(attainable.falseDiscovery(of.factor(), window))));
        }
        return new Table.Row(label, Role.LIMIT, cells);
    }

    private static Measure rate(Tally tally) {
        FalseDiscovery of = tally.discovery();
        if (of.nothingSeen()) {
            return new Measure.Below(of.interval().high());
        }
        Interval interval = of.interval();
        return Double.isNaN(interval.low())
                ? new Measure.Words("–")
                : new Measure.Interval(
                        of.value(), Math.min(interval.low(), of.value()), Math.max(interval.high(), of.value()));
    }

    private static Measure rim(Tally tally) {
        double threshold = tally.discovery().threshold();
        long images = tally.rim().images();
        if (Double.isNaN(threshold) || images == 0) {
            return new Measure.Words("–");
        }
        long above = tally.rim().background().atLeast(threshold);
        return LatencyReport.rate(new org.lumiwatch.evaluate.metric.Rate(above, images));
    }

    private Target target(Subject subject, Map<Key, Tally> tallies, Goal goal) {
        FalseDiscovery ours = find(tallies, OURS, Role.OURS, goal).discovery();
        double high = ours.interval().high();
        String asked =
                "%s, %s: ≤ %.0e in %d LS".formatted(subject.label(), goal.of().label(), goal.rate(), goal.window());
        String measured = rate(find(tallies, OURS, Role.OURS, goal)).text();
        // a target is met when the limit meets it; too few background windows can neither meet nor miss it
        if (Double.isNaN(high) || (ours.nothingSeen() && high > goal.rate())) {
            return new Target(asked, measured, Target.Outcome.NOT_SHOWN);
        }
        return Target.of(asked, measured, high <= goal.rate());
    }

    private static Tally find(Map<Key, Tally> tallies, String contender, Role role, Goal goal) {
        return tallies.get(new Key(contender, role, goal.of().label(), goal.window()));
    }

    /**
     * Nobody does better than the oracle beyond the intervals. Where it drowns in false cells itself, 99 % of the faulty cells include
     * those in which the fault cannot show, such as a saturated channel at ×1.5: what order they come in is chance.
     */
    private void check(Subject subject, Map<Key, Tally> tallies) {
        tallies.forEach((key, tally) -> {
            Tally limit = tallies.get(new Key(ORACLE, Role.LIMIT, key.faultClass(), key.window()));
            if (limit.discovery().interval().low() < DROWNED
                    && tally.discovery().interval().high()
                            < limit.discovery().interval().low()) {
                throw new ImplausibleResult(
                        "%s, %s in %d LS: %s has a false discovery rate of %.2e, the oracle %.2e (expected: no less); the stream, the referee or the oracle is wrong"
                                .formatted(
                                        subject.label(),
                                        key.faultClass(),
                                        key.window(),
                                        key.contender(),
                                        tally.discovery().value(),
                                        limit.discovery().value()));
            }
        });
    }

    /** The first map's hardest class by window. */
    private Figure figure() {
        Map.Entry<Subject, Map<Key, Tally>> first = sums.entrySet().iterator().next();
        FaultClass hardest = classes.getLast();
        Map<String, List<Figure.Point>> points = new LinkedHashMap<>();
        Map<String, Role> roles = new LinkedHashMap<>();
        first.getValue().forEach((key, tally) -> {
            if (key.faultClass().equals(hardest.label())) {
                roles.put(key.contender(), key.role());
                double value = tally.discovery().nothingSeen()
                        ? tally.discovery().interval().high()
                        : tally.discovery().value();
                points.computeIfAbsent(key.contender(), name -> new ArrayList<>())
                        .add(new Figure.Point(key.window(), value));
            }
        });
        return new Figure(
                "%s, %s: false discovery rate".formatted(first.getKey().label(), hardest.label()),
                Figure.Scale.linear("lumisections"),
                Figure.Scale.logarithmic("false discovery rate"),
                points.entrySet().stream()
                        .map(of -> new Figure.Curve(of.getKey(), roles.get(of.getKey()), of.getValue()))
                        .toList());
    }
}
