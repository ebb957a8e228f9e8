package org.lumiwatch.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;

class FormScanTest {
    private static final int BINS = 40;
    private static final double ENTRIES = 5000;

    @Test
    void pullsOfWhatIsExpectedAreNormal() {
        double[] squares = new double[3];
        for (int seed = 0; seed < 400; seed++) {
            double[] pulls = FormScan.pulls(drawn(seed, 0, 1), expected());
            for (int h = 0; h < 3; h++) {
                squares[h] += pulls[h] * pulls[h] / 400;
            }
        }
        // nearly empty bins count for less than they could, so the tail's pulls are narrower
        assertThat(squares[0]).isBetween(0.8, 1.25);
        assertThat(squares[1]).isBetween(0.8, 1.25);
        assertThat(squares[2]).isBetween(0.1, 1.25);
    }

    @Test
    void everyHypothesisSeesItsOwnChangeAndItsSign() {
        assertThat(mean(0.1, 1)[0]).isGreaterThan(5);
        assertThat(mean(-0.1, 1)[0]).isLessThan(-5);
        assertThat(mean(0, 1.1)[1]).isGreaterThan(5);
        assertThat(mean(0, 0.9)[1]).isLessThan(-5);
        assertThat(Math.abs(mean(0, 1.1)[0])).isLessThan(1);
    }

    @Test
    void moreEntriesAreNoForm() {
        double[] twice = drawn(3, 0, 1).contents();
        Arrays.setAll(twice, bin -> 2 * twice[bin]);
        Histogram more = Histogram.of(drawn(3, 0, 1).axes(), twice);
        for (double pull : FormScan.pulls(more, expected())) {
            assertThat(Math.abs(pull)).isLessThan(6);
        }
    }

    private static double[] mean(double shift, double width) {
        double[] mean = new double[3];
        for (int seed = 0; seed < 50; seed++) {
            double[] pulls = FormScan.pulls(drawn(seed, shift, width), expected());
            Arrays.setAll(mean, h -> mean[h] + pulls[h] / 50);
        }
        return mean;
    }

    private static Prediction expected() {
        double[] mean = new double[BINS];
        for (int bin = 0; bin < BINS; bin++) {
            double x = -4 + (bin + 0.5) * 0.2;
            mean[bin] = ENTRIES * 0.2 * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
        }
        boolean[] live = new boolean[BINS];
        Arrays.fill(live, true);
        return new Prediction(Geometry.line(BINS), mean, new double[BINS], new double[BINS], live, 1, Double.NaN);
    }

    private static Histogram drawn(long seed, double shift, double width) {
        SplittableRandom random = new SplittableRandom(seed);
        Axis axis = Axis.regular(BINS, -4, 4);
        double[] counts = new double[BINS];
        for (int i = 0; i < ENTRIES; i++) {
            int bin = axis.indexOf(shift + width * random.nextGaussian());
            if (bin >= 0 && bin < BINS) {
                counts[bin]++;
            }
        }
        return Histogram.of(List.of(axis), counts);
    }
}
