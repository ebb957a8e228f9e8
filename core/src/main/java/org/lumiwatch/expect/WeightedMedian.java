package org.lumiwatch.expect;

import java.util.Comparator;
import java.util.stream.IntStream;

/** The value below which half of the weight lies. */
final class WeightedMedian {
    private WeightedMedian() {}

    /** 0 when all weights are 0. */
    static double of(double[] values, double[] weights) {
        int[] order = IntStream.range(0, values.length)
                .filter(i -> weights[i] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double half = IntStream.of(order).mapToDouble(i -> weights[i]).sum() / 2;
        double below = 0;
        for (int i : order) {
            below += weights[i];
            if (below >= half) {
                return values[i];
            }
        }
        return 0;
    }
}
