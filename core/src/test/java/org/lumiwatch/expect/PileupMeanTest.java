package org.lumiwatch.expect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PileupMeanTest {
    private final PileupMean mean = new PileupMean(2);

    @Test
    void aFormThatFollowsPileupIsFollowedToTheEndsOfWhatWasSeen() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 600; i++) {
            double pileup = 55 - 20 * (i % 150) / 150.0;
            mean.add(point(pileup, 0.2 * random.nextGaussian()), OptionalDouble.of(pileup), 1);
        }
        for (double pileup : new double[] {35.5, 40, 45, 50, 54.9}) {
            double[] at = mean.at(OptionalDouble.of(pileup)).orElseThrow();
            double[] expected = point(pileup, 0);
            assertThat(at[0]).as("at %s", pileup).isCloseTo(expected[0], within(0.1));
            assertThat(at[1]).as("at %s", pileup).isCloseTo(expected[1], within(0.1));
        }
    }

    @Test
    void whereLittleWasSeenTheNearestAreHeardAndFarAwayNothing() {
        for (int i = 0; i < 100; i++) {
            mean.add(point(50, 0), OptionalDouble.of(50), 1);
        }
        assertThat(mean.at(OptionalDouble.of(45)).orElseThrow()[0]).isCloseTo(point(50, 0)[0], within(0.01));
        assertThat(mean.at(OptionalDouble.of(5))).isEmpty();
        assertThat(mean.at(OptionalDouble.empty())).isEmpty();
    }

    private static double[] point(double pileup, double noise) {
        return new double[] {pileup / 5 + noise, 20 - pileup / 10 + noise};
    }
}
