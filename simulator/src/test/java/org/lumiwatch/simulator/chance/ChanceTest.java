package org.lumiwatch.simulator.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChanceTest {
    private static final int DRAWS = 200_000;

    @Test
    void equalSeedNameAndPlaceGiveTheSameNumbersOnEveryMachine() {
        Chance chance = Chance.of(42, "ECAL", 17);

        assertThat(chance.nextLong()).isEqualTo(228569471619506395L);
        assertThat(Double.doubleToLongBits(chance.normal())).isEqualTo(-4617964984050405015L);
        assertThat(Double.doubleToLongBits(chance.gamma(2.5))).isEqualTo(4616696944605129717L);
        assertThat(chance.poisson(300)).isEqualTo(281);
        assertThat(chance.binomial(1800, 0.3)).isEqualTo(582);
    }

    @Test
    void anotherSeedNameOrPlaceGivesOtherNumbers() {
        long first = Chance.of(42, "ECAL", 17).nextLong();

        assertThat(first).isNotEqualTo(Chance.of(43, "ECAL", 17).nextLong());
        assertThat(first).isNotEqualTo(Chance.of(42, "HCAL", 17).nextLong());
        assertThat(first).isNotEqualTo(Chance.of(42, "ECAL", 18).nextLong());
        assertThat(first).isNotEqualTo(Chance.of(42, "ECAL", 17, 0).nextLong());
    }

    @Test
    void neighbouringPlacesAreNotCorrelated() {
        double product = 0;
        for (int place = 0; place < DRAWS; place++) {
            product += (Chance.of(1, "x", place).nextDouble() - 0.5)
                    * (Chance.of(1, "x", place + 1).nextDouble() - 0.5)
                    * 12;
        }

        assertThat(product / DRAWS).isCloseTo(0, within(4 / Math.sqrt(DRAWS)));
    }

    @Test
    void normalNumbersHaveTheRightMomentsAndTails() {
        Chance chance = Chance.of(2, "normal");
        double[] powers = new double[5];
        int beyondFour = 0;
        int n = 10 * DRAWS;
        for (int i = 0; i < n; i++) {
            double x = chance.normal();
            powers[1] += x / n;
            powers[2] += x * x / n;
            powers[4] += x * x * x * x / n;
            beyondFour += Math.abs(x) > 3.5 ? 1 : 0;
        }

        assertThat(powers[1]).isCloseTo(0, within(4 / Math.sqrt(n)));
        assertThat(powers[2]).isCloseTo(1, within(4 * Math.sqrt(2.0 / n)));
        assertThat(powers[4]).isCloseTo(3, within(4 * Math.sqrt(96.0 / n)));
        assertThat((double) beyondFour).isCloseTo(4.653e-4 * n, within(4 * Math.sqrt(4.653e-4 * n)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 1, 1.3, 9.8, 250})
    void gammaHasMeanAndVarianceOfItsShape(double shape) {
        Chance chance = Chance.of(3, "gamma");
        Moments moments = Moments.of(() -> chance.gamma(shape));

        assertThat(moments.mean).isCloseTo(shape, within(4 * Math.sqrt(shape / DRAWS)));
        double kurtosis = 3 + 6 / shape;
        assertThat(moments.variance / shape).isCloseTo(1, within(4 * Math.sqrt((kurtosis - 1) / DRAWS)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 3, 9.99, 10.01, 40, 299})
    void poissonFollowsItsProbabilities(double mean) {
        Chance chance = Chance.of(4, "poisson");
        int[] seen = new int[600];
        for (int i = 0; i < DRAWS; i++) {
            seen[chance.poisson(mean)]++;
        }
        double[] expected = new double[600];
        for (int k = 0; k < expected.length; k++) {
            expected[k] = DRAWS * StrictMath.exp(k * StrictMath.log(mean) - mean - LogFactorial.of(k));
        }

        assertThat(excess(seen, expected)).isLessThan(4);
    }

    @ParameterizedTest
    @CsvSource({"50, 0.05", "2000, 0.003", "100, 0.1", "1800, 0.31", "1800, 0.97", "7, 0.5"})
    void binomialFollowsItsProbabilities(int trials, double p) {
        Chance chance = Chance.of(5, "binomial");
        int[] seen = new int[trials + 1];
        for (int i = 0; i < DRAWS; i++) {
            seen[chance.binomial(trials, p)]++;
        }
        double[] expected = new double[trials + 1];
        for (int k = 0; k <= trials; k++) {
            expected[k] = DRAWS
                    * StrictMath.exp(LogFactorial.of(trials)
                            - LogFactorial.of(k)
                            - LogFactorial.of(trials - k)
                            + k * StrictMath.log(p)
                            + (trials - k) * StrictMath.log1p(-p));
        }

        assertThat(excess(seen, expected)).isLessThan(4);
    }

    @Test
    void certainAndImpossibleTrialsNeedNoChance() {
        Chance chance = Chance.of(6, "edges");

        assertThat(chance.binomial(1234, 1)).isEqualTo(1234);
        assertThat(chance.binomial(1234, 0)).isZero();
        assertThat(chance.poisson(0)).isZero();
        assertThat(chance.gamma(0)).isZero();
    }

    @Test
    void impossibleParametersAreRefused() {
        Chance chance = Chance.of(7, "refused");

        assertThatThrownBy(() -> chance.poisson(-1)).hasMessage("Poisson mean: -1.0 (expected: 0 to 2^30)");
        assertThatThrownBy(() -> chance.binomial(5, 1.5))
                .hasMessage("binomial: 5 trials of 1.5 (expected: >= 0 trials of 0 to 1)");
        assertThatThrownBy(() -> chance.gamma(Double.NaN)).hasMessage("gamma shape: NaN (expected: >= 0)");
    }

    /** Standard deviations by which χ² of all values expected at least ten times exceeds its mean. */
    private static double excess(int[] seen, double[] expected) {
        double chiSquare = 0;
        int values = 0;
        for (int k = 0; k < expected.length; k++) {
            if (expected[k] >= 10) {
                chiSquare += (seen[k] - expected[k]) * (seen[k] - expected[k]) / expected[k];
                values++;
            }
        }
        return (chiSquare - values) / Math.sqrt(2.0 * values);
    }

    private record Moments(double mean, double variance) {
        static Moments of(DoubleSupplier draw) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < DRAWS; i++) {
                double x = draw.getAsDouble();
                sum += x;
                squares += x * x;
            }
            double mean = sum / DRAWS;
            return new Moments(mean, squares / DRAWS - mean * mean);
        }
    }
}
