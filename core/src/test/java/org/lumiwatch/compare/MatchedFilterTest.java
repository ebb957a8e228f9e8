package org.lumiwatch.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Boxes whose layers share a fluctuation with the frames around them. */
class MatchedFilterTest {
    private static final double[] STRENGTHS = {16, 8, 1};

    private final SplittableRandom random = new SplittableRandom(11);
    private final MatchedFilter filter = new MatchedFilter();

    @Test
    void withoutHealthyBoxesNothingIsEstimated() {
        assertThat(filter.estimate(box(0), STRENGTHS).information()).isZero();
    }

    @Test
    void theEstimateIsUnbiasedAndScattersNoMoreThanItSays() {
        learn();
        double sum = 0;
        double squares = 0;
        double information = 0;
        int boxes = 4_000;
        for (int i = 0; i < boxes; i++) {
            MatchedFilter.Estimate estimate = filter.estimate(box(-0.2), STRENGTHS);
            sum += estimate.deviation() / boxes;
            squares += (estimate.deviation() + 0.2) * (estimate.deviation() + 0.2) / boxes;
            information = estimate.information();
        }
        assertThat(sum).isCloseTo(-0.2, within(0.02));
        assertThat(squares * information).isBetween(0.5, 1.05);
    }

    @Test
    void whatTheFramesShareIsSubtracted() {
        learn();
        // the bare sum has a standard deviation of 25 × 2 from what is shared, against a strength of 25
        assertThat(filter.estimate(box(0), STRENGTHS).information()).isGreaterThan(4 * (25 * 25) / (50.0 * 50.0));
    }

    private void learn() {
        filter.age();
        for (int i = 0; i < 5_000; i++) {
            filter.note(box(0));
        }
        filter.solve();
    }

    private double[] box(double deviation) {
        double shared = 2 * random.nextGaussian();
        double[] cells = {16, 8, 1, 20, 4, 32};
        double[] sums = new double[MatchedFilter.SUMS];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = cells[i] * shared
                    + Math.sqrt(cells[i]) * random.nextGaussian()
                    + (i < MatchedFilter.LAYERS ? deviation * STRENGTHS[i] : 0);
        }
        return sums;
    }
}
