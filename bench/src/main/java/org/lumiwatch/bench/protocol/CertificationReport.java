package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.lumiwatch.bench.Figure;
import org.lumiwatch.bench.Measure;
import org.lumiwatch.bench.Report;
import org.lumiwatch.bench.Report.Target;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.Table;
import org.lumiwatch.bench.protocol.HindsightCertification.Dated;
import org.lumiwatch.bench.protocol.HindsightCertification.Kept;
import org.lumiwatch.bench.protocol.HindsightCertification.Lone;
import org.lumiwatch.bench.protocol.HindsightCertification.Trial;
import org.lumiwatch.bench.stream.FaultClass;
import org.lumiwatch.evaluate.metric.GroupedMean;
import org.lumiwatch.evaluate.metric.Proportion;

/** Sums up the certificates of all seeds. */
final class CertificationReport {
    private static final String OURS = HindsightCertification.OURS;
    private static final List<String> NOTES = List.of(
            "Standard rules: a lumisection is bad when more than 1 % of an element's live cells, or any whole hardware group, are under"
                    + " findings. A 5×5 block is just above that in EB and below it in HCAL.",
            "Onset and end are the first and last lumisection, from 20 before to 20 after the fault, with a finding that touches it.",
            "A lumisection that is undecided is lost like a bad one.",
            "Whole runs: a run with any impacted lumisection is rejected as a whole, by somebody who overlooks nothing. The rejected share"
                    + " depends on how often things fail; here far more often than in real data.",
            "Online verdicts: the same certification without the look back.",
            "The textbook is told where each fault is when its dates are taken; without that it would have none.",
            "The oracle is told region and factor and the true means, and finds onset and end by maximum likelihood.",
            "Faults may go on from one run into the next; each run is looked back at by itself.");

    private final List<Trial> trials;
    private final List<String> contenders;

    CertificationReport(List<Trial> trials, List<String> contenders) {
        this.trials = List.copyOf(trials);
        this.contenders = List.copyOf(contenders);
    }

    Report report() {
        List<Table> tables = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        for (CalorimeterMap map : CalorimeterMap.values()) {
            tables.add(dates(map, "onset within ±1 LS", Dated::onsetIsRight));
            tables.add(dates(map, "end within ±1 LS", Dated::endIsRight));
            figures.add(errors(map));
            targets.add(datesTarget(map));
        }
        tables.add(lumisections());
        tables.add(lone());
        targets.add(rejectedTarget());
        targets.add(keptTarget());
        targets.add(loneTarget());
        return new Report(Report.Data.SIMULATED, tables, figures, targets, NOTES);
    }

    private List<Dated> dated(CalorimeterMap map, String contender) {
        return trials.stream()
                .flatMap(trial -> trial.dated().stream())
                .filter(one -> one.map() == map && one.contender().equals(contender))
                .toList();
    }

    private static Proportion share(List<Dated> of, Predicate<Dated> test) {
        return new Proportion(of.stream().filter(test).count(), of.size());
    }

    private Role role(String contender) {
        return trials.getFirst().kept().stream()
                .filter(one -> one.contender().equals(contender))
                .findFirst()
                .orElseThrow()
                .role();
    }

    /** Those who date faults at all. */
    private List<String> dating() {
        return contenders.stream()
                .filter(name -> trials.getFirst().dated().stream()
                        .anyMatch(one -> one.contender().equals(name)))
                .toList();
    }

    private Table dates(CalorimeterMap map, String what, Predicate<Dated> test) {
        List<String> classes =
                HindsightCertification.CLASSES.stream().map(FaultClass::label).toList();
        List<String> columns = new ArrayList<>(List.of("all", "found at all"));
        columns.addAll(classes);
        List<Table.Row> rows = new ArrayList<>();
        for (String contender : dating()) {
            List<Dated> all = dated(map, contender);
            List<Measure> cells = new ArrayList<>();
            cells.add(LatencyReport.proportion(share(all, test)));
            cells.add(LatencyReport.proportion(share(all, Dated::found)));
            for (String label : classes) {
                cells.add(LatencyReport.proportion(share(
                        all.stream()
                                .filter(one -> one.faultClass().equals(label))
                                .toList(),
                        test)));
            }
            rows.add(new Table.Row(contender, role(contender), cells));
        }
        return new Table("%s: %s".formatted(map.label(), what), columns, rows);
    }

    private Figure errors(CalorimeterMap map) {
        List<Figure.Curve> curves = new ArrayList<>();
        for (String contender : dating()) {
            List<Figure.Point> points = new ArrayList<>();
            for (int ls = 0; ls <= 10; ls++) {
                int within = ls;
                points.add(new Figure.Point(
                        ls,
                        share(
                                        dated(map, contender),
                                        one -> one.found()
                                                && Math.abs(one.onset()) <= within
                                                && Math.abs(one.end()) <= within)
                                .value()));
            }
            curves.add(new Figure.Curve(contender, role(contender), points));
        }
        return new Figure(
                map.label() + ": faults dated well",
                Figure.Scale.linear("lumisections that onset and end may be off"),
                Figure.Scale.linear("share of faults"),
                curves);
    }

    private List<Kept> kept(String contender) {
        return trials.stream()
                .flatMap(trial -> trial.kept().stream())
                .filter(one -> one.contender().equals(contender))
                .toList();
    }

    private Table lumisections() {
        List<Table.Row> rows = new ArrayList<>();
        for (String contender : contenders) {
            rows.add(new Table.Row(
                    contender,
                    role(contender),
                    List.of(
                            LatencyReport.mean(rejected(contender)),
                            LatencyReport.mean(keptLuminosity(contender)),
                            LatencyReport.mean(
                                    seeds(contender, one -> new GroupedMean.Total(one.undecided(), one.all()))))));
        }
        return new Table(
                "Certified lumisections",
                List.of("share of impacted LS rejected", "share of good luminosity kept", "undecided"),
                rows);
    }

    private GroupedMean rejected(String contender) {
        return seeds(contender, one -> new GroupedMean.Total(one.rejected(), one.impacted()));
    }

    /** Luminosity in units of the mean of a lumisection, so that seeds weigh as what they recorded. */
    private GroupedMean keptLuminosity(String contender) {
        return seeds(
                contender,
                one -> new GroupedMean.Total(
                        one.kept() / one.good() * (one.all() - one.impacted()), one.all() - one.impacted()));
    }

    private interface Sum {
        GroupedMean.Total of(Kept one);
    }

    private GroupedMean seeds(String contender, Sum sum) {
        GroupedMean mean = GroupedMean.NONE;
        List<Kept> all = kept(contender);
        for (int seed = 0; seed < all.size(); seed++) {
            java.util.TreeMap<String, GroupedMean.Total> group = new java.util.TreeMap<>();
            group.put("seed %02d".formatted(seed), sum.of(all.get(seed)));
            mean = mean.plus(new GroupedMean(group));
        }
        return mean;
    }

    private Table lone() {
        List<Table.Row> rows = new ArrayList<>();
        rows.add(new Table.Row(
                OURS,
                Role.OURS,
                List.of(
                        new Measure.Value(trials.size()),
                        new Measure.Value(sum(Lone::incidents)),
                        new Measure.Value(sum(Lone::others)),
                        new Measure.Value(sum(Lone::lost)))));
        return new Table(
                "EB: one tower dead for %,d LS"
                        .formatted(trials.getFirst().lone().lasting()),
                List.of("towers", "incidents about them", "other incidents", "LS lost"),
                rows);
    }

    private long sum(java.util.function.ToIntFunction<Lone> of) {
        return trials.stream().mapToLong(trial -> of.applyAsInt(trial.lone())).sum();
    }

    private Target datesTarget(CalorimeterMap map) {
        double onset = share(dated(map, OURS), Dated::onsetIsRight).value();
        double end = share(dated(map, OURS), Dated::endIsRight).value();
        return Target.of(
                "%s: onset and end within ±1 LS for ≥ 95 %% of dead and ×0.5 faults".formatted(map.label()),
                "onset %.1f %%, end %.1f %% (oracle: %.1f %%, %.1f %%)"
                        .formatted(
                                100 * onset,
                                100 * end,
                                100
                                        * share(dated(map, LatencyReport.ORACLE), Dated::onsetIsRight)
                                                .value(),
                                100
                                        * share(dated(map, LatencyReport.ORACLE), Dated::endIsRight)
                                                .value()),
                onset >= 0.95 && end >= 0.95);
    }

    private Target rejectedTarget() {
        double share = rejected(OURS).mean();
        return Target.of(
                "≥ 98 % of LS with impact above the limit rejected", "%.1f %%".formatted(100 * share), share >= 0.98);
    }

    private Target keptTarget() {
        double share = keptLuminosity(OURS).mean();
        return Target.of("≥ 99.5 % of good luminosity kept", "%.2f %%".formatted(100 * share), share >= 0.995);
    }

    private Target loneTarget() {
        boolean met = trials.stream()
                .map(Trial::lone)
                .allMatch(one -> one.incidents() == 1 && one.others() == 0 && one.lost() == 0);
        return Target.of(
                "one tower dead for 1,000 LS: 1 incident, 0 LS lost",
                "%d towers: %d incidents about them, %d others, %d LS lost"
                        .formatted(trials.size(), sum(Lone::incidents), sum(Lone::others), sum(Lone::lost)),
                met);
    }
}
