package org.lumiwatch.evaluate.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** How well a score puts bad lumisections above good ones; equal scores count half. Immutable. */
public final class Ranking {
    /**
     * What one threshold gives.
     *
     * @param threshold scores above it are called bad
     * @param recall bad lumisections that are
     * @param falsePositives good lumisections that are
     */
    public record OperatingPoint(double threshold, Proportion recall, Proportion falsePositives) {}

    /** A point of the ROC curve. */
    public record RocPoint(double falsePositiveRate, double recall) {}

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
        return at(falsePositiveRate).recall().value();
    }

    /**
     * The lowest threshold that at most {@code falsePositiveRate} of the good ones exceed. It is chosen on these very lumisections:
     * for a threshold that was fixed before, see {@link #above}.
     */
    public OperatingPoint at(double falsePositiveRate) {
        double[] good = scores(false);
        int allowed = (int) Math.floor(falsePositiveRate * good.length + 1e-9);
        return above(allowed >= good.length ? Double.NEGATIVE_INFINITY : good[good.length - 1 - allowed]);
    }

    /** What a threshold gives that was fixed on other data, with the false positive rate measured here. */
    public OperatingPoint above(double threshold) {
        return new OperatingPoint(threshold, above(threshold, scores(true)), above(threshold, scores(false)));
    }

    private static Proportion above(double threshold, double[] scores) {
        return new Proportion(
                Arrays.stream(scores).filter(score -> score > threshold).count(), scores.length);
    }

    private double[] scores(boolean bad) {
        return rising.stream()
                .filter(of -> of.bad() == bad)
                .mapToDouble(Scored::score)
                .toArray();
    }

    /**
     * Corners of the ROC curve from (0, 0) to (1, 1), by rising false positive rate; scores that are equal give one sloping line.
     * Empty when not {@link #isDefined defined}.
     */
    public List<RocPoint> roc() {
        if (!isDefined()) {
            return List.of();
        }
        long bad = rising.stream().filter(Scored::bad).count();
        long good = rising.size() - bad;
        List<RocPoint> corners = new ArrayList<>(List.of(new RocPoint(0, 0)));
        long goodAbove = 0;
        long badAbove = 0;
        for (int i = rising.size() - 1; i >= 0; i--) {
            if (rising.get(i).bad()) {
                badAbove++;
            } else {
                goodAbove++;
            }
            if (i == 0 || rising.get(i - 1).score() < rising.get(i).score()) {
                addCorner(corners, new RocPoint((double) goodAbove / good, (double) badAbove / bad));
            }
        }
        return List.copyOf(corners);
    }

    /** Adds {@code next}; the one before goes when it only lies on the way there, level or upright. */
    private static void addCorner(List<RocPoint> corners, RocPoint next) {
        RocPoint last = corners.getLast();
        RocPoint before = corners.size() < 2 ? last : corners.get(corners.size() - 2);
        boolean level = before.recall() == last.recall() && last.recall() == next.recall();
        boolean upright = before.falsePositiveRate() == last.falsePositiveRate()
                && last.falsePositiveRate() == next.falsePositiveRate();
        if (corners.size() >= 2 && (level || upright)) {
            corners.removeLast();
        }
        corners.add(next);
    }

    /** 95 % interval of the area, resampling whole runs. */
    public Interval aucInterval(RandomGenerator random) {
        return Interval.bootstrap(runs, this::auc, random);
    }

    /** 95 % interval of this area minus {@code other}'s, resampling the same runs in both; both rank the same lumisections. */
    public Interval differenceInterval(Ranking other, RandomGenerator random) {
        if (other.runs != runs || other.rising.size() != rising.size()) {
            throw new IllegalArgumentException("paired ranking: %d lumisections in %d runs (expected: %d in %d)"
                    .formatted(other.rising.size(), other.runs, rising.size(), runs));
        }
        return Interval.bootstrap(runs, times -> auc(times) - other.auc(times), random);
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
}
