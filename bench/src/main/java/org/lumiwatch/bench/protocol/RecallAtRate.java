package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.lumiwatch.bench.Report;
import org.lumiwatch.bench.Role;
import org.lumiwatch.evaluate.metric.GroupedMean;
import org.lumiwatch.evaluate.metric.Interval;
import org.lumiwatch.evaluate.metric.Proportion;
import org.lumiwatch.evaluate.metric.Ranking;
import org.lumiwatch.evaluate.metric.Scored;
import org.lumiwatch.simulator.chance.Chance;

/**
 * Recall of one contender at a false positive rate that is measured: the threshold of a seed is set on the healthy lumisections of all
 * other seeds, never on those, or the faults, that it is measured on. With a single seed it is set on that seed's. Immutable.
 */
final class RecallAtRate {
    private final List<LumisectionScores> seeds;
    private final double[] thresholds;

    /**
     * @param seeds of one contender, one a seed
     * @param rate false positive rate that is wanted
     */
    RecallAtRate(List<LumisectionScores> seeds, double rate) {
        this.seeds = List.copyOf(seeds);
        this.thresholds = new double[seeds.size()];
        for (int seed = 0; seed < thresholds.length; seed++) {
            List<Scored> good = new ArrayList<>();
            for (int other = 0; other < thresholds.length; other++) {
                if (other != seed || thresholds.length == 1) {
                    int run = other;
                    seeds.get(other).healthy().forEach(score -> good.add(new Scored(score, false, run)));
                }
            }
            thresholds[seed] = new Ranking(good).at(rate).threshold();
        }
    }

    /** One a contender, in the order of the first trial. */
    static List<RecallAtRate> of(List<List<LumisectionScores>> trials, double rate) {
        Map<String, List<LumisectionScores>> byContender = new LinkedHashMap<>();
        for (List<LumisectionScores> trial : trials) {
            trial.forEach(scores -> byContender
                    .computeIfAbsent(scores.contender(), name -> new ArrayList<>())
                    .add(scores));
        }
        return byContender.values().stream()
                .map(seeds -> new RecallAtRate(seeds, rate))
                .toList();
    }

    String contender() {
        return seeds.getFirst().contender();
    }

    Role role() {
        return seeds.getFirst().role();
    }

    /** Healthy lumisections above the threshold that others set. */
    Proportion falsePositives() {
        Proportion all = Proportion.NONE;
        for (int seed = 0; seed < thresholds.length; seed++) {
            double threshold = thresholds[seed];
            List<Double> healthy = seeds.get(seed).healthy();
            all = all.plus(new Proportion(
                    healthy.stream().filter(score -> score > threshold).count(), healthy.size()));
        }
        return all;
    }

    /** Share of the faults of the classes asked for that are above the threshold, grouped by seed. */
    GroupedMean recall(Predicate<String> classes) {
        return share(classes, true);
    }

    /** One less the recall. */
    GroupedMean misses(Predicate<String> classes) {
        return share(classes, false);
    }

    private GroupedMean share(Predicate<String> classes, boolean above) {
        GroupedMean mean = GroupedMean.NONE;
        for (int seed = 0; seed < thresholds.length; seed++) {
            double threshold = thresholds[seed];
            double[] counted = faulty(seeds.get(seed), classes).stream()
                    .mapToDouble(score -> (score > threshold) == above ? 1 : 0)
                    .toArray();
            if (counted.length > 0) {
                mean = mean.plus(GroupedMean.of("seed %02d".formatted(seed), counted));
            }
        }
        return mean;
    }

    /** Area under the ROC curve of all seeds together; NaN when there is no fault of these classes. */
    double auc(Predicate<String> classes) {
        List<Scored> scored = new ArrayList<>();
        for (int seed = 0; seed < thresholds.length; seed++) {
            int run = seed;
            seeds.get(seed).healthy().forEach(score -> scored.add(new Scored(score, false, run)));
            faulty(seeds.get(seed), classes).forEach(score -> scored.add(new Scored(score, true, run)));
        }
        Ranking ranking = new Ranking(scored);
        return ranking.isDefined() ? ranking.auc() : Double.NaN;
    }

    /** Recall over another's, with its 95 % interval over seeds; unknown when either has no such fault or the other finds none. */
    Ratio ratio(RecallAtRate other, Predicate<String> classes) {
        GroupedMean mine = recall(classes);
        GroupedMean theirs = other.recall(classes);
        if (mine.groups().isEmpty() || !(theirs.mean() > 0)) {
            return new Ratio(Double.NaN, Interval.UNKNOWN);
        }
        return new Ratio(mine.mean() / theirs.mean(), mine.ratio(theirs, Chance.of(1, "bench/recall")));
    }

    /** A ratio of two recalls. */
    record Ratio(double value, Interval interval) {
        /** Met when the lower bound is at least that, missed when the value is not; between them too little was seen. */
        Report.Target atLeast(double wanted, String asked) {
            String measured = Double.isNaN(value)
                    ? "–"
                    : LatencyReport.measure(value, interval).text();
            if (Double.isNaN(value) || (value >= wanted && !(interval.low() >= wanted))) {
                return new Report.Target(asked, measured, Report.Target.Outcome.NOT_SHOWN);
            }
            return Report.Target.of(asked, measured, value >= wanted);
        }
    }

    private static List<Double> faulty(LumisectionScores of, Predicate<String> classes) {
        return of.faulty().entrySet().stream()
                .filter(entry -> classes.test(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }
}
