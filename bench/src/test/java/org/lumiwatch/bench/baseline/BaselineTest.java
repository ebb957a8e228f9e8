package org.lumiwatch.bench.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.simulator.chance.Chance;

class BaselineTest {
    private static final int BINS = 40;

    static Stream<Supplier<Baseline>> baselines() {
        return Stream.of(
                () -> new DinamoS(BINS, 0.8),
                () -> new StaticMean(BINS),
                () -> new PrincipalComponents(BINS, 2, 60),
                () -> new IsolationForest(BINS, 1));
    }

    @ParameterizedTest
    @MethodSource("baselines")
    void aDeadBlockScoresAboveHealthyHistograms(Supplier<Baseline> begin) {
        Baseline baseline = learned(begin.get());
        double highest = 0;
        for (int i = 400; i < 420; i++) {
            highest = Math.max(highest, baseline.score(healthy(i)));
        }
        double[] dead = healthy(420).contents();
        for (int bin = 15; bin < 25; bin++) {
            dead[bin] = 0;
        }

        assertThat(baseline.score(histogram(dead))).isGreaterThan(highest);
    }

    @ParameterizedTest
    @MethodSource("baselines")
    void scoringChangesNothingAndAnEmptyHistogramIsSafe(Supplier<Baseline> begin) {
        Baseline baseline = learned(begin.get());
        double before = baseline.score(healthy(401));

        assertThat(baseline.score(histogram(new double[BINS]))).isZero();
        assertThat(baseline.score(healthy(401))).isEqualTo(before).isPositive();
    }

    private static Baseline learned(Baseline baseline) {
        for (int i = 0; i < 400; i++) {
            baseline.learn(healthy(i));
        }
        return baseline;
    }

    private static Histogram healthy(int index) {
        Chance chance = Chance.of(17, "baseline", index);
        double[] counts = new double[BINS];
        for (int bin = 0; bin < BINS; bin++) {
            double z = (bin - 19.5) / 8;
            counts[bin] = chance.poisson(200 * Math.exp(-z * z / 2) * (1 + 0.02 * chance.normal()));
        }
        return histogram(counts);
    }

    private static Histogram histogram(double[] counts) {
        return Histogram.of(List.of(Axis.regular(BINS, 0, 1)), counts);
    }
}
