package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lumiwatch.bench.Measure;
import org.lumiwatch.bench.Report.Target;
import org.lumiwatch.bench.Report.Target.Outcome;
import org.lumiwatch.bench.Table;
import org.lumiwatch.bench.protocol.EraChanges.Siege;
import org.lumiwatch.bench.protocol.EraChanges.Trial;
import org.lumiwatch.bench.stream.Encounter;
import org.lumiwatch.evaluate.metric.Poisoning;
import org.lumiwatch.evaluate.metric.Proportion;
import org.lumiwatch.evaluate.metric.Rate;
import org.lumiwatch.judge.TestOptions;

/** Sums up faults that stay and losses that are slow. */
final class SiegeReport {
    private static final int WANTED = 4000;
    /** Lumisections within which each of {@link SlowLosses#LOSSES} is to be found. */
    private static final List<Integer> WITHIN = List.of(1000, 1500);

    /** By contender, one a seed. */
    private final Map<String, List<Siege>> sieges = new LinkedHashMap<>();

    SiegeReport(List<Trial> trials) {
        trials.forEach(trial -> trial.sieges()
                .forEach(one -> sieges.computeIfAbsent(one.name(), name -> new ArrayList<>())
                        .add(one)));
    }

    Table table() {
        List<String> columns = new ArrayList<>(List.of("false incidents a day"));
        List<Integer> stays = stays();
        stays.forEach(stay -> columns.add("flagged after %d LS".formatted(stay)));
        for (int i = 0; i < WITHIN.size(); i++) {
            String loss = SlowLosses.label(SlowLosses.LOSSES.get(i));
            columns.add("%s: found in %d LS".formatted(loss, WITHIN.get(i)));
            columns.add("%s: median LS".formatted(loss));
        }
        List<Table.Row> rows = new ArrayList<>();
        sieges.forEach((name, seeds) -> {
            List<Measure> cells = new ArrayList<>(List.of(LatencyReport.rate(rate(seeds))));
            stays.forEach(
                    stay -> cells.add(LatencyReport.proportion(poisoning(seeds).recallAfter(stay))));
            for (int i = 0; i < WITHIN.size(); i++) {
                double loss = SlowLosses.LOSSES.get(i);
                cells.add(LatencyReport.proportion(within(seeds, loss, WITHIN.get(i))));
                cells.add(median(seeds, loss));
            }
            rows.add(new Table.Row(name, seeds.getFirst().role(), cells));
        });
        return new Table("Faults that stay, and slow losses, with nobody to label them", columns, rows);
    }

    /** Contenders that lose a fault that stays, or find fewer slow losses, or raise more false incidents, than {@code reference} beyond chance. */
    Set<String> worseThan(String reference) {
        List<Siege> its = sieges.getOrDefault(reference, List.of());
        Set<String> worse = new TreeSet<>();
        sieges.forEach((name, seeds) -> {
            boolean forgets = stays().stream()
                    .anyMatch(stay -> poisoning(seeds)
                                    .recallAfter(stay)
                                    .interval()
                                    .high()
                            < poisoning(its).recallAfter(stay).interval().low());
            boolean misses = false;
            for (int i = 0; i < WITHIN.size(); i++) {
                double loss = SlowLosses.LOSSES.get(i);
                misses |= within(seeds, loss, WITHIN.get(i)).interval().high()
                        < within(its, loss, WITHIN.get(i)).interval().low();
            }
            if (forgets
                    || misses
                    || rate(seeds).interval().low() > rate(its).interval().high()) {
                worse.add(name);
            }
        });
        return worse;
    }

    /** Those that the stream was long enough for. */
    private List<Integer> stays() {
        return List.copyOf(poisoning(ours()).flagged().keySet());
    }

    private List<Siege> ours() {
        return sieges.getOrDefault(EraReport.OURS, List.of());
    }

    private static Poisoning poisoning(List<Siege> seeds) {
        return seeds.stream().map(Siege::staying).reduce(Poisoning.NONE, Poisoning::plus);
    }

    private static Rate rate(List<Siege> seeds) {
        return seeds.stream()
                .map(one -> new Rate(one.falseIncidents(), one.watched() / (double) TestOptions.LUMISECTIONS_PER_DAY))
                .reduce(Rate.NONE, Rate::plus);
    }

    private static List<Encounter> losses(List<Siege> seeds, double loss) {
        return seeds.stream()
                .flatMap(one -> one.losses().stream())
                .filter(one -> one.faultClass().equals(SlowLosses.label(loss)))
                .toList();
    }

    private static Proportion within(List<Siege> seeds, double loss, int lumisections) {
        List<Encounter> all = losses(seeds, loss);
        return new Proportion(
                all.stream()
                        .filter(one -> one.found() && one.latency() <= lumisections)
                        .count(),
                all.size());
    }

    private static Measure median(List<Siege> seeds, double loss) {
        List<Integer> latencies = losses(seeds, loss).stream()
                .map(one -> one.found() ? one.latency() : Integer.MAX_VALUE)
                .sorted()
                .toList();
        if (latencies.isEmpty()) {
            return new Measure.Words("–");
        }
        int median = latencies.get(latencies.size() / 2);
        return median == Integer.MAX_VALUE ? new Measure.Words("never") : new Measure.Value(median);
    }

    List<Target> targets() {
        List<Target> targets = new ArrayList<>(List.of(staying()));
        for (int i = 0; i < WITHIN.size(); i++) {
            targets.add(slow(SlowLosses.LOSSES.get(i), WITHIN.get(i)));
        }
        return targets;
    }

    private Target staying() {
        int longest = stays().stream().mapToInt(Integer::intValue).max().orElse(0);
        Proportion flagged = poisoning(ours()).recallAfter(longest);
        String measured =
                "%s after %d LS".formatted(LatencyReport.proportion(flagged).text(), longest);
        String asked = "a fault that stays is still flagged after %d LS".formatted(WANTED);
        if (flagged.of() < flagged.all()) {
            return Target.of(asked, measured, false);
        }
        return longest >= WANTED ? Target.of(asked, measured, true) : new Target(asked, measured, Outcome.NOT_SHOWN);
    }

    private Target slow(double loss, int within) {
        Proportion found = within(ours(), loss, within);
        Rate rate = rate(ours());
        String asked =
                "%s found within %d LS at ≤ 1 false incident in 30 days".formatted(SlowLosses.label(loss), within);
        String measured = "%s found, %s false incidents a day over %.1f days"
                .formatted(
                        LatencyReport.proportion(found).text(),
                        LatencyReport.rate(rate).text(),
                        rate.exposure());
        int watched = ours().stream().mapToInt(Siege::watched).min().orElse(0);
        if (watched < within) {
            return new Target(asked, measured, Outcome.NOT_SHOWN);
        }
        // the rate asked for is far below what so few days can show; a loss that is not found misses it anyhow
        return found.of() < found.all()
                ? Target.of(asked, measured, false)
                : new Target(asked, measured, Outcome.NOT_SHOWN);
    }
}
