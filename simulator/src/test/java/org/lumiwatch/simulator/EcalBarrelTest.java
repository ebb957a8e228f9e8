package org.lumiwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumiwatch.lumisection.LumisectionId;

/** The figures are those measured on public ECAL barrel maps. */
class EcalBarrelTest {
    private static final DetectorOptions QUIET =
            DetectorOptions.measured().withCommonMode(0).withAgeing(0);
    private static final DetectorOptions SMOOTH = DetectorOptions.ideal();
    private static final Fill AT_37 = MapStream.steady(3, 1200, 37, 500);
    private static final MapStream STREAM = MapStream.of(Subdetector.ecalBarrel(3, QUIET), 0, AT_37);

    @Test
    void towersFluctuateEightTimesAsMuchAsPoisson() {
        assertThat(STREAM.fano()).isCloseTo(7.9, within(0.25));
    }

    @Test
    void clustersCanBeSwitchedOffOrBeStronger() {
        Fill short400 = MapStream.steady(3, 400, 37, 500);
        assertThat(fano(QUIET.withClustering(0), short400)).isCloseTo(1, within(0.05));
        assertThat(fano(QUIET.withClustering(10.0 / 7), short400)).isCloseTo(10.9, within(0.5));
    }

    private static double fano(DetectorOptions options, Fill fill) {
        return MapStream.of(Subdetector.ecalBarrel(3, options), 0, fill).fano();
    }

    @Test
    void neighboursFluctuateTogether() {
        assertThat(STREAM.correlation(1, 0)).isCloseTo(0.52, within(0.02));
        assertThat(STREAM.correlation(0, 1)).isCloseTo(0.52, within(0.02));
        assertThat(STREAM.correlation(1, 1)).isCloseTo(0.38, within(0.02));
        assertThat(STREAM.correlation(2, 0)).isCloseTo(0.30, within(0.02));
        assertThat(STREAM.correlation(0, 2)).isCloseTo(0.30, within(0.02));
    }

    @Test
    void eightNeighboursExplainHalfOfTheVariance() {
        assertThat(explained()).isCloseTo(0.53, within(0.025));
    }

    @Test
    void aTowerHoldsThreeHundredDigisAtPileup37() {
        double sum = 0;
        for (int cell = 0; cell < 72 * 34; cell++) {
            sum += STREAM.mean(cell);
        }

        assertThat(sum / (72 * 34)).isCloseTo(299, within(9.0));
    }

    @Test
    void theMapIsFullerAtTheEdgesThanInTheMiddle() {
        assertThat(rowMean(0) / rowMean(16)).isCloseTo(1.56 / 0.66, within(0.25));
        assertThat(rowMean(33) / rowMean(17)).isCloseTo(1.56 / 0.66, within(0.25));
    }

    @Test
    void in2018EdgesStandAThirdAboveTheMean() {
        double[] means = means(SMOOTH, Era.Y2018);
        double mean = total(means) / means.length;

        assertThat(row(means, 0) / mean).isCloseTo(1.31, within(0.03));
        assertThat(row(means, 33) / mean).isCloseTo(1.31, within(0.03));
        assertThat(row(means, 16) / mean).isBetween(0.80, 0.85);
        // steepest in the outer four rings
        assertThat(row(means, 0) - row(means, 4)).isGreaterThan(1.2 * (row(means, 4) - row(means, 8)));
    }

    @Test
    void towersAndSupermodulesDifferAsMeasured() {
        double[] ratio = means(QUIET.withDefects(0), Era.Y2018);
        double[] smooth = means(SMOOTH, Era.Y2018);
        double within = 0;
        double[] modules = new double[36];
        for (int cell = 0; cell < ratio.length; cell++) {
            ratio[cell] /= smooth[cell];
            modules[module(cell)] += ratio[cell] / 68;
        }
        double between = 0;
        for (int cell = 0; cell < ratio.length; cell++) {
            within += Math.pow(ratio[cell] - modules[module(cell)], 2) / ratio.length;
            between += Math.pow(modules[module(cell)] - 1, 2) / ratio.length;
        }

        // harmonics of 2 to 3 % add to both
        assertThat(Math.sqrt(within)).isCloseTo(0.052, within(0.004));
        assertThat(Math.sqrt(between)).isBetween(0.042, 0.078);
    }

    @Test
    void anEraIsAStepInRateAndInEveryTower() {
        double[] before = means(QUIET, Era.Y2018);
        double[] after = means(QUIET, Era.Y2022);
        double[] smoothBefore = means(SMOOTH, Era.Y2018);
        double[] smoothAfter = means(SMOOTH, Era.Y2022);
        double sum = 0;
        double squares = 0;
        int recovered = 0;
        int died = 0;
        int both = 0;
        for (int cell = 0; cell < before.length; cell++) {
            recovered += before[cell] == 0 && after[cell] > 0 ? 1 : 0;
            died += before[cell] > 0 && after[cell] == 0 ? 1 : 0;
            if (before[cell] > 0 && after[cell] > 0) {
                double change = after[cell] / smoothAfter[cell] / (before[cell] / smoothBefore[cell]);
                sum += change;
                squares += change * change;
                both++;
            }
        }
        double spread = Math.sqrt(squares / both - Math.pow(sum / both, 2));

        assertThat(total(smoothAfter) / total(smoothBefore)).isBetween(1.074, 1.088);
        // 5 % per tower and a tilt of 3 % at the ends
        assertThat(spread).isCloseTo(Math.hypot(0.05, 0.03 / Math.sqrt(3)), within(0.003));
        assertThat(recovered).isEqualTo(3);
        assertThat(died).isBetween(1, 9);
    }

    @Test
    void agedTowersScatterAboutTheLossOfTheirRing() {
        double[] young = means(QUIET, Era.Y2022);
        double[] old = means(QUIET.withAgeing(1), new Moment(0, new LumisectionId(1, 1), Era.Y2022, 247_000, 37, 500));
        double sum = 0;
        double squares = 0;
        int edge = 0;
        for (int x = 0; x < 72; x++) {
            if (young[x] > 0) {
                double loss = young[x] / old[x] - 1;
                sum += loss;
                squares += loss * loss;
                edge++;
            }
        }
        double mean = sum / edge;

        assertThat(mean).isCloseTo(0.089, within(0.006));
        assertThat(Math.sqrt(squares / edge - mean * mean) / mean).isBetween(0.1, 0.2);
    }

    private static double[] means(DetectorOptions options, Era era) {
        return means(options, new Moment(0, new LumisectionId(1, 1), era, 0, 37, 500));
    }

    private static double[] means(DetectorOptions options, Moment moment) {
        return new EcalMap(3, new EcalBarrel(), options).latent(moment).means();
    }

    private static int module(int cell) {
        return cell % 72 / 4 + (cell / 72 < 17 ? 0 : 18);
    }

    private static double row(double[] means, int y) {
        return total(java.util.Arrays.copyOfRange(means, y * 72, y * 72 + 72)) / 72;
    }

    private static double total(double[] means) {
        return java.util.Arrays.stream(means).sum();
    }

    @Test
    void aShareOfTheTowersIsDeadFromTheStart() {
        Subdetector barrel = Subdetector.ecalBarrel(3, QUIET);
        int dead = 0;
        for (int cell = 0; cell < 72 * 34; cell++) {
            boolean live = barrel.live(barrel.elements().getFirst(), Era.Y2022, cell);
            assertThat(STREAM.mean(cell) > 0).isEqualTo(live);
            dead += live ? 0 : 1;
        }

        assertThat(dead).isBetween(5, 25);
    }

    @Test
    void theWholeMapBreathesByOnePercent() {
        DetectorOptions breathing = QUIET.withCommonMode(1);
        Fill fill = MapStream.steady(3, 300, 37, 500);
        double quiet = relativeSpreadOfSums(MapStream.of(Subdetector.ecalBarrel(3, QUIET), 0, fill));
        double common = relativeSpreadOfSums(MapStream.of(Subdetector.ecalBarrel(3, breathing), 0, fill));

        assertThat(Math.sqrt(common * common - quiet * quiet)).isCloseTo(0.01, within(0.0015));
    }

    @Test
    void ratesGrowWithPileupFromALargeIntercept() {
        Subdetector barrel = Subdetector.ecalBarrel(3, QUIET);
        double at20 = total(MapStream.of(barrel, 0, MapStream.steady(3, 60, 20, 500)));
        double at60 = total(MapStream.of(barrel, 0, MapStream.steady(3, 60, 60, 500)));

        assertThat(at60 / at20).isCloseTo((9087.29 * 60 + 391988) / (9087.29 * 20 + 391988), within(0.03));
    }

    @Test
    void agedTowersLoseWhatTheOptionSays() {
        // 2.4e-4 a lumisection in the middle, three times as much at the edges
        DetectorOptions ageing = QUIET.withAgeing(2000);
        Fill fill = MapStream.steady(3, 1000, 37, 500);
        Simulation young = new Simulation(1, fill, List.of(Subdetector.ecalBarrel(3, QUIET)), List.of());
        Simulation old = new Simulation(1, fill, List.of(Subdetector.ecalBarrel(3, ageing)), List.of());
        double left = 0;
        double whole = 0;
        for (int i = 990; i < 1000; i++) {
            left += old.lumisection(i).getFirst().histogram().sum();
            whole += young.lumisection(i).getFirst().histogram().sum();
        }

        // 1 / 1.24 in the middle, 1 / 1.72 at the edges, weighted with the profile
        assertThat(left / whole).isBetween(0.66, 0.72);
    }

    private static double rowMean(int y) {
        double sum = 0;
        for (int x = 0; x < 72; x++) {
            sum += STREAM.mean(y * 72 + x);
        }
        return sum / 72;
    }

    private static double total(MapStream stream) {
        double sum = 0;
        for (int cell = 0; cell < 72 * 34; cell++) {
            sum += stream.mean(cell);
        }
        return sum;
    }

    private static double relativeSpreadOfSums(MapStream stream) {
        double sum = 0;
        double squares = 0;
        for (double[] contents : stream.lumisections) {
            double total = java.util.Arrays.stream(contents).sum();
            sum += total;
            squares += total * total;
        }
        int n = stream.lumisections.size();
        return Math.sqrt(n * squares / (sum * sum) - 1);
    }

    /** R² of the best linear prediction from the sums over the four nearest and the four diagonal neighbours. */
    private static double explained() {
        double[][] m = new double[3][3];
        for (int i = 0; i < STREAM.lumisections.size(); i++) {
            for (int y = 1; y < 33; y++) {
                for (int x = 1; x < 71; x++) {
                    double near = f(i, x - 1, y) + f(i, x + 1, y) + f(i, x, y - 1) + f(i, x, y + 1);
                    double far = f(i, x - 1, y - 1) + f(i, x + 1, y - 1) + f(i, x - 1, y + 1) + f(i, x + 1, y + 1);
                    double[] v = {near, far, f(i, x, y)};
                    if (!live(x, y)) {
                        continue;
                    }
                    for (int a = 0; a < 3; a++) {
                        for (int b = 0; b < 3; b++) {
                            m[a][b] += v[a] * v[b];
                        }
                    }
                }
            }
        }
        double determinant = m[0][0] * m[1][1] - m[0][1] * m[0][1];
        double beta0 = (m[0][2] * m[1][1] - m[1][2] * m[0][1]) / determinant;
        double beta1 = (m[1][2] * m[0][0] - m[0][2] * m[0][1]) / determinant;
        return (beta0 * m[0][2] + beta1 * m[1][2]) / m[2][2];
    }

    /** Only towers whose neighbours all live: a dead one cannot explain. */
    private static boolean live(int x, int y) {
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                if (STREAM.mean((y + dy) * 72 + x + dx) == 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static double f(int lumisection, int x, int y) {
        int cell = y * 72 + x;
        return STREAM.mean(cell) > 0 ? STREAM.fluctuation(lumisection, cell) : 0;
    }
}
