package org.lumiwatch.bench.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttainableTest {
    private static final int CELLS = 2448;
    private static final double MEAN = 299;

    /** What is attainable in the ECAL barrel with Fano factors 8 (a tower alone) and 4 (after its neighbours), to one digit. */
    @ParameterizedTest
    @CsvSource({
        "8, 2, 1, 0.99",
        "8, 2, 3, 5.5e-5",
        "8, 1.5, 3, 0.98",
        "8, 1.5, 6, 0.10",
        "8, 1.5, 9, 9e-5",
        "8, 0.5, 1, 0.99",
        "8, 0.5, 3, 6.3e-3",
        "8, 0.5, 6, 5.5e-10",
        "8, 0.7, 6, 0.81",
        "8, 0.7, 9, 0.06",
        "8, 0.7, 12, 8e-4",
        "4, 2, 1, 0.06",
        "4, 2, 2, 5.5e-9",
        "4, 1.5, 2, 0.87",
        "4, 1.5, 3, 0.08",
        "4, 1.5, 6, 2.2e-8",
        "4, 0.5, 1, 0.59",
        "4, 0.5, 2, 8.5e-5",
        "4, 0.5, 3, 2e-9",
        "4, 0.7, 3, 0.84",
        "4, 0.7, 6, 1.1e-3",
        "4, 0.8, 12, 0.03"
    })
    void agreesWithTheTableOfWhatIsAttainable(double fano, double factor, int lumisections, double known) {
        assertThat(new Attainable(MEAN, fano, CELLS).falseDiscovery(factor, lumisections))
                .isCloseTo(known, withinPercentage(12));
    }

    @ParameterizedTest
    @CsvSource({"0", "5"})
    void deadAndVeryHotCellsNeedOneLumisection(double factor) {
        assertThat(new Attainable(MEAN, 8, CELLS).falseDiscovery(factor, 1)).isLessThan(1e-12);
    }
}
