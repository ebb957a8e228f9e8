package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.lumiwatch.bench.Figure;
import org.lumiwatch.bench.ImplausibleResult;
import org.lumiwatch.bench.Measure;
import org.lumiwatch.bench.Report;
import org.lumiwatch.bench.Report.Target;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.Size;
import org.lumiwatch.bench.Table;
import org.lumiwatch.bench.oracle.OracleCells;
import org.lumiwatch.evaluate.metric.GroupedMean;

/** Sums up {@link ChannelRecall}: recall by strength for every contender and window, and by p for ours beside the oracle. */
final class ChannelReport {
    private static final String ORACLE = "oracle";
    private static final double WANTED = 0.98;

    private final Map<Integer, List<RecallAtRate>> windows = new LinkedHashMap<>();

    ChannelReport(List<ChannelRecall.Trial> trials) {
        for (int w = 0; w < ChannelRecall.WINDOWS.size(); w++) {
            int place = w;
            List<List<LumisectionScores>> scores = trials.stream()
                    .map(trial -> trial.windows().get(place).scores())
                    .toList();
            windows.put(ChannelRecall.WINDOWS.get(w), RecallAtRate.of(scores, ChannelRecall.RATE));
        }
    }

    Report report(Size size) {
        if (size == Size.FULL) {
            checkLimit();
        }
        List<Table> tables = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        windows.keySet().forEach(window -> {
            tables.add(recall(window));
            tables.add(byProbability(window));
            ChannelRecall.STRENGTHS.forEach(strength -> targets.add(target(window, strength)));
        });
        return new Report(Report.Data.SIMULATED, tables, List.of(figure()), targets, notes());
    }

    private List<String> notes() {
        long healthy = windows.get(1).getFirst().falsePositives().all();
        return List.of(
                "Threshold: 1e-3 of the healthy lumisections of all other seeds; the rate reached on a seed's own is in the table. %,d healthy lumisections; windows of 2 and 3 overlap."
                        .formatted(healthy),
                "A channel is blind to a strength f when min(f·p, 1) differs from p by less than 5 σ of the window's count; blind ones are left out"
                        + " of recall, and stand in a row of their own in the tables by p.",
                "The oracle knows the true p of every channel and the strength, not the channel; its score is the likelihood ratio of one faulty"
                        + " channel, whichever. Small correlations of neighbours are left out.",
                "Faulty channels are drawn eight to an image and scored one by one. Lumiwatch takes part with the prediction and likelihood"
                        + " ratio of single cells: its whole test takes too long on HE (B11) to be asked some ten thousand times.",
                "Conditions change as in real fills, ramps and thin samples among them: what a contender makes of those sets its threshold.");
    }

    private static Predicate<String> seen(double strength) {
        return label -> label.startsWith(Channel.strength(strength) + ",") && !label.endsWith(Channel.BLIND_LABEL);
    }

    private RecallAtRate find(int window, String contender) {
        return windows.get(window).stream()
                .filter(one -> one.contender().equals(contender))
                .findFirst()
                .orElseThrow();
    }

    private Table recall(int window) {
        List<String> columns = new ArrayList<>(List.of("measured rate"));
        ChannelRecall.STRENGTHS.forEach(strength -> columns.add("recall " + Channel.strength(strength)));
        ChannelRecall.STRENGTHS.forEach(strength -> columns.add("AUC " + Channel.strength(strength)));
        List<Table.Row> rows = new ArrayList<>();
        for (RecallAtRate one : windows.get(window)) {
            if (one.role() != Role.LIMIT) {
                rows.add(row(one.contender(), one.role(), strength -> one));
            }
        }
        rows.add(row(OracleCells.UNTOLD, Role.LIMIT, strength -> find(window, OracleCells.UNTOLD)));
        rows.add(row(ORACLE, Role.LIMIT, strength -> find(window, ChannelRecall.oracle(strength))));
        return new Table("HE, %d LS: recall of one faulty channel that is not blind".formatted(window), columns, rows);
    }

    private interface ByStrength {
        RecallAtRate of(double strength);
    }

    private static Table.Row row(String label, Role role, ByStrength by) {
        List<Measure> cells = new ArrayList<>();
        cells.add(LatencyReport.proportion(
                by.of(ChannelRecall.STRENGTHS.getFirst()).falsePositives()));
        for (double strength : ChannelRecall.STRENGTHS) {
            cells.add(LatencyReport.mean(by.of(strength).recall(seen(strength))));
        }
        for (double strength : ChannelRecall.STRENGTHS) {
            cells.add(new Measure.Value(by.of(strength).auc(seen(strength))));
        }
        return new Table.Row(label, role, cells);
    }

    /** Ours and the oracle in every bin of p. */
    private Table byProbability(int window) {
        List<String> columns = new ArrayList<>();
        ChannelRecall.STRENGTHS.forEach(strength -> columns.add(Channel.strength(strength)));
        List<Table.Row> rows = new ArrayList<>();
        for (String bin : Channel.BINS) {
            rows.add(rowOf(window, bin, Role.OURS, "Lumiwatch"));
            rows.add(rowOf(window, bin, Role.LIMIT, ORACLE));
        }
        rows.add(rowOf(window, Channel.BLIND_LABEL, Role.OURS, "Lumiwatch"));
        rows.add(rowOf(window, Channel.BLIND_LABEL, Role.LIMIT, ORACLE));
        rows.add(new Table.Row(
                "share of channels that are blind",
                Role.CONTROL,
                ChannelRecall.STRENGTHS.stream()
                        .map(strength -> share(window, strength))
                        .toList()));
        return new Table("HE, %d LS: recall by p".formatted(window), columns, rows);
    }

    private Table.Row rowOf(int window, String bin, Role role, String name) {
        List<Measure> cells = new ArrayList<>();
        for (double strength : ChannelRecall.STRENGTHS) {
            String contender = role == Role.OURS ? ChannelRecall.OURS : ChannelRecall.oracle(strength);
            boolean blind = bin.equals(Channel.BLIND_LABEL);
            cells.add(LatencyReport.mean(find(window, contender)
                    .recall(label -> label.startsWith(Channel.strength(strength) + ",")
                            && label.endsWith(blind ? Channel.BLIND_LABEL : bin))));
        }
        return new Table.Row("%s: %s".formatted(bin, name), role, cells);
    }

    private Measure share(int window, double strength) {
        RecallAtRate any = find(window, ChannelRecall.OURS);
        String start = Channel.strength(strength) + ",";
        return new Measure.Value((double)
                        faults(any.recall(label -> label.startsWith(start) && label.endsWith(Channel.BLIND_LABEL)))
                / faults(any.recall(label -> label.startsWith(start))));
    }

    private static long faults(GroupedMean of) {
        return of.groups().values().stream().mapToLong(GroupedMean.Total::count).sum();
    }

    private Target target(int window, double strength) {
        RecallAtRate oracle = find(window, ChannelRecall.oracle(strength));
        RecallAtRate.Ratio ratio = find(window, ChannelRecall.OURS).ratio(oracle, seen(strength));
        return ratio.atLeast(
                WANTED,
                "%s, %d LS: recall ≥ %.2f × the oracle's".formatted(Channel.strength(strength), window, WANTED));
    }

    private void checkLimit() {
        windows.forEach((window, contenders) -> contenders.stream()
                .filter(one -> one.role() != Role.LIMIT)
                .forEach(one -> ChannelRecall.STRENGTHS.forEach(strength -> {
                    RecallAtRate oracle = find(window, ChannelRecall.oracle(strength));
                    if (one.ratio(oracle, seen(strength)).interval().low() > 1.02) {
                        throw new ImplausibleResult(
                                "%s in %d LS: %s has a recall of %.3f, the oracle %.3f (expected: no more); the stream, the referee or the oracle is wrong"
                                        .formatted(
                                                Channel.strength(strength),
                                                window,
                                                one.contender(),
                                                one.recall(seen(strength)).mean(),
                                                oracle.recall(seen(strength)).mean()));
                    }
                })));
    }

    /** Recall in one lumisection by strength. */
    private Figure figure() {
        Map<String, List<Figure.Point>> points = new LinkedHashMap<>();
        Map<String, Role> roles = new LinkedHashMap<>();
        for (RecallAtRate one : windows.get(1)) {
            String name = one.role() == Role.LIMIT ? ORACLE : one.contender();
            roles.put(name, one.role());
            for (double strength : ChannelRecall.STRENGTHS) {
                double recall = one.recall(seen(strength)).mean();
                if (!Double.isNaN(recall)
                        && (one.role() != Role.LIMIT || one.contender().equals(ChannelRecall.oracle(strength)))) {
                    points.computeIfAbsent(name, none -> new ArrayList<>()).add(new Figure.Point(strength, recall));
                }
            }
        }
        return new Figure(
                "HE, 1 LS: recall of one faulty channel at one false lumisection in a thousand",
                Figure.Scale.linear("efficiency of the channel"),
                Figure.Scale.linear("recall"),
                points.entrySet().stream()
                        .map(of -> new Figure.Curve(of.getKey(), roles.get(of.getKey()), of.getValue()))
                        .toList());
    }
}
