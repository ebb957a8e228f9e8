package org.lumiwatch.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lumiwatch.bench.Figure.Curve;
import org.lumiwatch.bench.Figure.Point;
import org.lumiwatch.bench.Figure.Scale;
import org.lumiwatch.bench.Table.Row;
import org.lumiwatch.simulator.chance.Chance;

/** Guesses a biased coin. The smallest protocol there can be: with it the bench is tested, and it is how another is begun. */
class CoinProtocol implements Protocol<CoinProtocol.Trial> {
    private static final double BIAS = 0.75;

    /** @param right by contender */
    record Trial(int tosses, Map<String, Integer> right, List<Double> shareOfHeads) {}

    @Override
    public String id() {
        return "T1";
    }

    @Override
    public String title() {
        return "guessing a biased coin";
    }

    @Override
    public int trials(Size size) {
        return size.of(3, 10);
    }

    @Override
    public Class<Trial> trialType() {
        return Trial.class;
    }

    @Override
    public Trial trial(long seed, Size size) {
        Chance chance = Chance.of(seed, "coin");
        int tosses = size.of(100, 1000);
        int heads = 0;
        int ours = 0;
        List<Double> shares = new ArrayList<>(List.of(Double.NaN));
        for (int i = 0; i < tosses; i++) {
            boolean head = chance.nextDouble() < BIAS;
            // scored before it is learned
            ours += (2 * heads >= i) == head ? 1 : 0;
            heads += head ? 1 : 0;
            shares.add((double) heads / (i + 1));
        }
        return new Trial(tosses, Map.of("always tails", tosses - heads, "ours", ours, "oracle", heads), shares);
    }

    @Override
    public Report report(List<Trial> trials, Size size) {
        Table table = new Table(
                "Share of right guesses",
                List.of("right", "trials"),
                List.of(
                        row("always tails", Role.BASELINE, trials),
                        row("ours", Role.OURS, trials),
                        row("oracle", Role.LIMIT, trials)));
        Curve heads =
                new Curve("share of heads", Role.OURS, points(trials.getFirst().shareOfHeads()));
        Curve truth = new Curve("bias", Role.LIMIT, List.of(new Point(1, BIAS), new Point(size.of(100, 1000), BIAS)));
        return new Report(
                Report.Data.SIMULATED,
                List.of(table),
                List.of(new Figure(
                        "Learning the bias",
                        Scale.logarithmic("tosses"),
                        Scale.linear("share"),
                        List.of(heads, truth))),
                List.of(Report.Target.of("≥ .6 right", "%.2f".formatted(share("ours", trials)), true)),
                List.of("A coin has no memory."));
    }

    private static Row row(String contender, Role role, List<Trial> trials) {
        double share = share(contender, trials);
        int tosses = trials.stream().mapToInt(Trial::tosses).sum();
        double half = 1.96 * Math.sqrt(share * (1 - share) / tosses);
        return new Row(
                contender,
                role,
                List.of(new Measure.Interval(share, share - half, share + half), new Measure.Value(trials.size())));
    }

    private static double share(String contender, List<Trial> trials) {
        return trials.stream()
                .mapToDouble(trial -> (double) trial.right().get(contender) / trial.tosses())
                .average()
                .orElseThrow();
    }

    private static List<Point> points(List<Double> shares) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            points.add(new Point(i, shares.get(i)));
        }
        return points;
    }
}
