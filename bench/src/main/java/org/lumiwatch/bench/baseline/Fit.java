package org.lumiwatch.bench.baseline;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.lumiwatch.evaluate.metric.Ranking;
import org.lumiwatch.evaluate.metric.Scored;

/**
 * A baseline's settings and threshold, fitted on labelled history as DINAMO does: settings by the area under the ROC curve,
 * threshold by the median balanced accuracy over resampled runs.
 *
 * @param begin begins the chosen baseline with no memory
 * @param threshold alarm above it
 */
public record Fit(Supplier<Baseline> begin, double threshold) {
    private static final int RESAMPLINGS = 100;
    private static final int STEPS = 1000;
    /** Scores below are taken for it: steps are even in the logarithm. */
    private static final double LEAST_SCORE = 1e-9;

    /** @param candidates at least one; the first of equals is chosen */
    public static Fit of(
            List<Supplier<Baseline>> candidates, List<Labelled> history, Replay replay, RandomGenerator random) {
        double best = Double.NEGATIVE_INFINITY;
        Supplier<Baseline> chosen = candidates.getFirst();
        double[] scores = {};
        for (Supplier<Baseline> candidate : candidates) {
            double[] of = replay.scores(candidate.get(), history);
            double area = area(of, history);
            if (area > best) {
                best = area;
                chosen = candidate;
                scores = of;
            }
        }
        return new Fit(chosen, threshold(scores, history, random));
    }

    private static double area(double[] scores, List<Labelled> history) {
        return new Ranking(IntStream.range(0, scores.length)
                        .mapToObj(i -> new Scored(scores[i], history.get(i).bad(), i))
                        .toList())
                .auc();
    }

    private static double threshold(double[] scores, List<Labelled> history, RandomGenerator random) {
        double[] logs = Arrays.stream(scores)
                .map(score -> Math.log(Math.max(score, LEAST_SCORE)))
                .toArray();
        double low = Arrays.stream(logs).min().orElseThrow();
        double step = Math.max((Arrays.stream(logs).max().orElseThrow() - low) / STEPS, 1e-12);
        int[] steps = Arrays.stream(logs)
                .mapToInt(log -> Math.min(STEPS - 1, (int) ((log - low) / step)))
                .toArray();
        double[][] accuracies = new double[STEPS][RESAMPLINGS];
        for (int b = 0; b < RESAMPLINGS; b++) {
            resample(steps, history, random, b, accuracies);
        }
        int best = 0;
        double most = 0;
        for (int k = 0; k < STEPS; k++) {
            Arrays.sort(accuracies[k]);
            double median = (accuracies[k][RESAMPLINGS / 2 - 1] + accuracies[k][RESAMPLINGS / 2]) / 2;
            if (median > most) {
                most = median;
                best = k;
            }
        }
        return Math.exp(low + (best + 1) * step);
    }

    /** Balanced accuracy, on runs drawn with replacement, of alarming above each step. */
    private static void resample(
            int[] steps, List<Labelled> history, RandomGenerator random, int column, double[][] accuracies) {
        int[] good = new int[STEPS];
        int[] bad = new int[STEPS];
        for (int i = 0; i < steps.length; i++) {
            int drawn = random.nextInt(steps.length);
            (history.get(drawn).bad() ? bad : good)[steps[drawn]]++;
        }
        double goods = Math.max(1, Arrays.stream(good).sum());
        double bads = Math.max(1, Arrays.stream(bad).sum());
        double accepted = 0;
        double missed = 0;
        for (int k = 0; k < STEPS; k++) {
            accepted += good[k];
            missed += bad[k];
            accuracies[k][column] = (accepted / goods + 1 - missed / bads) / 2;
        }
    }
}
