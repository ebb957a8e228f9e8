package org.lumiwatch.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * When a region was at fault, seen from after the end: the most likely sequence of healthy and faulty stretches of a series of
 * counts, both edges found alike.
 *
 * <p>Maximum likelihood over piecewise constant efficiency with a price per change (Viterbi 1967; for the penalised form Killick,
 * Fearnhead & Eckley 2012). Cost: lumisections × factors. The factors tried are replaced by those fitted until nothing
 * changes, so that an edge is not blurred by a grid.
 */
public final class FaultSegments {
    private static final int ROUNDS = 4;

    private FaultSegments() {}

    /**
     * A stretch of lumisections, as indices into the series, both inclusive.
     *
     * @param factor sum of observed over sum of expected
     * @param gain natural log-likelihood ratio of the fault against health, price of the changes not deducted
     */
    public record Segment(int first, int last, double factor, double gain) {
        public Segment {
            if (first < 0 || last < first) {
                throw new IllegalArgumentException(
                        "segment: %d to %d (expected: 0 <= first <= last)".formatted(first, last));
            }
        }
    }

    /** Price of one change for a series of {@code length}: below one false stretch in 100 healthy series of real width. */
    public static double priceOfChange(int length) {
        return 4 + Math.log(Math.max(2, length));
    }

    /**
     * Faulty stretches, rising and disjoint. Neighbouring stretches of unequal factor are one.
     *
     * @param observed counts of the region, one per lumisection
     * @param expected what a healthy region would have counted; 0 where nothing can be told, which then follows its neighbours
     * @param excess Fano factor of the counts minus one, ≥ 0
     * @param factors efficiencies to begin with, each &gt; 0 and not 1
     * @param price of one change, in units of log-likelihood
     */
    public static List<Segment> find(
            double[] observed, double[] expected, double excess, double[] factors, double price) {
        if (observed.length != expected.length) {
            throw new IllegalArgumentException("series: %d observed, %d expected (expected: as many of both)"
                    .formatted(observed.length, expected.length));
        }
        double[] tried = factors;
        List<Segment> found = List.of();
        for (int round = 0; round < ROUNDS; round++) {
            int[] path = mostLikely(observed, expected, excess, tried, price);
            List<Segment> next = segments(observed, expected, excess, path);
            if (next.equals(found)) {
                break;
            }
            found = next;
            tried = fitted(observed, expected, path, tried);
        }
        return found;
    }

    /** State per index: 0 healthy, k the (k − 1)-th factor. */
    private static int[] mostLikely(
            double[] observed, double[] expected, double excess, double[] factors, double price) {
        int states = factors.length + 1;
        double[] score = new double[states];
        Arrays.fill(score, 1, states, -price);
        int[][] cameFrom = new int[observed.length][states];
        for (int t = 0; t < observed.length; t++) {
            int best = indexOfLargest(score);
            double switched = score[best] - price;
            double[] next = new double[states];
            for (int s = 0; s < states; s++) {
                boolean stays = t == 0 || score[s] >= switched;
                cameFrom[t][s] = stays ? s : best;
                double ratio = s == 0 ? 0 : ratio(observed[t], expected[t], excess, factors[s - 1]);
                next[s] = (stays ? score[s] : switched) + ratio;
            }
            score = next;
        }
        int[] path = new int[observed.length];
        int state = indexOfLargest(score);
        for (int t = observed.length - 1; t >= 0; t--) {
            path[t] = state;
            state = cameFrom[t][state];
        }
        return path;
    }

    private static double ratio(double observed, double expected, double excess, double factor) {
        return expected <= 0 ? 0 : CountLikelihood.clustered(observed, expected, excess, factor);
    }

    private static List<Segment> segments(double[] observed, double[] expected, double excess, int[] path) {
        List<Segment> segments = new ArrayList<>();
        for (int first = 0; first < path.length; first++) {
            if (path[first] == 0) {
                continue;
            }
            int last = first;
            while (last + 1 < path.length && path[last + 1] != 0) {
                last++;
            }
            segments.add(segment(observed, expected, excess, first, last));
            first = last;
        }
        return List.copyOf(segments);
    }

    private static Segment segment(double[] observed, double[] expected, double excess, int first, int last) {
        double factor = factor(observed, expected, first, last);
        double gain = 0;
        for (int t = first; t <= last; t++) {
            gain += ratio(observed[t], expected[t], excess, bounded(factor));
        }
        return new Segment(first, last, factor, gain);
    }

    /** The factors of the stretches on the path; those never used stay as they are, so that nothing is lost for the next round. */
    private static double[] fitted(double[] observed, double[] expected, int[] path, double[] tried) {
        double[] seen = new double[tried.length];
        double[] hoped = new double[tried.length];
        for (int t = 0; t < path.length; t++) {
            if (path[t] > 0) {
                seen[path[t] - 1] += observed[t];
                hoped[path[t] - 1] += expected[t];
            }
        }
        double[] fitted = tried.clone();
        for (int k = 0; k < tried.length; k++) {
            double factor = hoped[k] > 0 ? bounded(seen[k] / hoped[k]) : tried[k];
            // A factor that wandered to the other side of 1 would explain health as a fault.
            if (factor < 1 == tried[k] < 1 && Math.abs(factor - 1) > 0.02) {
                fitted[k] = factor;
            }
        }
        return fitted;
    }

    private static double factor(double[] observed, double[] expected, int first, int last) {
        double seen = 0;
        double hoped = 0;
        for (int t = first; t <= last; t++) {
            if (expected[t] > 0) {
                seen += observed[t];
                hoped += expected[t];
            }
        }
        return hoped > 0 ? seen / hoped : 1;
    }

    /** A dead region may show a stray count: a factor of exactly 0 would forbid it. */
    private static double bounded(double factor) {
        return Math.clamp(factor, 0.005, 1e6);
    }

    private static int indexOfLargest(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }
}
