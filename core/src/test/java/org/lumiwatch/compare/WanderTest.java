package org.lumiwatch.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** One region that fluctuates by 10 % a lumisection. */
class WanderTest {
    private static final double NOISE = 0.01;

    private final Wander wander = new Wander(1);

    @RepeatedTest(5)
    void noiseHoweverLargeIsNoWander(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        for (int i = 0; i < 2000; i++) {
            wander.note(0, 0.1 * random.nextGaussian(), NOISE, 0);
        }
        assertThat(wander.halfWidth(0)).isLessThan(0.03);
    }

    @RepeatedTest(5)
    void noiseThatWasLargeIsNoWanderWhenItIsSmall(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        for (int i = 0; i < 2000; i++) {
            double noise = i % 400 < 200 ? NOISE : NOISE / 25;
            wander.note(0, Math.sqrt(noise) * random.nextGaussian(), noise, 0);
        }
        assertThat(wander.halfWidth(0)).isLessThan(0.01);
    }

    @RepeatedTest(5)
    void aRegionThatWandersByFivePercentIsAllowedTwiceThat(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        double efficiency = 0;
        for (int i = 0; i < 3000; i++) {
            efficiency += -efficiency / 30 + 0.05 * Math.sqrt(2.0 / 30) * random.nextGaussian();
            wander.note(0, efficiency + 0.1 * random.nextGaussian(), NOISE, 0);
        }
        assertThat(wander.halfWidth(0)).isBetween(0.04, 0.16);
    }

    @RepeatedTest(5)
    void whatFadesLagsBehindAndDoesNotWander(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        for (int i = 0; i < 2000; i++) {
            double lag = -0.1 * (1 - Math.exp(-i / 500.0));
            wander.note(0, lag + 0.1 * random.nextGaussian(), NOISE, 0);
        }
        assertThat(wander.halfWidth(0)).isLessThan(0.05);
    }

    @RepeatedTest(5)
    void whatWasFoundFaultyNeverWidensWhatIsAllowed(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        for (int i = 0; i < 2000; i++) {
            boolean faulty = i % 100 < 12;
            wander.note(0, (faulty ? -0.2 : 0) + 0.1 * random.nextGaussian(), NOISE, faulty ? i % 100 + 1 : 0);
            if (faulty && i % 100 == 11) {
                wander.forget(0);
            }
        }
        assertThat(wander.halfWidth(0)).isLessThan(0.03);
    }
}
