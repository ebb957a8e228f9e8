package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.lumiwatch.bench.Figure;
import org.lumiwatch.bench.Measure;
import org.lumiwatch.bench.Report;
import org.lumiwatch.bench.Report.Target;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.Table;
import org.lumiwatch.bench.protocol.OperatorComparison.Trial;
import org.lumiwatch.bench.stream.Course.Stretches;
import org.lumiwatch.bench.stream.Encounter;
import org.lumiwatch.bench.stream.FaultClass;
import org.lumiwatch.bench.stream.Walk;
import org.lumiwatch.evaluate.metric.Proportion;
import org.lumiwatch.evaluate.metric.Rate;
import org.lumiwatch.judge.TestOptions;

/** Sets contenders beside the operator's whole surface of cycle, contrast and chance to report. */
final class OperatorReport {
    private static final String OURS = "Lumiwatch today";
    private static final double LUMISECTIONS_PER_MINUTE = 60 / 23.31;
    private static final List<Integer> MINUTES = List.of(1, 2, 3, 5, 10, 20, 30);
    private static final List<Double> CONTRASTS = List.of(0.05, 0.1, 0.2, 0.3);
    private static final List<Double> REPORTS = List.of(0.77, 0.95, 1.0);
    /** Share of faults that is to be found. */
    private static final double ASKED = 0.95;
    /** Healthy plots that an operator flags in a run. */
    private static final double FALSE_FLAGS = 0.02;

    private static final List<String> NOTES = List.of(
            "One map of ECAL, 500 events a lumisection, changing conditions, steady cells: other subdetectors were not run.",
            "Found within 3 LS: ours in one of the first three faulty lumisections; the operator by a look at any time before the fourth is"
                    + " complete, which favours the operator by up to a lumisection.",
            "The operator sees the plot integrated since the run began, knows the fault's region and the true expectation of every"
                    + " lumisection, and sees a fault when the region differs by more than the contrast and by 3 standard deviations. A real"
                    + " person knows less. Faults begin at any time of a run.",
            "The operator's false incidents are %s false flags a run, with the runs of the watch."
                    .formatted(FALSE_FLAGS),
            "The cycle is that of all 79 plots; the chance over its phase is exact, not drawn.",
            "Tripped groups are at ×0.1 at once; the ramp of a real trip is not modelled. No fault lasts longer than 20 LS, so an operator"
                    + " with a slow cycle has little time: faults that stay for hours are found by anybody in the end.",
            "The isolation forest is left out for its cost.");

    private final String subject;
    private final Stretches stretches;
    private final List<Trial> trials;

    /** A share of so many faults, counted or expected. */
    private record Share(double found, long all) {
        double value() {
            return found / all;
        }

        Measure measure(boolean counted) {
            if (all == 0) {
                return new Measure.Words("–");
            }
            return counted
                    ? LatencyReport.proportion(new Proportion(Math.round(found), all))
                    : new Measure.Value(value());
        }
    }

    OperatorReport(String subject, Stretches stretches, List<Trial> trials) {
        this.subject = subject;
        this.stretches = stretches;
        this.trials = List.copyOf(trials);
    }

    Report report() {
        List<Target> targets = List.of(
                recallTarget("mix", OperatorComparison.MIX),
                recallTarget("one-minute faults", OperatorComparison.ONE_MINUTE),
                falseTarget(),
                surfaceTarget());
        List<String> notes = new ArrayList<>();
        notes.add(
                "%d seeds, each with %d LS to learn from, %d in which thresholds are set and %d watched: %.2f days, %d faults."
                        .formatted(
                                trials.size(),
                                stretches.history(),
                                stretches.settling(),
                                stretches.watch(),
                                ours().exposure(),
                                trials.stream()
                                        .mapToInt(trial -> trial.shown().size())
                                        .sum()));
        notes.addAll(NOTES);
        notes.add("Where the operator still wins: " + wins());
        return new Report(
                Report.Data.SIMULATED, List.of(summary(), surface(), byClass()), List.of(figure()), targets, notes);
    }

    private Rate ours() {
        return falseIncidents(OURS);
    }

    private Rate falseIncidents(String contender) {
        Rate sum = Rate.NONE;
        for (Walk walk : walks(contender)) {
            sum = sum.plus(new Rate(walk.falseIncidents(), walk.watched() / (double) TestOptions.LUMISECTIONS_PER_DAY));
        }
        return sum;
    }

    private List<Walk> walks(String contender) {
        return trials.stream()
                .flatMap(trial -> trial.walks().stream())
                .filter(walk -> walk.name().equals(contender))
                .toList();
    }

    private Share soon(String contender, List<FaultClass> classes) {
        List<Encounter> all = walks(contender).stream()
                .flatMap(walk -> walk.encounters().stream())
                .filter(one -> isOf(one, classes))
                .toList();
        long found = all.stream()
                .filter(one -> one.found() && one.latency() <= OperatorComparison.SOON)
                .count();
        return new Share(found, all.size());
    }

    private Share whileItLasts(String contender, List<FaultClass> classes) {
        List<Encounter> all = walks(contender).stream()
                .flatMap(walk -> walk.encounters().stream())
                .filter(one -> isOf(one, classes))
                .toList();
        return new Share(all.stream().filter(Encounter::found).count(), all.size());
    }

    /** The label alone does not tell a missing group from one missing for a minute. */
    private static boolean isOf(Encounter one, List<FaultClass> classes) {
        return classes.stream().anyMatch(of -> of.label().equals(one.faultClass()) && of.lasting() == one.lasting());
    }

    private Share operator(List<FaultClass> classes, ToDoubleFunction<List<Double>> chance) {
        double found = 0;
        long all = 0;
        for (Trial trial : trials) {
            List<Encounter> faults = trial.walks().getFirst().encounters();
            for (int i = 0; i < faults.size(); i++) {
                if (isOf(faults.get(i), classes)) {
                    found += chance.applyAsDouble(trial.shown().get(i));
                    all++;
                }
            }
        }
        return new Share(found, all);
    }

    private Share soon(OperatorModel model, List<FaultClass> classes) {
        return operator(
                classes, shown -> model.recall(shown.subList(0, Math.min(OperatorComparison.SOON, shown.size()))));
    }

    private Share whileItLasts(OperatorModel model, List<FaultClass> classes) {
        return operator(classes, model::recall);
    }

    private static OperatorModel model(int minutes, double contrast, double report) {
        return new OperatorModel(minutes * LUMISECTIONS_PER_MINUTE, contrast, report);
    }

    private Map<String, Role> contenders() {
        Map<String, Role> names = new LinkedHashMap<>();
        trials.getFirst().walks().forEach(walk -> names.put(walk.name(), walk.role()));
        return names;
    }

    private Measure falseFlags() {
        double runs = trials.stream().mapToDouble(Trial::runsPerDay).average().orElse(Double.NaN);
        return new Measure.Value(FALSE_FLAGS * runs);
    }

    /** Groups of classes against everybody, the operator at its best, at a middling setting and at its worst. */
    private Table summary() {
        List<List<FaultClass>> columns =
                List.of(OperatorComparison.MIX, OperatorComparison.ONE_MINUTE, OperatorComparison.WEAKER);
        List<Table.Row> rows = new ArrayList<>();
        contenders().forEach((name, role) -> {
            List<Measure> cells = new ArrayList<>();
            cells.add(role == Role.LIMIT ? new Measure.Words("1, as set") : LatencyReport.rate(falseIncidents(name)));
            columns.forEach(classes -> cells.add(soon(name, classes).measure(true)));
            columns.forEach(classes -> cells.add(whileItLasts(name, classes).measure(true)));
            rows.add(new Table.Row(name, role, cells));
        });
        for (OperatorModel model : List.of(model(1, 0.05, 1), model(5, 0.1, 0.95), model(30, 0.3, 0.77))) {
            List<Measure> cells = new ArrayList<>(List.of(falseFlags()));
            columns.forEach(classes -> cells.add(soon(model, classes).measure(false)));
            columns.forEach(classes -> cells.add(whileItLasts(model, classes).measure(false)));
            rows.add(new Table.Row(label(model), Role.BASELINE, cells));
        }
        return new Table(
                subject + ": share found",
                List.of(
                        "false incidents a day",
                        "mix, in 3 LS",
                        "one-minute, in 3 LS",
                        "weaker, in 3 LS",
                        "mix, while it lasts",
                        "one-minute, while it lasts",
                        "weaker, while it lasts"),
                rows);
    }

    private static String label(OperatorModel model) {
        return String.format(
                Locale.ROOT,
                "operator: %.0f min, sees %.0f %%, reports %.2f",
                model.cycle() / LUMISECTIONS_PER_MINUTE,
                100 * model.contrast(),
                model.report());
    }

    /** The operator's recall of the mix over its whole surface. */
    private Table surface() {
        List<Table.Row> rows = new ArrayList<>();
        for (double contrast : CONTRASTS) {
            for (double report : REPORTS) {
                rows.add(new Table.Row(
                        String.format(Locale.ROOT, "operator: sees %.0f %%, reports %.2f", 100 * contrast, report),
                        Role.BASELINE,
                        MINUTES.stream()
                                .map(minutes -> soon(model(minutes, contrast, report), OperatorComparison.MIX)
                                        .measure(false))
                                .toList()));
            }
        }
        Share ours = soon(OURS, OperatorComparison.MIX);
        rows.add(new Table.Row(
                OURS, Role.OURS, MINUTES.stream().map(any -> ours.measure(true)).toList()));
        return new Table(
                subject + ": share of the mix found within 3 LS, by cycle",
                MINUTES.stream().map(minutes -> minutes + " min").toList(),
                rows);
    }

    private Table byClass() {
        List<Table.Row> rows = new ArrayList<>();
        List<OperatorModel> settings = List.of(model(1, 0.05, 1), model(5, 0.1, 0.95));
        contenders().forEach((name, role) -> {
            if (role != Role.BASELINE) {
                rows.add(new Table.Row(
                        name,
                        role,
                        OperatorComparison.classes().stream()
                                .map(of -> soon(name, List.of(of)).measure(true))
                                .toList()));
            }
        });
        for (OperatorModel model : settings) {
            rows.add(new Table.Row(
                    label(model),
                    Role.BASELINE,
                    OperatorComparison.classes().stream()
                            .map(of -> soon(model, List.of(of)).measure(false))
                            .toList()));
        }
        return new Table(
                subject + ": share found within 3 LS, by class and length",
                OperatorComparison.classes().stream().map(OperatorReport::name).toList(),
                rows);
    }

    private static String name(FaultClass of) {
        return "%s, %d LS".formatted(of.label(), of.lasting());
    }

    private Figure figure() {
        List<Figure.Curve> curves = new ArrayList<>();
        for (double contrast : CONTRASTS) {
            curves.add(new Figure.Curve(
                    String.format(Locale.ROOT, "operator who sees %.0f %%", 100 * contrast),
                    Role.BASELINE,
                    MINUTES.stream()
                            .map(minutes -> new Figure.Point(
                                    minutes,
                                    soon(model(minutes, contrast, 0.95), OperatorComparison.MIX)
                                            .value()))
                            .toList()));
        }
        contenders().forEach((name, role) -> {
            if (role != Role.BASELINE) {
                double share = soon(name, OperatorComparison.MIX).value();
                curves.add(new Figure.Curve(
                        name,
                        role,
                        MINUTES.stream()
                                .map(minutes -> new Figure.Point(minutes, share))
                                .toList()));
            }
        });
        return new Figure(
                subject + ": the mix, operator reports .95 of what is seen",
                Figure.Scale.logarithmic("minutes for a cycle of 79 plots"),
                Figure.Scale.linear("share found within 3 LS"),
                curves);
    }

    private Target recallTarget(String what, List<FaultClass> classes) {
        Share share = soon(OURS, classes);
        String asked = "%s, %s: share found within 3 LS ≥ .95".formatted(subject, what);
        String measured = share.measure(true).text();
        if (share.value() < ASKED) {
            return Target.of(asked, measured, false);
        }
        // a few faults that were all found show little
        boolean shown = new Proportion(Math.round(share.found()), share.all())
                        .interval()
                        .low()
                >= ASKED;
        return shown ? Target.of(asked, measured, true) : new Target(asked, measured, Target.Outcome.NOT_SHOWN);
    }

    private Target falseTarget() {
        Rate rate = ours();
        String asked = "%s: ≤ 1 false incident a day".formatted(subject);
        String measured = "%s over %.2f days".formatted(LatencyReport.rate(rate).text(), rate.exposure());
        if (rate.value() > 1) {
            return Target.of(asked, measured, false);
        }
        return rate.limit() <= 1
                ? Target.of(asked, measured, true)
                : new Target(asked, measured, Target.Outcome.NOT_SHOWN);
    }

    private Target surfaceTarget() {
        double ours = soon(OURS, OperatorComparison.MIX).value();
        if (Double.isNaN(ours)) {
            throw new IllegalStateException("mix: no faults (expected: some); watch longer");
        }
        int below = 0;
        int all = 0;
        double best = 0;
        for (int minutes : MINUTES) {
            for (double contrast : CONTRASTS) {
                for (double report : REPORTS) {
                    double share = soon(model(minutes, contrast, report), OperatorComparison.MIX)
                            .value();
                    best = Math.max(best, share);
                    below += share < ours ? 1 : 0;
                    all++;
                }
            }
        }
        return Target.of(
                "%s, mix: above the operator over the whole surface".formatted(subject),
                String.format(
                        Locale.ROOT,
                        "above at %d of %d settings; the operator's best is %.2f, ours %.2f",
                        below,
                        all,
                        best,
                        ours),
                below == all);
    }

    /** Classes of which some setting of the operator finds a larger share than ours, within 3 LS or while they last. */
    private String wins() {
        Map<String, String> wins = new TreeMap<>();
        for (FaultClass of : OperatorComparison.classes()) {
            OperatorModel best = model(1, 0.05, 1);
            compare(name(of) + " within 3 LS", soon(best, List.of(of)), soon(OURS, List.of(of)), wins);
            compare(
                    name(of) + " while it lasts",
                    whileItLasts(best, List.of(of)),
                    whileItLasts(OURS, List.of(of)),
                    wins);
        }
        return wins.isEmpty()
                ? "nowhere here, not even with a cycle of 1 min, a contrast of 5 % and every sight reported"
                : "at its best (1 min, 5 %, every sight reported): " + String.join("; ", wins.values());
    }

    private static void compare(String what, Share operator, Share ours, Map<String, String> wins) {
        if (ours.all() > 0 && operator.value() > ours.value()) {
            wins.put(what, String.format(Locale.ROOT, "%s (%.2f against %.2f)", what, operator.value(), ours.value()));
        }
    }
}
