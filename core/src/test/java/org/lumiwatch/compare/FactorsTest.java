package org.lumiwatch.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FactorsTest {
    @Test
    void whatCannotFavourAHypothesisNeverHasARatioForIt() {
        for (int h = 0; h < Factors.count(); h++) {
            for (double excess : new double[] {0, 0.1, 1, 7, 100, 1e4}) {
                for (double ratio = 0.01; ratio < 8; ratio += 0.01) {
                    double mean = 50;
                    if (CountLikelihood.clustered(ratio * mean, mean, excess, Factors.at(h)) > 1e-9) {
                        assertThat(Factors.canFavour(h, ratio))
                                .as("factor %s, excess %s, ratio %s", Factors.at(h), excess, ratio)
                                .isTrue();
                    }
                }
            }
            assertThat(Factors.canFavour(h, 1)).isFalse();
        }
    }
}
