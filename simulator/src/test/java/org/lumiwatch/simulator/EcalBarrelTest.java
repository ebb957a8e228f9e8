package org.lumiwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The figures are those measured on public ECAL barrel maps. */
class EcalBarrelTest {
    private static final EcalBarrel.Options QUIET = new EcalBarrel.Options(EcalBarrel.Era.Y2022, 1, 0, 0);
    private static final Fill AT_37 = MapStream.steady(3, 1200, 37, 500);
    private static final MapStream STREAM = MapStream.of(Subdetector.ecalBarrel(3, QUIET), 0, AT_37);

    @Test
    void towersFluctuateEightTimesAsMuchAsPoisson() {
        assertThat(STREAM.fano()).isCloseTo(7.9, within(0.25));
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
    void aShareOfTheTowersIsDeadFromTheStart() {
        Subdetector barrel = Subdetector.ecalBarrel(3, QUIET);
        int dead = 0;
        for (int cell = 0; cell < 72 * 34; cell++) {
            boolean live = barrel.live(barrel.elements().getFirst(), cell);
            assertThat(STREAM.mean(cell) > 0).isEqualTo(live);
            dead += live ? 0 : 1;
        }

        assertThat(dead).isBetween(5, 25);
    }

    @Test
    void theWholeMapBreathesByOnePercent() {
        EcalBarrel.Options breathing = new EcalBarrel.Options(EcalBarrel.Era.Y2022, 1, 0.01, 0);
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
        EcalBarrel.Options ageing = new EcalBarrel.Options(EcalBarrel.Era.Y2022, 1, 0, 1e-4);
        Fill fill = MapStream.steady(3, 1000, 37, 500);
        Simulation young = new Simulation(1, fill, List.of(Subdetector.ecalBarrel(3, QUIET)), List.of());
        Simulation old = new Simulation(1, fill, List.of(Subdetector.ecalBarrel(3, ageing)), List.of());
        double left = 0;
        double whole = 0;
        for (int i = 990; i < 1000; i++) {
            left += old.lumisection(i).getFirst().histogram().sum();
            whole += young.lumisection(i).getFirst().histogram().sum();
        }

        // 10 % in the middle, 40 % at the edges, weighted with the profile
        assertThat(left / whole).isBetween(0.74, 0.79);
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
