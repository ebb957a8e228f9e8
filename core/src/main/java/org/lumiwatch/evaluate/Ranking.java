package org.lumiwatch.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** How well a score puts bad lumisections above good ones; equal scores count half. Immutable. */
public final class Ranking {
    private static final int RESAMPLINGS = 1000;
    private static final double TAIL = 0.025;

    /** Two bounds of a 95 % interval. */
    public record Interval(double low, double high) {}

    private final List<Scored> rising;
    private final int[] runIndex;
    private final int runs;

    public Ranking(List<Scored> scored) {
        this.rising = scored.stream()
                .sorted(Comparator.comparingDouble(Scored::score))
                .toList();
        TreeMap<Integer, Integer> numbered = new TreeMap<>();
        rising.forEach(of -> numbered.putIfAbsent(of.run(), 0));
        int next = 0;
        for (var entry : numbered.entrySet()) {
            entry.setValue(next++);
        }
        this.runs = next;
        this.runIndex = rising.stream().mapToInt(of -> numbered.get(of.run())).toArray();
    }

    /** Whether there are both good and bad lumisections. */
    public boolean isDefined() {
        return rising.stream().anyMatch(Scored::bad) && !rising.stream().allMatch(Scored::bad);
    }

    /** Area under the ROC curve: chance that a bad lumisection scores above a good one. NaN when not defined. */
    public double auc() {
        int[] once = new int[runs];
        Arrays.fill(once, 1);
        return auc(once);
    }

    /** Share of bad lumisections above the threshold that at most {@code falsePositiveRate} of the good ones exceed. */
    public double recallAt(double falsePositiveRate) {
        double[] good = rising.stream()
                .filter(of -> !of.bad())
                .mapToDouble(Scored::score)
                .toArray();
        int allowed = (int) Math.floor(falsePositiveRate * good.length + 1e-9);
        double threshold = allowed >= good.length ? Double.NEGATIVE_INFINITY : good[good.length - 1 - allowed];
        double[] bad =
                rising.stream().filter(Scored::bad).mapToDouble(Scored::score).toArray();
        return Arrays.stream(bad).filter(score -> score > threshold).count() / (double) bad.length;
    }

    /** 95 % interval of the area, resampling whole runs. */
    public Interval aucInterval(RandomGenerator random) {
        double[] areas = new double[RESAMPLINGS];
        for (int b = 0; b < RESAMPLINGS; b++) {
            areas[b] = auc(resampled(random));
        }
        return interval(areas);
    }

    /** 95 % interval of this area minus {@code other}'s, resampling the same runs in both; both rank the same lumisections. */
    public Interval differenceInterval(Ranking other, RandomGenerator random) {
        if (other.runs != runs || other.rising.size() != rising.size()) {
            throw new IllegalArgumentException("paired ranking: %d lumisections in %d runs (expected: %d in %d)"
                    .formatted(other.rising.size(), other.runs, rising.size(), runs));
        }
        double[] differences = new double[RESAMPLINGS];
        for (int b = 0; b < RESAMPLINGS; b++) {
            int[] times = resampled(random);
            differences[b] = auc(times) - other.auc(times);
        }
        return interval(differences);
    }

    private int[] resampled(RandomGenerator random) {
        int[] times = new int[runs];
        for (int i = 0; i < runs; i++) {
            times[random.nextInt(runs)]++;
        }
        return times;
    }

    /** Area with each run counted so many times; NaN when that leaves no good or no bad lumisection. */
    private double auc(int[] times) {
        double goodBelow = 0;
        double above = 0;
        double bad = 0;
        for (int start = 0; start < rising.size(); ) {
            double goodHere = 0;
            double badHere = 0;
            int end = start;
            for (;
                    end < rising.size()
                            && rising.get(end).score() == rising.get(start).score();
                    end++) {
                if (rising.get(end).bad()) {
                    badHere += times[runIndex[end]];
                } else {
                    goodHere += times[runIndex[end]];
                }
            }
            above += badHere * (goodBelow + goodHere / 2);
            bad += badHere;
            goodBelow += goodHere;
            start = end;
        }
        return above / (bad * goodBelow);
    }

    private static Interval interval(double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        if (sorted.length == 0) {
            return new Interval(Double.NaN, Double.NaN);
        }
        int last = sorted.length - 1;
        return new Interval(sorted[(int) Math.round(TAIL * last)], sorted[(int) Math.round((1 - TAIL) * last)]);
    }
}
