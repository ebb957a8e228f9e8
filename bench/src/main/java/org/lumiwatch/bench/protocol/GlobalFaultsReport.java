package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.lumiwatch.bench.Figure;
import org.lumiwatch.bench.ImplausibleResult;
import org.lumiwatch.bench.Measure;
import org.lumiwatch.bench.Report;
import org.lumiwatch.bench.Report.Target;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.Size;
import org.lumiwatch.bench.Table;
import org.lumiwatch.bench.protocol.GlobalFaults.Outcome;
import org.lumiwatch.bench.protocol.GlobalFaults.Told;
import org.lumiwatch.evaluate.metric.GroupedMean;
import org.lumiwatch.evaluate.metric.Proportion;
import org.lumiwatch.evaluate.metric.Rate;
import org.lumiwatch.judge.TestOptions;
import org.lumiwatch.simulator.chance.Chance;

/** Sums up the steps of all seeds. */
final class GlobalFaultsReport {
    private static final List<String> NOTES = List.of(
            "Every step is met by contenders that are fresh but for the same healthy history; it lasts 120 lumisections, in a quick run"
                    + " fewer. Any alarm while it lasts counts as found, even one by chance: see the false alarms before the step.",
            "Silently learned: no alarm at all while the step lasts, or an alarm when everything is normal again, within the time in which"
                    + " the step itself ought to be told. A contender that never tells the step has learned it or cannot see it: baselines"
                    + " take the element's total as given and are blind to it by construction.",
            "Steps on record are followed for 15 lumisections, in a quick run for 6, and stay. The same steps are recorded in two ways, by the number of the"
                    + " configuration alone, and by that and the prescale column. Lost events that are recorded are told by their number too.",
            "A timing slip leaves ×0.6 to ×0.9, by chance.",
            "The isolation forest is left out: it is too slow for so many fresh starts.",
            "The oracle knows the cells and the factor, not the onset; in EB the common mode of 1 % is noise to it, as to everybody."
                    + " Its threshold comes from the healthy time.");

    private final List<CalorimeterMap> maps;
    private final List<GlobalStep> steps;
    private final List<List<Outcome>> seeds;

    /** @param seeds outcomes of each seed */
    GlobalFaultsReport(List<CalorimeterMap> maps, List<GlobalStep> steps, List<List<Outcome>> seeds) {
        this.maps = List.copyOf(maps);
        this.steps = List.copyOf(steps);
        this.seeds = List.copyOf(seeds);
    }

    Report report(Size size) {
        List<Table> tables = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        for (CalorimeterMap map : maps) {
            if (size == Size.FULL) {
                checkLimit(map);
            }
            tables.add(inTime(map));
            tables.add(
                    shares(map, Told.NOTHING, "named as a change of the whole element in time", Outcome::namedInTime));
            tables.add(latencies(map));
            tables.add(shares(map, Told.NOTHING, "learned silently, or never seen", Outcome::learnedSilently));
            for (Told told : List.of(Told.CONFIGURATION, Told.PRESCALE)) {
                tables.add(shares(map, told, "alarmed, though " + told.label(), one -> one.latency() > 0));
            }
            figures.add(curves(map, GlobalStep.ALL_95));
            targets.addAll(targets(map));
        }
        return new Report(Report.Data.SIMULATED, tables, figures, targets, NOTES);
    }

    private List<Outcome> of(CalorimeterMap map, Told told, String contender) {
        return seeds.stream()
                .flatMap(List::stream)
                .filter(one -> one.map() == map
                        && one.told() == told
                        && one.contender().equals(contender))
                .toList();
    }

    private Map<String, Role> contenders(Told told) {
        Map<String, Role> contenders = new LinkedHashMap<>();
        seeds.getFirst().stream()
                .filter(one -> one.told() == told)
                .forEach(one -> contenders.put(one.contender(), one.role()));
        return contenders;
    }

    private Proportion share(
            CalorimeterMap map, Told told, GlobalStep step, String contender, Predicate<Outcome> test) {
        List<Outcome> all = of(map, told, contender).stream()
                .filter(one -> one.step() == step)
                .toList();
        return new Proportion(all.stream().filter(test).count(), all.size());
    }

    private Table table(String title, Told told, List<String> columns, Function<String, List<Measure>> cells) {
        List<Table.Row> rows = new ArrayList<>();
        contenders(told).forEach((name, role) -> rows.add(new Table.Row(name, role, cells.apply(name))));
        return new Table(title, columns, rows);
    }

    private Table inTime(CalorimeterMap map) {
        List<String> columns = new ArrayList<>(List.of("alarms a day before"));
        steps.forEach(step -> columns.add("%s, in %d LS".formatted(step.label(), step.within())));
        return table(map.label() + ": share told in time, conditions unchanged", Told.NOTHING, columns, contender -> {
            List<Measure> cells = new ArrayList<>();
            cells.add(LatencyReport.rate(before(map, contender)));
            steps.forEach(step -> cells.add(
                    LatencyReport.proportion(share(map, Told.NOTHING, step, contender, Outcome::foundInTime))));
            return cells;
        });
    }

    /** All steps of a seed have the same time before them: it is counted once. */
    private Rate before(CalorimeterMap map, String contender) {
        Rate sum = Rate.NONE;
        for (Outcome one : of(map, Told.NOTHING, contender)) {
            if (one.step() == steps.getFirst()) {
                sum = sum.plus(new Rate(one.strangers(), one.quiet() / (double) TestOptions.LUMISECTIONS_PER_DAY));
            }
        }
        return sum;
    }

    private Table shares(CalorimeterMap map, Told told, String what, Predicate<Outcome> test) {
        return table(
                "%s: share %s".formatted(map.label(), what),
                told,
                steps.stream().map(GlobalStep::label).toList(),
                contender -> steps.stream()
                        .map(step -> LatencyReport.proportion(share(map, told, step, contender, test)))
                        .toList());
    }

    private Table latencies(CalorimeterMap map) {
        return table(
                map.label() + ": mean latency in lumisections, never as long as it lasts",
                Told.NOTHING,
                steps.stream().map(GlobalStep::label).toList(),
                contender -> steps.stream()
                        .map(step -> LatencyReport.mean(latency(map, step, contender)))
                        .toList());
    }

    private GroupedMean latency(CalorimeterMap map, GlobalStep step, String contender) {
        GroupedMean mean = GroupedMean.NONE;
        for (int seed = 0; seed < seeds.size(); seed++) {
            double[] latencies = seeds.get(seed).stream()
                    .filter(one -> one.map() == map && one.told() == Told.NOTHING && one.step() == step)
                    .filter(one -> one.contender().equals(contender))
                    .mapToDouble(one -> one.latency() > 0 ? one.latency() : one.lasting())
                    .toArray();
            mean = mean.plus(GroupedMean.of("seed %02d".formatted(seed), latencies));
        }
        return mean;
    }

    private Figure curves(CalorimeterMap map, GlobalStep step) {
        List<Figure.Curve> curves = new ArrayList<>();
        contenders(Told.NOTHING).forEach((name, role) -> {
            List<Figure.Point> points = new ArrayList<>();
            for (int ls = 0; ls <= 2 * step.within(); ls++) {
                int by = ls;
                points.add(new Figure.Point(
                        ls,
                        share(map, Told.NOTHING, step, name, one -> one.latency() > 0 && one.latency() <= by)
                                .value()));
            }
            curves.add(new Figure.Curve(name, role, points));
        });
        return new Figure(
                "%s, %s".formatted(map.label(), step.label()),
                Figure.Scale.linear("lumisections since onset"),
                Figure.Scale.linear("share told"),
                curves);
    }

    /** Ours is held to the limit; contenders that alarm all the time are first by chance. */
    private void checkLimit(CalorimeterMap map) {
        for (GlobalStep step : steps) {
            GroupedMean limit = latency(map, step, LatencyReport.ORACLE);
            GroupedMean ours = latency(map, step, GlobalFaults.OURS);
            if (before(map, GlobalFaults.OURS).count() == 0
                    && ours.difference(limit, Chance.of(1, "bench/limit")).high() < -0.25) {
                throw new ImplausibleResult(
                        "%s, %s: %s takes %.2f lumisections, the oracle %.2f (expected: no less); the referee or the oracle is wrong"
                                .formatted(map.label(), step.label(), GlobalFaults.OURS, ours.mean(), limit.mean()));
            }
        }
    }

    private List<Target> targets(CalorimeterMap map) {
        return List.of(
                target(map, Told.NOTHING, "incident within 3 LS (×0.95: 20)", Outcome::foundInTime),
                target(map, Told.NOTHING, "never learned silently", one -> !one.learnedSilently()),
                target(
                        map,
                        Told.CONFIGURATION,
                        "no alarm at a recorded change of configuration",
                        one -> one.latency() == 0),
                target(map, Told.PRESCALE, "no alarm when the prescale column changes too", one -> one.latency() == 0));
    }

    private Target target(CalorimeterMap map, Told told, String asked, Predicate<Outcome> good) {
        List<String> failing = new ArrayList<>();
        for (GlobalStep step : steps) {
            Proportion share = share(map, told, step, GlobalFaults.OURS, good);
            if (share.of() < share.all()) {
                failing.add("%s %d of %d".formatted(step.label(), share.all() - share.of(), share.all()));
            }
        }
        return Target.of(
                "%s: %s".formatted(map.label(), asked),
                failing.isEmpty() ? "all %d steps".formatted(steps.size()) : "not " + String.join(", ", failing),
                failing.isEmpty());
    }
}
