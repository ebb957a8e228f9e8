package org.lumiwatch.evaluate.metric;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The upper tail of very many scores: the largest are kept, of all others only how many fall in each bin of 1/32 octave. Counts
 * and ranks are exact within what is kept; below, they err by at most one bin (2 to 3 % of a score), always to the side that says
 * more scores are high.
 *
 * @param kept largest number of scores that are kept
 * @param largest the largest scores, falling; all of them while there are at most {@code kept}
 * @param bins number of scores by bin, kept ones included; a bin is the upper 17 bits of a score, ordered as scores are
 */
public record ScoreTail(int kept, List<Double> largest, NavigableMap<Integer, Long> bins) {
    private static final int SHIFT = 47;
    private static final int BINS = 1 << 17;

    public ScoreTail {
        largest = List.copyOf(largest);
        bins = Collections.unmodifiableNavigableMap(new TreeMap<>(bins));
        long all = bins.values().stream().mapToLong(Long::longValue).sum();
        if (kept < 1 || largest.size() != Math.min(kept, all)) {
            throw new IllegalArgumentException("score tail: %d of %d scores kept (expected: %d, at least 1 to keep)"
                    .formatted(largest.size(), all, Math.min(kept, all)));
        }
    }

    /** Of no scores: the identity of {@link #plus} among tails that keep as many. */
    public static ScoreTail none(int kept) {
        return new ScoreTail(kept, List.of(), new TreeMap<>());
    }

    /** Of all scores of both; throws when they do not keep equally many. */
    public ScoreTail plus(ScoreTail other) {
        if (other.kept != kept) {
            throw new IllegalArgumentException("score tail: keeps %d (expected: %d)".formatted(other.kept, kept));
        }
        TreeMap<Integer, Long> all = new TreeMap<>(bins);
        other.bins.forEach((bin, count) -> all.merge(bin, count, Long::sum));
        List<Double> both = Stream.concat(largest.stream(), other.largest.stream())
                .sorted(Comparator.reverseOrder())
                .limit(kept)
                .toList();
        return new ScoreTail(kept, both, all);
    }

    /** Number of scores in all. */
    public long total() {
        return bins.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Number of scores that are at least {@code threshold}; below what is kept never too few. */
    public long atLeast(double threshold) {
        if (isWithinKept(threshold)) {
            return largest.stream().filter(score -> score >= threshold).count();
        }
        return bins.tailMap(bin(threshold), true).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The score with {@code rank - 1} larger ones; below what is kept never too small. Throws when there are not as many. */
    public double atRank(long rank) {
        if (rank >= 1 && rank <= largest.size()) {
            return largest.get((int) rank - 1);
        }
        long above = 0;
        for (Map.Entry<Integer, Long> bin : bins.descendingMap().entrySet()) {
            above += bin.getValue();
            if (rank >= 1 && above >= rank) {
                return Math.min(largest.getLast(), upperEdge(bin.getKey()));
            }
        }
        throw new IllegalArgumentException("rank: %d (expected: 1 to %d)".formatted(rank, above));
    }

    private boolean isWithinKept(double threshold) {
        return largest.size() < kept || threshold > largest.getLast();
    }

    /** Rises with the score, equal steps within an octave. */
    private static int bin(double score) {
        long bits = Double.doubleToLongBits(score + 0.0);
        // negative numbers are ordered the other way round by their bits
        return (int) ((bits ^ ((bits >> 63) & Long.MAX_VALUE)) >> SHIFT);
    }

    private static double upperEdge(int bin) {
        long ordered = ((bin + 1L) << SHIFT) - 1;
        double edge = Double.longBitsToDouble(ordered ^ ((ordered >> 63) & Long.MAX_VALUE));
        return Double.isNaN(edge) ? Double.POSITIVE_INFINITY : edge;
    }

    /** Takes scores one by one. Mutable; one thread at a time. */
    public static final class Recorder {
        private final int kept;
        private final long[] counts = new long[BINS];
        /** Twice as long as what is kept, so that sorting comes seldom. */
        private final double[] candidates;

        private int filled;
        /** Scores up to here are not among the largest. */
        private double floor = Double.NEGATIVE_INFINITY;

        public Recorder(int kept) {
            this.kept = none(kept).kept();
            this.candidates = new double[2 * kept];
        }

        /** @param score any but NaN */
        public void add(double score) {
            if (Double.isNaN(score)) {
                throw new IllegalArgumentException("score: NaN (expected: a number)");
            }
            counts[bin(score) + BINS / 2]++;
            if (score > floor || filled < kept) {
                if (filled == candidates.length) {
                    shrink();
                }
                candidates[filled++] = score + 0.0;
            }
        }

        private void shrink() {
            Arrays.sort(candidates, 0, filled);
            System.arraycopy(candidates, filled - kept, candidates, 0, kept);
            filled = kept;
            floor = candidates[0];
        }

        /** Of the scores so far. */
        public ScoreTail tail() {
            TreeMap<Integer, Long> bins = new TreeMap<>();
            for (int i = 0; i < BINS; i++) {
                if (counts[i] > 0) {
                    bins.put(i - BINS / 2, counts[i]);
                }
            }
            List<Double> largest = Arrays.stream(candidates, 0, filled)
                    .boxed()
                    .sorted(Comparator.reverseOrder())
                    .limit(kept)
                    .toList();
            return new ScoreTail(kept, largest, bins);
        }
    }
}
