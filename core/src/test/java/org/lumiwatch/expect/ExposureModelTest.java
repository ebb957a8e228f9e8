package org.lumiwatch.expect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.lumisection.LumisectionId;

/** Of a map whose exposure is events · (0.2 + 0.8 · pileup / 40) / 500, within 1 %. */
class ExposureModelTest {
    private static final double NOISE = 0.01;

    private final ExposureModel model = new ExposureModel();
    private SplittableRandom random = new SplittableRandom(1);

    @RepeatedTest(5)
    void fillAfterFillOfFallingPileupIsFollowed(RepetitionInfo repetition) {
        random = new SplittableRandom(repetition.getCurrentRepetition());
        for (int i = 0; i < 6000; i++) {
            learn(1800, 55 - 20 * (i % 150) / 150.0);
        }
        assertThat(ratio(1800, 45)).isCloseTo(1, within(0.005));
        assertThat(ratio(900, 36)).isCloseTo(1, within(0.005));
        assertThat(model.spread(conditions(1800, 45))).isBetween(0.008, 0.03);
    }

    @RepeatedTest(5)
    void itSaysHowLittleItKnowsOfPileupThatItHasNotSeenForLong(RepetitionInfo repetition) {
        random = new SplittableRandom(repetition.getCurrentRepetition());
        for (int i = 0; i < 20_000; i++) {
            learn(1800, 50 + 0.1 * random.nextGaussian());
        }
        LumisectionConditions far = conditions(1800, 20);
        assertThat(Math.abs(ratio(1800, 20) - 1)).isLessThan(4 * model.spread(far));
        assertThat(model.spread(far)).isGreaterThan(2 * model.spread(conditions(1800, 50)));
        for (int i = 0; i < 20; i++) {
            learn(1800, 20);
        }
        assertThat(ratio(1800, 20)).isCloseTo(1, within(0.02));
    }

    /** The pileup that is told is off by half: over a narrow range the slope is fitted too flat, and tells nothing of what is far. */
    @RepeatedTest(5)
    void aRampAtLowPileupClaimsNothingAboutStableBeams(RepetitionInfo repetition) {
        random = new SplittableRandom(repetition.getCurrentRepetition());
        for (int i = 0; i < 60; i++) {
            double told = 5 + 0.5 * random.nextGaussian();
            model.learn(conditions(1800, told), exposure(1800, 5));
        }
        assertThat(Math.abs(Math.log(ratio(1800, 50)))).isLessThan(3 * model.spread(conditions(1800, 50)));
        assertThat(model.spread(conditions(1800, 5))).isLessThan(0.1);
        for (int i = 0; i < 10; i++) {
            learn(1800, 50);
        }
        assertThat(ratio(1800, 50)).isCloseTo(1, within(0.03));
        assertThat(model.spread(conditions(1800, 50))).isLessThan(0.05);
    }

    /** Fluctuations at a pileup that stands still would give any slope, even a falling one. */
    @RepeatedTest(5)
    void anOpenedModelAtAPileupThatStandsStillIsRightNearby(RepetitionInfo repetition) {
        random = new SplittableRandom(repetition.getCurrentRepetition());
        for (int i = 0; i < 20; i++) {
            learn(1800, 3 + 2.7 * i);
        }
        model.beginEpoch();
        for (int i = 0; i < 30; i++) {
            double told = 57 + 0.5 * random.nextGaussian();
            model.learn(conditions(1800, told), exposure(1800, 57) * (1 + 3 * NOISE * random.nextGaussian()));
        }
        assertThat(ratio(1800, 57)).isCloseTo(1, within(0.02));
        assertThat(ratio(1800, 50)).isCloseTo(1, within(0.1));
    }

    @Test
    void aLumisectionThatWasCutShortMayFluctuateMore() {
        for (int i = 0; i < 200; i++) {
            learn(1800, 40);
        }
        double usual = model.spread(conditions(1800, 40));
        assertThat(model.spread(conditions(18, 40))).isGreaterThan(5 * usual);
        assertThat(model.spread(conditions(3600, 40))).isCloseTo(usual, within(1e-3));
    }

    @Test
    void anOpenedModelSaysThatItKnowsNothing() {
        for (int i = 0; i < 100; i++) {
            learn(1800, 50);
        }
        model.beginEpoch();
        learn(1800, 5);
        assertThat(model.spread(conditions(1800, 50))).isGreaterThan(1);
    }

    @Test
    void conditionsThatTellNothingAreNoHelpAndDoNoHarm() {
        for (int i = 0; i < 100; i++) {
            learn(1800, 50);
            model.learn(conditions(1e-300, 50), 1);
            model.learn(conditions(0, 0), 1);
        }
        assertThat(model.expected(conditions(0, 50))).isEmpty();
        assertThat(ratio(1800, 50)).isCloseTo(1, within(0.01));
    }

    private void learn(double events, double pileup) {
        model.learn(conditions(events, pileup), exposure(events, pileup) * (1 + NOISE * random.nextGaussian()));
    }

    private double ratio(double events, double pileup) {
        return model.expected(conditions(events, pileup)).orElseThrow() / exposure(events, pileup);
    }

    private static double exposure(double events, double pileup) {
        return events / 500 * (0.2 + 0.8 * pileup / 40);
    }

    private static LumisectionConditions conditions(double events, double pileup) {
        return new LumisectionConditions(
                new LumisectionId(1, 1), Map.of(Quantity.EVENTS, events, Quantity.PILEUP, pileup), Map.of());
    }
}
