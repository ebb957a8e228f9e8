package org.lumiwatch.neural;

import java.util.List;
import java.util.random.RandomGenerator;
import org.lumiwatch.expect.Prediction;

/**
 * Samples of counts, as pulls from what was expected of each lumisection: what changes on purpose is taken out before a network sees
 * it, so that it need not be trained again when conditions change.
 *
 * @param counts whose inputs are counts, several in a row of the same lumisection
 * @param expected of each lumisection
 */
public record PullSamples(FaultySamples counts, List<Prediction> expected) implements Samples {
    private static final float FARTHEST = 30;

    public PullSamples {
        expected = List.copyOf(expected);
    }

    @Override
    public int size() {
        return counts.size();
    }

    @Override
    public void write(int index, RandomGenerator random, float[] input, int inputAt, float[] target, int targetAt) {
        counts.write(index, random, input, inputAt, target, targetAt);
        pull(input, inputAt, expected.get(index / counts.states().size()));
    }

    /** Counts become their distance from what was expected, in standard deviations; cells that are not live become 0. */
    public static void pull(float[] counts, int at, Prediction expected) {
        for (int cell = 0; cell < expected.cells(); cell++) {
            double width = Math.sqrt(Math.max(expected.variance(cell), 1e-2));
            double pull = expected.live(cell) ? (counts[at + cell] - expected.mean(cell)) / width : 0;
            counts[at + cell] = (float) Math.clamp(pull, -FARTHEST, FARTHEST);
        }
    }
}
