package org.lumiwatch.neural;

import java.util.random.RandomGenerator;

/**
 * Healthy lumisections of which a part is hidden, another at every visit, for networks that expect counts: single cells, and where there
 * are several elements, now and then a whole one, so that a missing one is no surprise.
 *
 * @param conditions of each lumisection, about 0 ± 1 each; may be of no values
 */
public record MaskedSamples(Contents healthy, Head.Expectation head, Conditions conditions) implements Samples {
    private static final double HIDDEN = 0.25;
    private static final double WHOLE_ELEMENT = 0.2;

    /** Values that are known of a lumisection beside its counts. */
    public interface Conditions {
        Conditions NONE = (index, into, at) -> {};

        void write(int index, float[] into, int at);
    }

    @Override
    public int size() {
        return healthy.size();
    }

    @Override
    public void write(int index, RandomGenerator random, float[] input, int inputAt, float[] target, int targetAt) {
        int cells = head.cells();
        healthy.write(index, target, targetAt);
        int from = 0;
        for (int block : head.blocks()) {
            boolean whole = head.blocks().size() > 1 && random.nextDouble() < WHOLE_ELEMENT;
            for (int cell = from; cell < from + block; cell++) {
                boolean hidden = whole || random.nextDouble() < HIDDEN;
                input[inputAt + cell] = hidden ? 0 : target[targetAt + cell];
                input[inputAt + cells + cell] = hidden ? 0 : 1;
            }
            from += block;
        }
        conditions.write(index, input, inputAt + 2 * cells);
    }
}
