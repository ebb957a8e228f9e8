package org.lumiwatch.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hipparchus.special.Gamma;
import org.junit.jupiter.api.Test;

class BestFactorTest {
    @Test
    void anEmptyCellIsAsUnlikelyAsPoissonSays() {
        assertThat(BestFactor.logRatio(0, 12, 12)).isCloseTo(12, within(1e-12));
    }

    @Test
    void theExpectedCountIsNoEvidence() {
        for (double variance : new double[] {5, 12, 12.000001, 100}) {
            assertThat(BestFactor.logRatio(12, 12, variance)).isCloseTo(0, within(1e-9));
        }
    }

    @Test
    void moreVarianceIsLessEvidence() {
        double binomial = BestFactor.logRatio(20, 12, 6);
        double poisson = BestFactor.logRatio(20, 12, 12);
        double clustered = BestFactor.logRatio(20, 12, 50);
        assertThat(binomial).isGreaterThan(poisson);
        assertThat(poisson).isGreaterThan(clustered);
    }

    @Test
    void theLawsMeetAtPoisson() {
        double poisson = BestFactor.logRatio(30, 12, 12);
        assertThat(BestFactor.logRatio(30, 12, 12 + 1e-6)).isCloseTo(poisson, within(1e-5));
        assertThat(BestFactor.logRatio(30, 12, 12 - 1e-6)).isCloseTo(poisson, within(1e-5));
    }

    @Test
    void boundsTheGammaPoissonTail() {
        double mean = 20;
        double shape = 8;
        double variance = mean + mean * mean / shape;
        double tail = 0;
        for (int count = 0; count <= 200; count++) {
            tail += probability(count, mean, shape);
            if (count < mean) {
                assertThat(Math.exp(-BestFactor.logRatio(count, mean, variance)))
                        .isGreaterThanOrEqualTo(tail);
            } else {
                double upper = 1 - tail + probability(count, mean, shape);
                assertThat(Math.exp(-BestFactor.logRatio(count, mean, variance)))
                        .isGreaterThanOrEqualTo(upper - 1e-9);
            }
        }
    }

    @Test
    void moreCountsThanEventsIsStillFinite() {
        double trials = 100;
        double mean = 50;
        double variance = mean * (1 - mean / trials);
        assertThat(BestFactor.logRatio(100, mean, variance)).isCloseTo(100 * Math.log(2), within(1e-9));
        assertThat(BestFactor.logRatio(10_000, mean, variance)).isFinite().isGreaterThan(100);
    }

    private static double probability(int count, double mean, double shape) {
        double p = mean / (mean + shape);
        return Math.exp(Gamma.logGamma(count + shape)
                - Gamma.logGamma(shape)
                - Gamma.logGamma(count + 1.0)
                + shape * Math.log(1 - p)
                + count * Math.log(p));
    }
}
