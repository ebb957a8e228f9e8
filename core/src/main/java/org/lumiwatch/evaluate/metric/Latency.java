package org.lumiwatch.evaluate.metric;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Lumisections from a fault's onset to the incident, at a stated budget of false incidents: 1 when it came in the onset's own.
 *
 * <p>A missed fault is censored: in the {@link #mean} it counts as long as it could be found, in {@link #quantile}s and
 * {@link #within shares} as never found. So a mean is restricted to the faults' lengths, and goes with {@link #missed}.
 *
 * <p>The lag of adapting to a step is one too: see {@link Delay#untilQuiet}.
 *
 * @param delays one a fault, by name
 */
public record Latency(List<Delay> delays) {
    private static final Comparator<Delay> ORDER = Comparator.comparing(Delay::fault)
            .thenComparingInt(Delay::lumisections)
            .thenComparing(delay -> delay.missed());

    /** Of no faults: the identity of {@link #plus}. */
    public static final Latency NONE = new Latency(List.of());

    /**
     * What became of one fault.
     *
     * @param fault its name, with the seed: the same fault has the same name whoever looked for it
     * @param lumisections from onset to the incident; when missed, for which it could have been found
     */
    public record Delay(String fault, int lumisections, boolean missed) {
        public Delay {
            if (lumisections < 0) {
                throw new IllegalArgumentException(
                        "delay of '%s': %d lumisections (expected: >= 0)".formatted(fault, lumisections));
            }
        }

        public static Delay found(String fault, int lumisections) {
            return new Delay(fault, lumisections, false);
        }

        /** @param horizon lumisections that the fault lasted */
        public static Delay missed(String fault, int horizon) {
            return new Delay(fault, horizon, true);
        }

        /**
         * Lag of adaptation to a step: lumisections until the last false alarm, 0 without one. When the last lumisection is still
         * alarmed it is locked out, and counts as missed.
         *
         * @param alarmed one flag a lumisection, from the step on
         */
        public static Delay untilQuiet(String step, List<Boolean> alarmed) {
            int lag = alarmed.lastIndexOf(true) + 1;
            return new Delay(step, lag, lag > 0 && lag == alarmed.size());
        }
    }

    public Latency {
        delays = delays.stream().sorted(ORDER).toList();
    }

    public Latency plus(Latency other) {
        return new Latency(Stream.concat(delays.stream(), other.delays.stream()).toList());
    }

    /** With a missed fault at its length; NaN without faults. */
    public double mean() {
        return byFault().mean();
    }

    /** 95 % interval of the mean, resampling faults. */
    public Interval meanInterval(RandomGenerator random) {
        return byFault().interval(random);
    }

    /** Smallest latency within which at least the share {@code q} is found; empty when as many are not. */
    public OptionalInt quantile(double q) {
        int needed = Math.max(1, (int) Math.ceil(q * delays.size() - 1e-9));
        return delays.stream()
                .filter(delay -> !delay.missed())
                .mapToInt(Delay::lumisections)
                .sorted()
                .skip(needed - 1L)
                .findFirst();
    }

    public OptionalInt median() {
        return quantile(0.5);
    }

    /** Share found within so many lumisections. */
    public Proportion within(int lumisections) {
        return new Proportion(
                delays.stream()
                        .filter(delay -> !delay.missed() && delay.lumisections() <= lumisections)
                        .count(),
                delays.size());
    }

    /** Share never found. */
    public Proportion missed() {
        return new Proportion(delays.stream().filter(delay -> delay.missed()).count(), delays.size());
    }

    /** Share found: recall. */
    public Proportion found() {
        return within(Integer.MAX_VALUE);
    }

    /** Ratio of means, such as to the oracle's. */
    public double ratio(Latency other) {
        return mean() / other.mean();
    }

    /** 95 % interval of the ratio, resampling faults: in pairs when both looked for the same, else each by itself. */
    public Interval ratioInterval(Latency other, RandomGenerator random) {
        return byFault().ratio(other.byFault(), random);
    }

    /** The mean with each fault a group of its own. */
    private GroupedMean byFault() {
        TreeMap<String, GroupedMean.Total> groups = new TreeMap<>();
        for (Delay delay : delays) {
            groups.merge(delay.fault(), new GroupedMean.Total(delay.lumisections(), 1), GroupedMean.Total::plus);
        }
        return new GroupedMean(groups);
    }
}
