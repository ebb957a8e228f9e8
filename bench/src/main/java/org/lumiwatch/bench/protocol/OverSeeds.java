package org.lumiwatch.bench.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.lumiwatch.bench.Measure;

/** A figure's mean over seeds, and its 95 % interval, resampling seeds. */
final class OverSeeds {
    private static final int RESAMPLINGS = 2000;

    private final double[] values;

    OverSeeds(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("values: none (expected: one a seed)");
        }
        this.values = values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    double mean() {
        return Arrays.stream(values).average().orElseThrow();
    }

    double worst() {
        return Arrays.stream(values).min().orElseThrow();
    }

    double low() {
        return resampled()[(int) Math.round(0.025 * (RESAMPLINGS - 1))];
    }

    double high() {
        return resampled()[(int) Math.round(0.975 * (RESAMPLINGS - 1))];
    }

    /** With its interval, when there is more than one seed. */
    Measure measure() {
        return values.length == 1 ? new Measure.Value(values[0]) : new Measure.Interval(mean(), low(), high());
    }

    private double[] resampled() {
        SplittableRandom random = new SplittableRandom(values.length);
        double[] means = new double[RESAMPLINGS];
        for (int b = 0; b < RESAMPLINGS; b++) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += values[random.nextInt(values.length)];
            }
            means[b] = sum / values.length;
        }
        Arrays.sort(means);
        return means;
    }
}
