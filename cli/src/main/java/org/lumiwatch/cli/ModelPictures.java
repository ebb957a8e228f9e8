package org.lumiwatch.cli;

import java.util.ArrayList;
import java.util.List;
import org.lumiwatch.bench.Figure;
import org.lumiwatch.bench.Measure;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.Table;
import org.lumiwatch.evaluate.metric.Interval;
import org.lumiwatch.evaluate.metric.Ranking;
import org.lumiwatch.neural.MapFault;
import org.lumiwatch.neural.training.Contest.Entry;
import org.lumiwatch.neural.training.Manifest;
import org.lumiwatch.neural.training.Search.Trial;

/** Tables and figures about models. */
final class ModelPictures {
    private static final double FALSE_POSITIVES = 0.01;

    private ModelPictures() {}

    /** Training and validation loss, epoch by epoch. */
    static Figure curves(String title, List<Manifest.Losses> curve) {
        List<Figure.Point> training = new ArrayList<>();
        List<Figure.Point> validation = new ArrayList<>();
        for (int i = 0; i < curve.size(); i++) {
            training.add(new Figure.Point(i + 1, Math.max(curve.get(i).training(), 1e-9)));
            validation.add(new Figure.Point(i + 1, Math.max(curve.get(i).validation(), 1e-9)));
        }
        return new Figure(
                title + ": loss",
                Figure.Scale.linear("epoch"),
                Figure.Scale.logarithmic("loss"),
                List.of(
                        new Figure.Curve("training", Role.BASELINE, training),
                        new Figure.Curve("validation", Role.OURS, validation)));
    }

    /** A row an algorithm: area under the ROC curve by fault, with intervals by run. */
    static Table areas(List<Entry> entries) {
        List<String> faults = List.copyOf(entries.getFirst().scores().faulty().keySet());
        List<Table.Row> rows = new ArrayList<>();
        for (Entry entry : entries) {
            List<Measure> cells = new ArrayList<>();
            cells.add(area(entry.scores().ranking()));
            faults.forEach(fault -> cells.add(area(entry.scores().ranking(fault))));
            rows.add(new Table.Row(entry.name(), role(entry), cells));
        }
        return new Table("Area under the ROC curve", headed("all faults", faults), rows);
    }

    private static Measure area(Ranking ranking) {
        Interval interval = ranking.aucInterval(new java.util.SplittableRandom(1));
        return Double.isNaN(interval.low())
                ? new Measure.Value(ranking.auc())
                : new Measure.Interval(ranking.auc(), interval.low(), interval.high());
    }

    /** Share of faulty lumisections above the threshold that one in a hundred healthy ones exceeds. */
    static Table recalls(List<Entry> entries) {
        List<String> faults = List.copyOf(entries.getFirst().scores().faulty().keySet());
        List<Table.Row> rows = new ArrayList<>();
        for (Entry entry : entries) {
            List<Measure> cells = new ArrayList<>();
            cells.add(new Measure.Value(entry.scores().ranking().recallAt(FALSE_POSITIVES)));
            faults.forEach(fault ->
                    cells.add(new Measure.Value(entry.scores().ranking(fault).recallAt(FALSE_POSITIVES))));
            rows.add(new Table.Row(entry.name(), role(entry), cells));
        }
        return new Table("Recall at 1 % false", headed("all faults", faults), rows);
    }

    static Table costs(List<Entry> entries) {
        List<Table.Row> rows = new ArrayList<>();
        for (Entry entry : entries) {
            rows.add(new Table.Row(
                    entry.name(),
                    role(entry),
                    List.of(
                            new Measure.Value(entry.trainingSeconds()),
                            new Measure.Value(entry.microseconds()),
                            new Measure.Value(entry.bytes()),
                            new Measure.Value(
                                    entry.curve().isEmpty()
                                            ? Double.NaN
                                            : entry.curve().getLast().validation()
                                                    / entry.curve().getLast().training()))));
        }
        return new Table(
                "Cost", List.of("training, s", "µs a lumisection", "bytes", "loss, validation / training"), rows);
    }

    /** Of each classifier, what it called what. */
    static List<Table> confusions(List<Entry> entries) {
        List<Table> tables = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.confusion().isEmpty()) {
                continue;
            }
            List<Table.Row> rows = new ArrayList<>();
            entry.confusion()
                    .forEach((made, called) -> rows.add(new Table.Row(
                            made,
                            Role.BASELINE,
                            called.stream()
                                    .<Measure>map(count -> new Measure.Value(count))
                                    .toList())));
            tables.add(new Table("Made → called: " + entry.name(), MapFault.State.labels(), rows));
        }
        return tables;
    }

    static Figure rocs(List<Entry> entries) {
        List<Figure.Curve> curves = new ArrayList<>();
        for (Entry entry : entries) {
            List<Figure.Point> points = new ArrayList<>();
            entry.scores()
                    .ranking()
                    .roc()
                    .forEach(point ->
                            points.add(new Figure.Point(Math.max(point.falsePositiveRate(), 1e-3), point.recall())));
            curves.add(new Figure.Curve(entry.name(), role(entry), points));
        }
        return new Figure(
                "All standard faults",
                Figure.Scale.logarithmic("false-positive rate"),
                Figure.Scale.linear("recall"),
                curves);
    }

    private static Role role(Entry entry) {
        return entry.name().equals("mean and width") ? Role.BASELINE : Role.OURS;
    }

    private static List<String> headed(String first, List<String> rest) {
        List<String> columns = new ArrayList<>(List.of(first));
        columns.addAll(rest);
        return columns;
    }

    /** Every trial by what it missed and its size, and those that nothing beats. */
    static Figure search(List<Trial> trials, List<Trial> front) {
        return new Figure(
                "Trials",
                Figure.Scale.logarithmic("trained numbers"),
                Figure.Scale.linear("missed at 1 % false"),
                List.of(
                        new Figure.Curve("trials", Role.BASELINE, points(trials)),
                        new Figure.Curve("best for their size", Role.OURS, points(front))));
    }

    private static List<Figure.Point> points(List<Trial> trials) {
        return trials.stream()
                .filter(trial -> !trial.hasFailed())
                .map(trial -> new Figure.Point(trial.aims().size(), trial.aims().missed()))
                .sorted(java.util.Comparator.comparingDouble(Figure.Point::x))
                .toList();
    }

    /** The best of the search so far, trial by trial. */
    static Figure history(List<Trial> trials) {
        List<Figure.Point> points = new ArrayList<>();
        double best = 1;
        for (int i = 0; i < trials.size(); i++) {
            best = trials.get(i).hasFailed()
                    ? best
                    : Math.min(best, trials.get(i).aims().missed());
            points.add(new Figure.Point(i + 1, best));
        }
        return new Figure(
                "The best so far",
                Figure.Scale.linear("trials finished"),
                Figure.Scale.linear("missed at 1 % false"),
                List.of(new Figure.Curve("best", Role.OURS, points)));
    }
}
