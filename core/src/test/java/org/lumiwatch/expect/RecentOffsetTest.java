package org.lumiwatch.expect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecentOffsetTest {
    private static final int BINS = 20;
    /** In which healthy lumisections scatter: from the left half to the right one. */
    private static final double[] DIRECTION = direction();

    private static final List<ScatterAxis> SCATTER = scatter(3);

    private final RecentOffset offset = new RecentOffset(BINS);
    private final SplittableRandom random = new SplittableRandom(5);

    @Test
    void whatWandersSlowlyIsFollowed() {
        double missed = 0;
        double all = 0;
        for (int i = 0; i < 400; i++) {
            double wandering = 2 * Math.sin(i / 30.0);
            if (i >= 100) {
                missed += Math.pow(along(offset.next(SCATTER, 1)) - wandering, 2);
                all += wandering * wandering;
            }
            observe(wandering, 0);
        }
        assertThat(missed).isLessThan(0.2 * all);
    }

    @Test
    void whatComesAnewEveryTimeIsNot() {
        for (int i = 0; i < 400; i++) {
            observe(3 * random.nextGaussian(), 0);
        }
        assertThat(offset.next(SCATTER, 1)).containsOnly(0);
    }

    @Test
    void aFaultOfAnotherFormIsNotFollowed() {
        for (int i = 0; i < 400; i++) {
            observe(2 * Math.sin(i / 30.0), 4);
        }
        double[] next = offset.next(SCATTER, 1);
        double[] left = Arrays.copyOf(next, BINS);
        for (int bin = 0; bin < BINS; bin++) {
            left[bin] -= along(next) * DIRECTION[bin];
        }
        assertThat(Arrays.stream(left).map(Math::abs).max().orElseThrow()).isLessThan(1e-9);
    }

    @Test
    void nothingIsFollowedWhereCountingAloneScatters() {
        for (int i = 0; i < 400; i++) {
            offset.observe(residual(2 * Math.sin(i / 30.0), 0), 1, scatter(0.5), 1);
        }
        assertThat(offset.next(scatter(0.5), 1)).containsOnly(0);
    }

    @Test
    void whatIsSavedForetellsTheSame() throws IOException {
        for (int i = 0; i < 100; i++) {
            observe(2 * Math.sin(i / 30.0), 0);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        offset.save(new DataOutputStream(bytes));
        RecentOffset restored =
                RecentOffset.read(BINS, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(restored.next(SCATTER, 1)).isEqualTo(offset.next(SCATTER, 1));
    }

    private void observe(double wandering, double spike) {
        offset.observe(residual(wandering, spike), 1, SCATTER, 1);
    }

    private double[] residual(double wandering, double spike) {
        double[] residual = new double[BINS];
        for (int bin = 0; bin < BINS; bin++) {
            residual[bin] = wandering * DIRECTION[bin] + random.nextGaussian() + (bin == 3 ? spike : 0);
        }
        return residual;
    }

    private static double along(double[] offset) {
        double along = 0;
        for (int bin = 0; bin < BINS; bin++) {
            along += offset[bin] * DIRECTION[bin];
        }
        return along;
    }

    private static double[] direction() {
        double[] direction = new double[BINS];
        Arrays.setAll(direction, bin -> (bin < BINS / 2 ? -1 : 1) / Math.sqrt(BINS));
        return direction;
    }

    /** @param width standard deviation along the direction, counting included */
    private static List<ScatterAxis> scatter(double width) {
        double[] common = new double[BINS + 1];
        Arrays.setAll(common, i -> i < BINS ? width * DIRECTION[i] : 0);
        return ScatterAxis.of(new double[][] {common}, BINS);
    }
}
