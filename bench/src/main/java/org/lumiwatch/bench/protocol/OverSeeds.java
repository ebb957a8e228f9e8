package org.lumiwatch.bench.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.lumiwatch.bench.Measure;
import org.lumiwatch.evaluate.metric.Interval;

/** A figure of each seed: its mean with the 95 % interval, resampling seeds, and its least value. */
final class OverSeeds {
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

    double least() {
        return Arrays.stream(values).min().orElseThrow();
    }

    Interval interval() {
        return Interval.bootstrap(values.length, this::meanOf, new SplittableRandom(values.length));
    }

    private double meanOf(int[] times) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += times[i] * values[i];
        }
        return sum / values.length;
    }

    /** With its interval, when there is more than one seed. */
    Measure measure() {
        Interval interval = interval();
        return values.length == 1
                ? new Measure.Value(values[0])
                : new Measure.Interval(mean(), interval.low(), interval.high());
    }
}
