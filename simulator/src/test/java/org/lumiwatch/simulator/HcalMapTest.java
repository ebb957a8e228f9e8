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
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.lumisection.LumisectionId;

/** The figures are those measured on run 306138. */
class HcalMapTest {
    private static final int EVENTS = 1800;
    private static final DetectorOptions STEADY = DetectorOptions.measured().withCommonMode(0);
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
        MapStream stream = MapStream.of(Subdetector.hcal(5, List.of(depth), DetectorOptions.measured()), 0, FILL);
        // every second row is empty beyond ring 20: along x every column has its neighbour
        double alongEta = stream.correlation(1, 0);

        assertThat(alongEta).isBetween(low, high);
    }

    @Test
    void theDistributionOfProbabilitiesIsTheMeasuredOne() {
        HcalMap first = HcalMap.depth(5, 1, STEADY);
        HcalMap second = HcalMap.depth(5, 2, STEADY);

        assertQuantiles(probabilities(first, 1, 16), .17, .26, .38, .53, .69);
        assertQuantiles(probabilities(first, 17, 29), .11, .24, .47, .84, .98);
        // the run shows ring 17 of depth 2 in one sector only
        assertQuantiles(probabilities(second, 18, 29), .04, .08, .18, .38, .66);
    }

    @Test
    void asManyChannelsExistAsInTheRealDetector() {
        HcalMap map = HcalMap.depth(5, 1, STEADY);
        long live = IntStream.range(0, 84 * 72)
                .filter(cell -> map.live(Era.Y2018, cell))
                .count();

        // 4,392 built, of which 4,376 counted in run 306138
        assertThat(live).isBetween(4360L, 4392L);
        assertThat(HcalProbabilities.exists(21, 1)).isFalse();
        assertThat(HcalProbabilities.median(2, 5)).isZero();
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
        HcalMap map = HcalMap.depth(5, 1, STEADY);
        double[] now = map.probabilities(at(45, Era.Y2018, 0));
        int busy = IntStream.range(0, 84 * 72)
                .filter(cell -> now[cell] > 0.8 && now[cell] < 0.95)
                .findFirst()
                .orElseThrow();

        double low = map.probabilities(at(20, Era.Y2018, 0))[busy];
        double middle = map.probabilities(at(40, Era.Y2018, 0))[busy];
        double high = map.probabilities(at(60, Era.Y2018, 0))[busy];
        assertThat(middle).isGreaterThan(low);
        assertThat(high - middle).isPositive().isLessThan(middle - low);
    }

    @Test
    void theEndcapHasItsRingsAndEverySecondTowerBeyondRingTwenty() {
        HcalMap endcap = HcalMap.endcap(5, STEADY);
        Geometry geometry = endcap.geometry();

        // ieta −20, −21 and +29 are rows 12, 11 and 60
        assertThat(live(endcap, 12, 0)).isGreaterThan(65);
        assertThat(live(endcap, 11, 0)).isBetween(33L, 36L);
        assertThat(live(endcap, 60, 0)).isBetween(33L, 36L);
        assertThat(live(endcap, 61, 0)).isZero();
        assertThat(live(endcap, 20, 4)).isZero();
        // depth 7 begins at ring 26, depth 4 at ring 18, but for ring 16
        assertThat(live(endcap, 57, 6)).isPositive();
        assertThat(live(endcap, 56, 6)).isZero();
        assertThat(live(endcap, 48, 3)).isZero();
        assertThat(live(endcap, 47, 3)).isPositive();
        assertThat(geometry.groups()).hasSize(36);
        assertThat(endcap.live(Era.Y2018, geometry.cell(1, 11, 0))).isFalse();
    }

    @Test
    void theBarrelHasFourDepthsInEveryRingButItsLast() {
        HcalMap barrel = HcalMap.barrel(5, STEADY);

        for (int depth = 0; depth < 4; depth++) {
            // ieta −15, +16 and +17 are rows 17, 47 and 48
            assertThat(live(barrel, 17, depth)).isGreaterThan(65);
            assertThat(live(barrel, 47, depth) > 0).isEqualTo(depth < 3);
            assertThat(live(barrel, 48, depth)).isZero();
        }
    }

    @Test
    void volumesAreBinomialAndAgreeInTheirFirstTwoLayersOnly() {
        Subdetector endcap = Subdetector.hcalEndcap(5, STEADY);
        Simulation simulation = new Simulation(5, FILL, List.of(endcap), List.of());
        ElementName name = endcap.elements().getFirst();
        Geometry geometry = endcap.geometry(name);
        double[] agreement = new double[7];
        double[] squares = new double[7];
        for (int i = 0; i < 60; i++) {
            double[] means = simulation.latent(i, name).means();
            double[] counts = simulation.lumisection(i).getFirst().histogram().contents();
            int events = FILL.moment(i).events();
            for (int cell = 0; cell < means.length; cell++) {
                // along eta every column has its neighbour
                int above = geometry.neighbour(cell, 0, 1);
                if (above >= 0 && inside(means[cell] / events) && inside(means[above] / events)) {
                    double one = normalised(counts[cell], means[cell], events);
                    agreement[geometry.z(cell)] += one * normalised(counts[above], means[above], events);
                    squares[geometry.z(cell)] += one * one;
                }
            }
        }
        for (int depth = 0; depth < 7; depth++) {
            double correlation = agreement[depth] / squares[depth];
            assertThat(correlation).as("layer %d", depth).isBetween(depth < 2 ? .05 : -.02, depth < 2 ? .09 : .02);
        }
    }

    @Test
    void rateRisesBetweenErasAndFallsWithWear() {
        HcalMap map = HcalMap.depth(5, 3, STEADY);
        double before = mean(map.probabilities(at(45, Era.Y2018, 0)));
        double after = mean(map.probabilities(at(45, Era.Y2022, 0)));
        double worn = mean(map.probabilities(at(45, Era.Y2022, 247_000)));

        // 8 % of λ, less what saturates
        assertThat(after / before).isBetween(1.01, 1.08);
        assertThat(worn).isLessThan(after);
    }

    private static long live(HcalMap map, int y, int z) {
        Geometry geometry = map.geometry();
        return IntStream.range(0, 72)
                .filter(x -> map.live(Era.Y2018, geometry.cell(x, y, z)))
                .count();
    }

    private static boolean inside(double p) {
        return p > 0.02 && p < 0.98;
    }

    private static double normalised(double count, double mean, int events) {
        return (count - mean) / Math.sqrt(mean * (1 - mean / events));
    }

    private static double mean(double[] values) {
        return DoubleStream.of(values).average().orElseThrow();
    }

    private static Moment at(double pileup, Era era, double wear) {
        return new Moment(0, new LumisectionId(1, 1), era, wear, pileup, EVENTS);
    }

    private static Simulation only(int depth) {
        return new Simulation(
                5, FILL, List.of(Subdetector.hcal(5, List.of(depth), DetectorOptions.measured())), List.of());
    }

    private static double[] probabilities(HcalMap map, int firstRing, int lastRing) {
        double[] p = map.probabilities(at(45, Era.Y2018, 0));
        return IntStream.range(0, 84 * 72)
                .filter(cell -> map.live(Era.Y2018, cell))
                .filter(cell -> {
                    int x = cell % 84;
                    int ring = x < 42 ? 42 - x : x - 41;
                    return ring >= firstRing && ring <= lastRing;
                })
                .mapToDouble(cell -> p[cell])
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
