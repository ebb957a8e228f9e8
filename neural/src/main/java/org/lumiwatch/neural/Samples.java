package org.lumiwatch.neural;

import java.util.random.RandomGenerator;

/**
 * What a network is trained or validated with, one sample at a time: nothing needs to be in memory as a whole, and a fault can be put in
 * anew at every visit.
 */
public interface Samples {
    int size();

    /**
     * Writes one sample.
     *
     * @param index 0 to size − 1
     * @param random for what differs from visit to visit
     * @param input one value per input of the network, to be filled from {@code inputAt} on
     * @param target what the network's {@link Head} is trained for, to be filled from {@code targetAt} on: the class; a class for every cell;
     *     nothing; true counts; or the values
     */
    void write(int index, RandomGenerator random, float[] input, int inputAt, float[] target, int targetAt);

    /** Lumisections as they are, with nothing to tell beside them: for reconstructions. */
    static Samples of(Contents healthy) {
        return new Samples() {
            @Override
            public int size() {
                return healthy.size();
            }

            @Override
            public void write(
                    int index, RandomGenerator random, float[] input, int inputAt, float[] target, int targetAt) {
                healthy.write(index, input, inputAt);
            }
        };
    }

    /** Values of a target. */
    static int targets(Network network) {
        return switch (network.head()) {
            case Head.Classes classes -> 1;
            case Head.CellClasses classes ->
                network.output().rows() * network.output().columns();
            case Head.Reconstruction none -> 1;
            case Head.Expectation expectation -> expectation.cells();
            case Head.Values values -> values.count();
        };
    }
}
