package org.lumiwatch.evaluate.metric;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A mean over samples that come in groups: of a run, a fill, a seed or an incident. Groups, not samples, are independent, so
 * intervals resample groups.
 *
 * @param groups by name; equal names in two means are the same group, which pairs them
 */
public record GroupedMean(NavigableMap<String, Total> groups) {
    /** Of nothing: the identity of {@link #plus}. */
    public static final GroupedMean NONE = new GroupedMean(new TreeMap<>());

    /** Sum of so many samples. */
    public record Total(double sum, long count) {
        public Total {
            if (count < 0 || Double.isNaN(sum)) {
                throw new IllegalArgumentException(
                        "total: %s of %d samples (expected: a number of >= 0)".formatted(sum, count));
            }
        }

        Total plus(Total other) {
            return new Total(sum + other.sum, count + other.count);
        }
    }

    public GroupedMean {
        groups = Collections.unmodifiableNavigableMap(new TreeMap<>(groups));
    }

    /** Of one group. */
    public static GroupedMean of(String group, double... samples) {
        double sum = 0;
        for (double sample : samples) {
            sum += sample;
        }
        return new GroupedMean(new TreeMap<>(Map.of(group, new Total(sum, samples.length))));
    }

    /** All samples of both; those of a group that both have come together. */
    public GroupedMean plus(GroupedMean other) {
        TreeMap<String, Total> all = new TreeMap<>(groups);
        other.groups.forEach((name, total) -> all.merge(name, total, Total::plus));
        return new GroupedMean(all);
    }

    /** Over all samples; NaN when there are none. */
    public double mean() {
        return new Sums(this).mean();
    }

    /** 95 %, resampling groups. */
    public Interval interval(RandomGenerator random) {
        Sums mine = new Sums(this);
        return Interval.bootstrap(mine.size(), mine::mean, random);
    }

    /** 95 % interval of this mean minus {@code other}'s, resampling the same groups in both; throws when groups differ. */
    public Interval difference(GroupedMean other, RandomGenerator random) {
        if (!isPairedWith(other)) {
            throw new IllegalArgumentException("paired means: %d groups, of which %d in common (expected: the same %d)"
                    .formatted(other.groups.size(), common(other), groups.size()));
        }
        Sums mine = new Sums(this);
        Sums theirs = new Sums(other);
        return Interval.bootstrap(mine.size(), times -> mine.mean(times) - theirs.mean(times), random);
    }

    /**
     * 95 % interval of this mean over {@code other}'s: resampling the same groups in both when both have the same, else
     * resampling each by itself.
     */
    public Interval ratio(GroupedMean other, RandomGenerator random) {
        Sums mine = new Sums(this);
        Sums theirs = new Sums(other);
        boolean paired = isPairedWith(other);
        return Interval.bootstrap(
                mine.size(),
                times -> mine.mean(times) / theirs.mean(paired ? times : Interval.drawn(theirs.size(), random)),
                random);
    }

    /** Whether both have the same groups. */
    public boolean isPairedWith(GroupedMean other) {
        return groups.keySet().equals(other.groups.keySet());
    }

    private long common(GroupedMean other) {
        return groups.keySet().stream().filter(other.groups::containsKey).count();
    }

    /** Groups as plain numbers, in the order of their names. */
    private static final class Sums {
        private final double[] sums;
        private final long[] counts;

        Sums(GroupedMean of) {
            sums = of.groups.values().stream().mapToDouble(Total::sum).toArray();
            counts = of.groups.values().stream().mapToLong(Total::count).toArray();
        }

        int size() {
            return sums.length;
        }

        double mean() {
            int[] once = new int[size()];
            java.util.Arrays.fill(once, 1);
            return mean(once);
        }

        double mean(int[] times) {
            double sum = 0;
            long count = 0;
            for (int i = 0; i < times.length; i++) {
                sum += times[i] * sums[i];
                count += times[i] * counts[i];
            }
            return sum / count;
        }
    }
}
