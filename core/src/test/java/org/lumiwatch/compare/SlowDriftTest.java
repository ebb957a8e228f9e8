package org.lumiwatch.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lumiwatch.element.Geometry;

/** A reference of 20×10 cells, each known to 1 %, of which all age and one fades. */
class SlowDriftTest {
    private static final Geometry GEOMETRY = Geometry.unknown(20, 10, 1);
    private static final int FADING = 77;

    private final SplittableRandom random = new SplittableRandom(2);
    private final SlowDrift drift = new SlowDrift(GEOMETRY);

    @Test
    void ageingThatAllShareIsNoFault() {
        walk(1_500, 2e-4, 0);
        assertThat(drift.drifts()).isEmpty();
    }

    @Test
    void aCellThatFadesAloneIsFoundHoweverSlowlyItGoes() {
        walk(1_500, 1e-4, 1e-4);
        assertThat(drift.drifts()).extracting(SlowDrift.Drift::cell).containsExactly(FADING);
        assertThat(drift.drifts().getFirst().factor()).isBetween(0.82, 0.94);
        assertThat(drift.drifts().getFirst().deviation()).isNegative();
    }

    @Test
    void aNewBeginningForgetsTheAnchor() {
        walk(1_500, 0, 2e-4);
        drift.reset();
        assertThat(drift.drifts()).isEmpty();
        walk(400, 0, 0);
        assertThat(drift.drifts()).isEmpty();
    }

    @Test
    void aCellThatWandersByAFewPerCentIsNoFault() {
        double[] strengths = new double[GEOMETRY.cells()];
        double[] spreads = new double[GEOMETRY.cells()];
        Arrays.fill(spreads, 0.005);
        for (double factor : new double[] {1, 0.94, 0.9}) {
            Arrays.fill(strengths, 50);
            strengths[FADING] = 50 * factor;
            for (int i = 0; i < 400; i++) {
                drift.note(strengths, spreads);
            }
            assertThat(drift.drifts()).hasSize(factor < 0.92 ? 1 : 0);
        }
    }

    private void walk(int lumisections, double ageing, double loss) {
        double[] spreads = new double[GEOMETRY.cells()];
        Arrays.fill(spreads, 0.01);
        for (int i = 0; i < lumisections; i++) {
            double[] strengths = new double[GEOMETRY.cells()];
            int at = i;
            Arrays.setAll(
                    strengths,
                    cell -> 50
                            * (1 - ageing * at)
                            * (cell == FADING ? 1 - loss * at : 1)
                            * (1 + 0.007 * random.nextGaussian()));
            drift.note(strengths, spreads);
        }
    }
}
