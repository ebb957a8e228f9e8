package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.List;
import org.lumiwatch.bench.Figure;
import org.lumiwatch.bench.Measure;
import org.lumiwatch.bench.Protocol;
import org.lumiwatch.bench.Report;
import org.lumiwatch.bench.Report.Target;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.Size;
import org.lumiwatch.bench.Table;
import org.lumiwatch.evaluate.metric.GroupedMean;
import org.lumiwatch.evaluate.metric.Interval;
import org.lumiwatch.simulator.chance.Chance;

/**
 * B9: the pixel barrel's chips as a second subdetector, after the ECAL barrel. What is lost by whoever has seen a tenth of its
 * lumisections only, with what was taken over from ECAL and from scratch?
 */
public final class Transfer implements Protocol<Transfer.Trial> {
    static final List<Double> STRENGTHS = List.of(0.0, 0.2, 0.5, 2.0, 2.5, 3.0);
    static final double RATE = 1e-3;
    static final String NATIVE = "Lumiwatch today, native";
    static final String SCRATCH = "Lumiwatch today, from scratch on 10 %";
    static final String TAKEN_OVER = "Lumiwatch today, from ECAL on 10 %";
    private static final double LEAST = 0.5;
    private static final double MOST = 0.9;
    private static final double MOST_MISSES = 1.2;
    private static final List<String> NOTES = List.of(
            "One faulty chip of layer 1 for one lumisection; threshold at 1e-3 of the healthy lumisections of all other seeds. Chips are scored"
                    + " one by one, without regions. Nobody learns after the history, so that a tenth stays a tenth.",
            "Misses are 1 − recall, over those of the native one; the difference is paired by seed. Classes count whose native recall is"
                    + " between .5 and .9, where forgetting can show.",
            "Taken over is what a new element of the watch takes over from a known one: here what neighbours tell of each other. Means and"
                    + " masks never are: they could hide a fault. How alike the cells of a ring are it measures by itself.");

    /** What one seed gave. */
    public record Trial(List<LumisectionScores> scores) {
        public Trial {
            scores = List.copyOf(scores);
        }
    }

    @Override
    public String id() {
        return "B9";
    }

    @Override
    public String title() {
        return "What is lost with a tenth of a second subdetector's lumisections?";
    }

    @Override
    public int trials(Size size) {
        return size.of(1, 10);
    }

    @Override
    public Class<Trial> trialType() {
        return Trial.class;
    }

    @Override
    public Trial trial(long seed, Size size) {
        return new Trial(new TransferImages(seed, size.of(60, 300), size.of(30, 400), size.of(5, 8)).scores());
    }

    @Override
    public Report report(List<Trial> trials, Size size) {
        List<RecallAtRate> contenders =
                RecallAtRate.of(trials.stream().map(Trial::scores).toList(), RATE);
        RecallAtRate whole = find(contenders, NATIVE);
        RecallAtRate tenth = find(contenders, SCRATCH);
        RecallAtRate taken = find(contenders, TAKEN_OVER);
        List<Target> targets = new ArrayList<>();
        for (double strength : STRENGTHS) {
            double recall = recall(whole, strength).mean();
            if (recall >= LEAST && recall <= MOST) {
                targets.add(ofMisses(taken, whole, strength));
                targets.add(ofGain(taken, tenth, strength));
            }
        }
        if (targets.isEmpty()) {
            targets.add(new Target(
                    "misses of the model taken over ≤ 1.2 × native",
                    "no class with a native recall of .5 to .9 in this run",
                    Target.Outcome.NOT_SHOWN));
        }
        return new Report(
                Report.Data.SIMULATED,
                List.of(
                        recalls(contenders),
                        losses("From scratch on 10 % against native", tenth, whole),
                        losses("From ECAL on 10 % against native", taken, whole),
                        losses("From ECAL on 10 % against from scratch", taken, tenth)),
                List.of(figure(contenders)),
                targets,
                NOTES);
    }

    private static Target ofMisses(RecallAtRate taken, RecallAtRate whole, double strength) {
        GroupedMean less = taken.misses(Channel.strength(strength)::equals);
        GroupedMean more = whole.misses(Channel.strength(strength)::equals);
        Interval interval = less.ratio(more, Chance.of(1, "bench/transfer"));
        Target.Outcome outcome = interval.high() <= MOST_MISSES
                ? Target.Outcome.MET
                : interval.low() > MOST_MISSES ? Target.Outcome.MISSED : Target.Outcome.NOT_SHOWN;
        return new Target(
                "chip %s: misses of the model taken over ≤ 1.2 × native".formatted(Channel.strength(strength)),
                misses(taken, whole, strength).text(),
                outcome);
    }

    private static Target ofGain(RecallAtRate taken, RecallAtRate tenth, double strength) {
        GroupedMean more = recall(taken, strength);
        GroupedMean less = recall(tenth, strength);
        Interval gain = more.difference(less, Chance.of(1, "bench/transfer"));
        return Target.of(
                "chip %s: recall of the model taken over above from scratch".formatted(Channel.strength(strength)),
                LatencyReport.measure(more.mean() - less.mean(), gain).text(),
                gain.low() > 0);
    }

    private static RecallAtRate find(List<RecallAtRate> all, String contender) {
        return all.stream()
                .filter(one -> one.contender().equals(contender))
                .findFirst()
                .orElseThrow();
    }

    private static GroupedMean recall(RecallAtRate of, double strength) {
        return of.recall(Channel.strength(strength)::equals);
    }

    /** Of the oracle only the one that is told this strength. */
    private static boolean concerns(RecallAtRate of, double strength) {
        return of.role() != Role.LIMIT || of.contender().equals(ChannelRecall.oracle(strength));
    }

    private static Table recalls(List<RecallAtRate> contenders) {
        List<String> columns = new ArrayList<>(List.of("measured rate"));
        STRENGTHS.forEach(strength -> columns.add(Channel.strength(strength)));
        List<Table.Row> rows = new ArrayList<>();
        for (RecallAtRate one : contenders) {
            List<Measure> cells = new ArrayList<>(List.of(LatencyReport.proportion(one.falsePositives())));
            STRENGTHS.forEach(strength -> cells.add(
                    concerns(one, strength) ? LatencyReport.mean(recall(one, strength)) : new Measure.Words("–")));
            rows.add(new Table.Row(one.contender(), one.role(), cells));
        }
        return new Table("Pixel barrel, layer 1 by chip: recall of one faulty chip in 1 LS", columns, rows);
    }

    private static Table losses(String title, RecallAtRate tenth, RecallAtRate whole) {
        List<Table.Row> rows = new ArrayList<>();
        for (double strength : STRENGTHS) {
            GroupedMean less = recall(tenth, strength);
            GroupedMean more = recall(whole, strength);
            double difference = less.mean() - more.mean();
            rows.add(new Table.Row(
                    Channel.strength(strength),
                    Role.OURS,
                    List.of(
                            misses(tenth, whole, strength),
                            LatencyReport.measure(difference, less.difference(more, Chance.of(1, "bench/transfer"))))));
        }
        return new Table(title, List.of("misses over the other's", "recall less the other's, paired"), rows);
    }

    private static Measure misses(RecallAtRate tenth, RecallAtRate whole, double strength) {
        GroupedMean less = tenth.misses(Channel.strength(strength)::equals);
        GroupedMean more = whole.misses(Channel.strength(strength)::equals);
        if (!(more.mean() > 0)) {
            return new Measure.Words("native misses none");
        }
        Interval interval = less.ratio(more, Chance.of(1, "bench/transfer"));
        return LatencyReport.measure(less.mean() / more.mean(), interval);
    }

    private static Figure figure(List<RecallAtRate> contenders) {
        List<Figure.Curve> curves = new ArrayList<>();
        List<Figure.Point> limit = new ArrayList<>();
        for (RecallAtRate one : contenders) {
            List<Figure.Point> points = new ArrayList<>();
            for (double strength : STRENGTHS) {
                if (concerns(one, strength)) {
                    points.add(new Figure.Point(strength, recall(one, strength).mean()));
                }
            }
            if (one.role() == Role.LIMIT) {
                limit.addAll(points);
            } else {
                curves.add(new Figure.Curve(one.contender(), one.role(), points));
            }
        }
        curves.add(new Figure.Curve("oracle", Role.LIMIT, limit));
        return new Figure(
                "Recall of one faulty chip in 1 LS, at one false lumisection in a thousand",
                Figure.Scale.linear("efficiency of the chip"),
                Figure.Scale.linear("recall"),
                curves);
    }
}
