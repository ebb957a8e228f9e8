package org.lumiwatch.bench.publication;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.lumiwatch.bench.BenchResult;
import org.lumiwatch.bench.Figure;
import org.lumiwatch.bench.Figure.Curve;
import org.lumiwatch.bench.Figure.Point;
import org.lumiwatch.bench.Figure.Scale;
import org.lumiwatch.bench.Measure;
import org.lumiwatch.bench.Report;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.Seeds;
import org.lumiwatch.bench.Size;
import org.lumiwatch.bench.Table;
import org.lumiwatch.bench.Table.Row;

/** A result with everything a result can hold, its numbers made up. */
final class Sample {
    private static final List<String> CLASSES = List.of("zero", "hot ×5", "hot ×2", "×1.5", "×0.5", "×0.7", "5×5 ×0.8");

    private Sample() {}

    static BenchResult result(String id, Size size) {
        return new BenchResult(
                id,
                "latency | at <one> false incident a day",
                size,
                Seeds.test(new Seeds.Origin.Commit("8d4901300c1b6d7a3c0f9c6a5f3e2d1c0b9a8776"), 3),
                "0123456789ab",
                "0.1.0, code ba9876543210",
                "./lumiwatch bench %s --commit 8d4901300c1b6d7a3c0f9c6a5f3e2d1c0b9a8776 --seeds 3".formatted(id),
                report());
    }

    private static Report report() {
        return new Report(
                Report.Data.SIMULATED,
                List.of(latencies()),
                List.of(roc(), adaptation()),
                List.of(
                        Report.Target.of("≤ 5e-05 in 1 LS", "< 4.0e-05", true),
                        Report.Target.of("mean ≤ 1.2 × the oracle's", "1.9 (1.7–2.2) × on ×0.7", false),
                        new Report.Target("one | bar", "–", Report.Target.Outcome.NOT_SHOWN)),
                List.of(
                        "Three runs of 300 lumisections each; windows do not overlap. "
                                + "Made up. ".repeat(20).strip(),
                        "All of it."));
    }

    private static Table latencies() {
        return new Table(
                "Lumisections from onset to incident, EB",
                CLASSES,
                List.of(
                        row("static mean + Poisson z", Role.BASELINE, 3),
                        row("linear autoencoder, product of losses", Role.BASELINE, 2),
                        row("occupancy/1", Role.OURS, 1.4),
                        new Row(
                                "oracle",
                                Role.LIMIT,
                                List.of(
                                        new Measure.Below(4e-5),
                                        new Measure.Value(1),
                                        new Measure.Words("never"),
                                        new Measure.Value(3.1e-5),
                                        new Measure.Value(Double.NaN),
                                        new Measure.Interval(1.23, 1.1, 1.4),
                                        new Measure.Interval(64.1, 50, 80)))));
    }

    private static Row row(String label, Role role, double times) {
        List<Measure> cells = new ArrayList<>();
        for (int i = 0; i < CLASSES.size(); i++) {
            double mean = times * (1 + i);
            cells.add(new Measure.Interval(mean, 0.8 * mean, 1.3 * mean));
        }
        return new Row(label, role, cells);
    }

    private static Figure roc() {
        return new Figure(
                "ROC of hot ×2 in the barrel, lumisection by lumisection, at the budget",
                Scale.logarithmic("false positive rate"),
                Scale.linear("recall"),
                List.of(
                        curve("static mean + Poisson z", Role.BASELINE, x -> Math.pow(x, .9)),
                        curve("EWMA", Role.BASELINE, x -> Math.pow(x, .6)),
                        curve("linear autoencoder, product of losses", Role.BASELINE, x -> Math.pow(x, .3)),
                        curve("isolation forest", Role.BASELINE, x -> Math.pow(x, .45)),
                        curve("occupancy/1", Role.OURS, x -> Math.pow(x, .1)),
                        curve("occupancy/1, late labels", Role.OURS, x -> Math.pow(x, .12)),
                        curve("oracle", Role.LIMIT, x -> Math.pow(x, .06)),
                        curve("run number", Role.CONTROL, x -> x)));
    }

    private static Figure adaptation() {
        return new Figure(
                "Latency by strength",
                Scale.linear("strength of the fault"),
                Scale.logarithmic("mean latency / LS"),
                List.of(
                        new Curve(
                                "frozen",
                                Role.BASELINE,
                                List.of(
                                        new Point(0, 20),
                                        new Point(.2, 60),
                                        new Point(.4, Double.NaN),
                                        new Point(.6, 900),
                                        new Point(.8, 2100))),
                        new Curve(
                                "ours",
                                Role.OURS,
                                List.of(
                                        new Point(0, 1),
                                        new Point(.2, 1.2),
                                        new Point(.4, 2.2),
                                        new Point(.6, 4),
                                        new Point(.8, 14))),
                        new Curve(
                                "oracle <b> & all",
                                Role.LIMIT,
                                List.of(new Point(0, 1), new Point(.4, 1.5), new Point(.8, 9)))));
    }

    private static Curve curve(String label, Role role, DoubleUnaryOperator of) {
        List<Point> points = new ArrayList<>(List.of(new Point(0, 0)));
        for (double x = 1e-5; x <= 1; x *= 1.2) {
            points.add(new Point(x, of.applyAsDouble(x)));
        }
        return new Curve(label, role, points);
    }
}
