package org.lumiwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures are those measured on run 306138. */
class HcalDepthMapTest {
    private static final int EVENTS = 1800;
    private static final Fill FILL = MapStream.steady(5, 200, 45, EVENTS);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void channelsFluctuateAsBinomialCounts(int depth) {
        Simulation simulation = only(depth);
        double[] sums = new double[84 * 72];
        double events = 0;
        for (int i = 0; i < FILL.lumisections(); i++) {
            double[] counts = simulation.lumisection(i).getFirst().histogram().contents();
            for (int cell = 0; cell < sums.length; cell++) {
                sums[cell] += counts[cell];
            }
            events += FILL.moment(i).events();
        }
        double ratio = 0;
        int terms = 0;
        for (int i = 0; i < FILL.lumisections(); i++) {
            double[] counts = simulation.lumisection(i).getFirst().histogram().contents();
            int trials = FILL.moment(i).events();
            for (int cell = 0; cell < sums.length; cell++) {
                double p = sums[cell] / events;
                if (p > 0.05 && p < 0.95) {
                    double away = counts[cell] - trials * p;
                    ratio += away * away / (trials * p * (1 - p));
                    terms++;
                }
            }
        }

        assertThat(ratio / terms).isCloseTo(1, within(0.015));
    }

    @ParameterizedTest
    @CsvSource({"1, .04, .10", "2, .03, .10", "3, -.02, .02", "4, -.02, .02"})
    void neighboursAgreeALittleInTheFirstTwoDepthsOnly(int depth, double low, double high) {
        MapStream stream = MapStream.of(Subdetector.hcal(5, List.of(depth)), 0, FILL);
        // every second row is empty beyond ring 20: along x every column has its neighbour
        double alongEta = stream.correlation(1, 0);

        assertThat(alongEta).isBetween(low, high);
    }

    @Test
    void theDistributionOfProbabilitiesIsTheMeasuredOne() {
        HcalDepthMap first = new HcalDepthMap(5, 1);
        HcalDepthMap second = new HcalDepthMap(5, 2);

        assertQuantiles(probabilities(first, 1, 16), .17, .26, .38, .53, .69);
        assertQuantiles(probabilities(first, 17, 29), .11, .24, .47, .84, .98);
        // the run shows ring 17 of depth 2 in one sector only
        assertQuantiles(probabilities(second, 18, 29), .04, .08, .18, .38, .66);
    }

    @Test
    void asManyChannelsExistAsInTheRealDetector() {
        HcalDepthMap map = new HcalDepthMap(5, 1);
        long live = IntStream.range(0, 84 * 72).filter(map::live).count();

        // 4,392 built, of which 4,376 counted in run 306138
        assertThat(live).isBetween(4360L, 4392L);
        assertThat(HcalProbabilities.exists(1, 21, 1)).isFalse();
        assertThat(HcalProbabilities.exists(2, 5, 0)).isFalse();
    }

    @Test
    void theForwardCalorimeterCountsEveryEventAndNothingCountsMore() {
        Simulation simulation = only(1);
        var histogram = simulation.lumisection(7).getFirst().histogram();
        int events = FILL.moment(7).events();

        assertThat(histogram.at(2, 4)).isEqualTo(events);
        assertThat(DoubleStream.of(histogram.contents()).max().orElseThrow()).isEqualTo(events);
    }

    @Test
    void probabilitiesSaturateWithPileup() {
        HcalDepthMap map = new HcalDepthMap(5, 1);
        int busy = IntStream.range(0, 84 * 72)
                .filter(cell -> map.probability(cell, 45, 1, 0) > 0.8 && map.probability(cell, 45, 1, 0) < 0.95)
                .findFirst()
                .orElseThrow();

        double low = map.probability(busy, 20, 1, 0);
        double middle = map.probability(busy, 40, 1, 0);
        double high = map.probability(busy, 60, 1, 0);
        assertThat(middle).isGreaterThan(low);
        assertThat(high - middle).isPositive().isLessThan(middle - low);
    }

    private static Simulation only(int depth) {
        return new Simulation(5, FILL, List.of(Subdetector.hcal(5, List.of(depth))), List.of());
    }

    private static double[] probabilities(HcalDepthMap map, int firstRing, int lastRing) {
        return IntStream.range(0, 84 * 72)
                .filter(map::live)
                .filter(cell -> {
                    int x = cell % 84;
                    int ring = x < 42 ? 42 - x : x - 41;
                    return ring >= firstRing && ring <= lastRing;
                })
                .mapToDouble(cell -> map.probability(cell, 45, 1, 0))
                .sorted()
                .toArray();
    }

    private static void assertQuantiles(double[] sorted, double... expected) {
        double[] at = {.05, .25, .5, .75, .95};
        for (int i = 0; i < at.length; i++) {
            assertThat(sorted[(int) (at[i] * sorted.length)])
                    .as("quantile %s", at[i])
                    .isCloseTo(expected[i], within(0.07));
        }
    }
}
