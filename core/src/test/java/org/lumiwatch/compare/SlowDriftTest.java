package org.lumiwatch.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.HardwareGroup;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;

/** A reference of 20×10 cells, each known to 1 %, of which all age and one fades. */
class SlowDriftTest {
    private static final Geometry GEOMETRY = Geometry.unknown(20, 10, 1);
    private static final int FADING = 77;

    private final SplittableRandom random = new SplittableRandom(2);
    private final SlowDrift drift = new SlowDrift(GEOMETRY);
    private final double[] wanders = new double[GEOMETRY.cells()];

    @Test
    void ageingThatAllShareIsNoFault() {
        walk(1_500, 2e-4, 0);
        assertThat(drift.drifts()).isEmpty();
    }

    @Test
    void aCellThatFadesAloneIsFoundHoweverSlowlyItGoes() {
        walk(1_500, 1e-4, 1e-4);
        assertThat(drift.drifts()).extracting(SlowDrift.Drift::boxes).containsExactly(List.of(GEOMETRY.box(FADING)));
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
                drift.note(strengths, spreads, () -> wanders);
            }
            assertThat(drift.drifts()).hasSize(factor < 0.92 ? 1 : 0);
        }
    }

    @Test
    void aCellThatIsKnownToWanderMayGoFurther() {
        wanders[FADING] = 0.08;
        walk(1_500, 0, 1e-4);
        assertThat(drift.drifts()).isEmpty();
        walk(1_500, 0, 2e-4);
        assertThat(drift.drifts()).hasSize(1);
    }

    @Test
    void aGroupThatFadesIsToldOfAsOneAndNotOfItsCells() {
        Geometry barrel = Geometries.builtIn()
                .bind(
                        new ElementName("EcalBarrel/EBOccupancyTask/EBOT digi occupancy"),
                        Histogram.empty(List.of(Axis.regular(72, 0, 72), Axis.regular(34, -17, 17))));
        HardwareGroup fading = barrel.groups().get(7);
        SlowDrift grouped = new SlowDrift(barrel);
        double[] spreads = new double[barrel.cells()];
        Arrays.fill(spreads, 0.01);
        for (int i = 0; i < 1_500; i++) {
            double[] strengths = new double[barrel.cells()];
            double left = 1 - 1e-4 * i;
            for (int cell = 0; cell < strengths.length; cell++) {
                boolean lost = fading.contains(barrel.x(cell), barrel.y(cell), 0);
                strengths[cell] = 50 * (lost ? left : 1) * (1 + 0.007 * random.nextGaussian());
            }
            grouped.note(
                    strengths,
                    spreads,
                    () -> new double[barrel.cells() + barrel.groups().size()]);
        }
        assertThat(grouped.drifts()).extracting(SlowDrift.Drift::group).containsExactly(fading.name());
        assertThat(grouped.drifts().getFirst().factor()).isBetween(0.84, 0.9);
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
            drift.note(strengths, spreads, () -> wanders);
        }
    }
}
