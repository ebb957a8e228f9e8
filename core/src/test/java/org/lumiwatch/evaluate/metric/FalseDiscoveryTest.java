package org.lumiwatch.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class FalseDiscoveryTest {
    /**
     * 200 faulty cells at 1, 2, …, 200: two may be missed, so the threshold is 3. In 100 images, of which 50 do not overlap, 40 cells
     * at 10, 10 at 4, 5 at 2: 50 false ones, .5 an image, FDR = .5/(.5 + .99).
     */
    private static final FalseDiscovery BY_HAND = byHand();

    @Test
    void theRateIsAsComputedByHand() {
        assertThat(BY_HAND.threshold()).isEqualTo(3);
        assertThat(BY_HAND.falseCells()).isEqualTo(new Rate(25, 50));
        assertThat(BY_HAND.value()).isCloseTo(0.5 / 1.49, within(1e-12));
        assertThat(BY_HAND.nothingSeen()).isFalse();
    }

    /**
     * Poisson: 25 are 16.18 to 36.90, .3236 to .7381 an image. Threshold: of 200 faulty cells 0 to 5 are below at 2.5 and 97.5 %
     * (binomial, .134 and .983), so it may be 1 to 6, where .55 and .40 an image are false. Down: √(.1764² + .1²) = .2028; up:
     * √(.2381² + .05²) = .2433.
     */
    @Test
    void theIntervalIsAsComputedByHand() {
        assertThat(BY_HAND.interval().low()).isCloseTo(0.2972 / (0.2972 + 0.99), within(2e-4));
        assertThat(BY_HAND.interval().high()).isCloseTo(0.7433 / (0.7433 + 0.99), within(2e-4));
    }

    /** 60,000 windows that do not overlap: 2.9957/60,000 = 4.993e-5 an image. */
    @Test
    void nothingSeenIsThreeOverTheIndependentWindows() {
        FalseDiscovery.Recorder recorder = new FalseDiscovery.Recorder(100);
        for (int i = 0; i < 1000; i++) {
            recorder.faulty(10);
        }
        for (int i = 0; i < 60_000; i++) {
            recorder.background(1);
            recorder.independentImage();
            recorder.overlappingImage();
        }
        FalseDiscovery none = recorder.result();
        assertThat(none.nothingSeen()).isTrue();
        assertThat(none.value()).isZero();
        assertThat(none.interval().low()).isZero();
        assertThat(none.interval().high()).isCloseTo(4.993e-5 / 0.99, within(1e-8));
    }

    /** Two of 100 are missed at every threshold, so that 99 % are captured only where everything is false. */
    @Test
    void maskedFaultsAreMissesAtEveryThreshold() {
        FalseDiscovery.Recorder recorder = new FalseDiscovery.Recorder(10);
        for (int i = 0; i < 98; i++) {
            recorder.faulty(10);
        }
        recorder.missed();
        recorder.missed();
        for (int cell = 0; cell < 99; cell++) {
            recorder.background(1);
        }
        recorder.independentImage();
        assertThat(recorder.result().threshold()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(recorder.result().value()).isCloseTo(99 / (99 + 0.99), within(1e-12));
    }

    /** Of 10,000 faulty cells 100 may be missed, so the threshold is 101; kept are 10, and a bin below 128 is 2 wide. */
    @Test
    void aThresholdBelowWhatIsKeptIsNeverTooHigh() {
        FalseDiscovery.Recorder recorder = new FalseDiscovery.Recorder(10);
        for (int i = 1; i <= 10_000; i++) {
            recorder.faulty(i);
            recorder.background(i / 100.0);
        }
        recorder.independentImage();
        FalseDiscovery result = recorder.result();
        assertThat(result.threshold()).isBetween(99.0, 101.0);
        assertThat(result.falseCells().count()).isBetween(0.0, 201.0);
    }

    @Test
    void trialsArePooledInAnyOrder() {
        FalseDiscovery other = new FalseDiscovery(ScoreTail.none(1000), ScoreTail.none(1000), 7, 3);
        assertThat(BY_HAND.plus(other)).isEqualTo(other.plus(BY_HAND));
        assertThat(BY_HAND.plus(other).plus(BY_HAND)).isEqualTo(BY_HAND.plus(other.plus(BY_HAND)));
        assertThat(BY_HAND.plus(FalseDiscovery.none(1000))).isEqualTo(BY_HAND);
        assertThat(BY_HAND.plus(BY_HAND).value()).isEqualTo(BY_HAND.value());
    }

    @Test
    void withoutFaultsThereIsNoRate() {
        assertThat(FalseDiscovery.none(10).value()).isNaN();
        assertThat(FalseDiscovery.none(10).interval().low()).isNaN();
        assertThat(FalseDiscovery.none(10).nothingSeen()).isFalse();
    }

    @Test
    void aTrialIsKeptAsJson() {
        String json = JsonMapper.shared().writeValueAsString(BY_HAND);
        assertThat(JsonMapper.shared().readValue(json, FalseDiscovery.class)).isEqualTo(BY_HAND);
    }

    private static FalseDiscovery byHand() {
        FalseDiscovery.Recorder recorder = new FalseDiscovery.Recorder(1000);
        for (int i = 1; i <= 200; i++) {
            recorder.faulty(i);
        }
        for (int i = 0; i < 40; i++) {
            recorder.background(10);
        }
        for (int i = 0; i < 10; i++) {
            recorder.background(4);
        }
        for (int i = 0; i < 5; i++) {
            recorder.background(2);
        }
        for (int i = 0; i < 50; i++) {
            recorder.independentImage();
            recorder.overlappingImage();
        }
        return recorder.result();
    }
}
