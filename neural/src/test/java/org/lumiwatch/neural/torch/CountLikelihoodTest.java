package org.lumiwatch.neural.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.lumiwatch.neural.Contents;
import org.lumiwatch.neural.Head;
import org.lumiwatch.neural.Head.Likelihood;
import org.lumiwatch.neural.MaskedSamples;
import org.lumiwatch.neural.Network;
import org.lumiwatch.neural.Networks;
import org.lumiwatch.neural.Shape;
import org.lumiwatch.neural.Templates;

/** What masked networks learn of counts: other depths of a tower, conditions, and how counts scatter. */
final class CountLikelihoodTest {
    private static final int TRAINING = 600;
    private static final int VALIDATION = 200;
    private static final Shape TOWERS = new Shape(4, 4, 4);

    @Test
    void depthsAreExpectedFromTheOtherDepthsOfTheirTower() {
        // every tower is brighter or darker in each lumisection, in all its depths alike
        Contents towers = drawn(TOWERS.size(), (random, into) -> {
            double[] bright = random.doubles(16, 0.3, 3).toArray();
            for (int cell = 0; cell < into.length; cell++) {
                into[cell] = poisson(random, 40 * bright[cell % 16]);
            }
        });
        double alone = trained(Networks.maskedConvolutions(TOWERS, 0, Likelihood.POISSON, 1), towers, index -> 0);
        double depths = trained(Networks.maskedDepths(TOWERS, 0, Likelihood.POISSON, 16), towers, index -> 0);
        assertThat(depths).isLessThan(0.5 * alone);
    }

    @Test
    void aFormThatFollowsAConditionIsExpectedFromIt() {
        double[] pileup =
                new SplittableRandom(3).doubles(TRAINING + VALIDATION, -1, 1).toArray();
        int[] next = {0};
        Contents bins = drawn(20, (random, into) -> {
            double slope = pileup[next[0]++];
            for (int bin = 0; bin < into.length; bin++) {
                // too few counts to see it in the others
                into[bin] = poisson(random, 0.5 * Math.exp(2 * slope * (bin - 9.5) / 10));
            }
        });
        double untold = trained(Networks.maskedAutoencoder(List.of(20), 0, 16, 4), bins, index -> 0);
        double told = trained(Networks.maskedAutoencoder(List.of(20), 1, 16, 4), bins, index -> pileup[index]);
        assertThat(told).isLessThan(0.97 * untold);
    }

    @Test
    void clusteredCountsAreAsExpectedByTheLawThatKnowsThem() {
        Contents clusters = drawn(20, (random, into) -> {
            for (int bin = 0; bin < into.length; bin++) {
                // nine counts a cluster
                into[bin] = 9 * poisson(random, 6);
            }
        });
        Head.Expectation plain = new Head.Expectation(List.of(20), 0, Likelihood.POISSON);
        Head.Expectation clustered = new Head.Expectation(List.of(20), 0, Likelihood.NEGATIVE_BINOMIAL);
        assertThat(trained(Networks.maskedAutoencoder(plain, 8, 2), clusters, index -> 0))
                .isGreaterThan(5);
        assertThat(trained(Networks.maskedAutoencoder(clustered, 8, 2), clusters, index -> 0))
                .isBetween(0.7, 1.5);
    }

    private interface Draw {
        void into(SplittableRandom random, float[] cells);
    }

    private static Contents drawn(int cells, Draw draw) {
        SplittableRandom random = new SplittableRandom(11);
        float[][] all = new float[TRAINING + VALIDATION][cells];
        for (float[] one : all) {
            draw.into(random, one);
        }
        return new Contents() {
            @Override
            public int size() {
                return all.length;
            }

            @Override
            public void write(int index, float[] into, int at) {
                System.arraycopy(all[index], 0, into, at, cells);
            }
        };
    }

    private static int poisson(SplittableRandom random, double mean) {
        double left = mean;
        int count = -1;
        while (left >= 0) {
            left += Math.log(1 - random.nextDouble());
            count++;
        }
        return count;
    }

    /** Least loss in validation. */
    private static double trained(Network network, Contents healthy, ToDoubleFunction<Integer> condition) {
        Head.Expectation head = (Head.Expectation) network.head();
        Contents first = healthy.part(0, TRAINING);
        return Training.of(
                        network,
                        Templates.into(network, network.initial(1), first),
                        new MaskedSamples(first, head, told(head, condition, 0)),
                        new MaskedSamples(
                                healthy.part(TRAINING, TRAINING + VALIDATION), head, told(head, condition, TRAINING)),
                        new Training.Options(new Optimiser.Adam(3e-3), 32, 100, 20, 1, 1),
                        epoch -> {})
                .best()
                .validation();
    }

    private static MaskedSamples.Conditions told(
            Head.Expectation head, ToDoubleFunction<Integer> condition, int first) {
        return head.conditions() == 0
                ? MaskedSamples.Conditions.NONE
                : (index, into, at) -> into[at] = (float) condition.applyAsDouble(first + index);
    }
}
