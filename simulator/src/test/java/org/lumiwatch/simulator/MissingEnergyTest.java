package org.lumiwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.evaluate.InjectedFault;
import org.lumiwatch.evaluate.InjectedFault.Region;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.FindingKind;

class MissingEnergyTest {
    private static final long SEED = 6;
    private static final int LUMISECTIONS = 400;
    private static final Campaign QUIET = new Campaign(SEED, Campaign.Options.quiet(LUMISECTIONS));
    private static final Subdetector MISSING = Subdetector.missingEnergy(SEED);
    private static final Subdetector BARREL = Subdetector.ecalBarrel(SEED, DetectorOptions.measured());
    private static final int SIGNIFICANCE = 0;
    private static final int DIRECTION = 1;
    private static final int SIZE = 2;
    private static final int SUM = 3;

    @Test
    void everyEventEntersEveryElementOnce() {
        Simulation stream = new Simulation(SEED, QUIET, List.of(MISSING), List.of());
        for (int element = 0; element < 4; element++) {
            assertThat(stream.lumisection(5).get(element).histogram().entries()).isEqualTo(1800);
        }
    }

    @Test
    void theElementsOfALumisectionMoveTogether() {
        Simulation stream = new Simulation(SEED, QUIET, List.of(MISSING), List.of());

        double[][] means = means(stream);

        assertThat(correlation(means[SIGNIFICANCE], means[SIZE])).isGreaterThan(0.6);
        assertThat(correlation(means[SUM], means[SIZE])).isBetween(0.2, 0.8);
    }

    @Test
    void aDecoupledElementLooksHealthyByItselfAndDoesNotFollowTheOthers() {
        Fault fault = Fault.shape(
                MISSING.elements().get(SIGNIFICANCE),
                Box.of(0, 0, 50, 0),
                new Effect.Decoupled(),
                new Fault.Span(0, LUMISECTIONS - 1));
        Simulation healthy = new Simulation(SEED, QUIET, List.of(MISSING), List.of());
        Simulation broken = new Simulation(SEED, QUIET, List.of(MISSING), List.of(fault));

        double[][] before = means(healthy);
        double[][] after = means(broken);
        assertThat(correlation(after[SIGNIFICANCE], after[SIZE])).isBetween(-0.35, 0.35);
        assertThat(Math.sqrt(covariance(after[SIGNIFICANCE], after[SIGNIFICANCE])
                        / covariance(before[SIGNIFICANCE], before[SIGNIFICANCE])))
                .isBetween(0.75, 1.33);
        assertThat(broken.lumisection(9).get(SIZE))
                .isEqualTo(healthy.lumisection(9).get(SIZE));
    }

    @Test
    void aDeadRegionPullsTheDirectionTowardsItselfAndAHotOneAway() {
        // a quarter of a turn about phi = 90°, all of it in one half
        Box region = Box.of(9, 0, 26, 16);
        double healthy = towards(0, 1, new Simulation(SEED, QUIET, List.of(BARREL, MISSING), List.of()));
        double dead = towards(0, 1, with(region, 0));
        double hot = towards(0, 1, with(region, 2));

        assertThat(healthy).isCloseTo(0, within(0.02));
        assertThat(dead).isGreaterThan(0.1);
        assertThat(hot).isLessThan(-0.1);
    }

    @Test
    void theTruthTellsOfTheBiasWhereItCanBeSeen() {
        assertThat(truth(Box.of(9, 0, 26, 16)).elements())
                .containsExactly(
                        BARREL.elements().getFirst(), MISSING.elements().get(DIRECTION));
        assertThat(truth(Box.of(9, 3, 9, 3)).elements())
                .containsExactly(BARREL.elements().getFirst());
    }

    @Test
    void aGlobalLossLowersTheSumAndHasNoDirection() {
        Fault half = Fault.global(BARREL, 0.5, new Fault.Span(0, LUMISECTIONS - 1));
        Simulation healthy = new Simulation(SEED, QUIET, List.of(BARREL, MISSING), List.of());
        Simulation lost = new Simulation(SEED, QUIET, List.of(BARREL, MISSING), List.of(half));

        assertThat(mean(lost, 3, 1 + SUM) / mean(healthy, 3, 1 + SUM)).isCloseTo(0.5, within(0.03));
        assertThat(towards(0, 1, lost)).isCloseTo(0, within(0.03));
    }

    @Test
    void countsFluctuateAboutTheExpectedShape() {
        Simulation stream = new Simulation(SEED, QUIET, List.of(MISSING), List.of());
        for (int element = 0; element < 4; element++) {
            ElementName name = MISSING.elements().get(element);
            double squares = 0;
            double stated = 0;
            for (int i = 0; i < 40; i++) {
                Latent latent = stream.latent(i, name);
                Histogram drawn = stream.lumisection(i).get(element).histogram();
                for (int bin = 0; bin < drawn.cells(); bin++) {
                    double away = drawn.at(bin) - latent.mean(bin);
                    squares += away * away / Math.max(1, latent.mean(bin));
                    stated += latent.covarianceBetween(bin, bin) / Math.max(1, latent.mean(bin));
                }
            }
            assertThat(squares / stated).isCloseTo(1, within(0.12));
        }
    }

    private static Simulation with(Box region, double factor) {
        Fault fault =
                Fault.efficiency(BARREL.elements().getFirst(), region, factor, new Fault.Span(0, LUMISECTIONS - 1));
        return new Simulation(SEED, QUIET, List.of(BARREL, MISSING), List.of(fault));
    }

    private static InjectedFault truth(Box box) {
        Fault fault = new Fault(
                "dead",
                FindingKind.DEAD,
                new Effect.Efficiency(0),
                List.of(new Region(BARREL.elements().getFirst(), box)),
                "",
                0,
                9);
        return new Simulation(SEED, QUIET, List.of(BARREL, MISSING), List.of(fault))
                .truth()
                .faults()
                .getFirst();
    }

    /** Mean of the directions' cosine to (x, y) over some lumisections; METPhi comes after the barrel's map. */
    private static double towards(double x, double y, Simulation stream) {
        double along = 0;
        double entries = 0;
        for (int i = 0; i < 10; i++) {
            Histogram phi = stream.lumisection(i).get(1 + DIRECTION).histogram();
            for (int bin = 0; bin < phi.cells(); bin++) {
                double angle = phi.axes().getFirst().center(bin);
                along += phi.at(bin) * (x * Math.cos(angle) + y * Math.sin(angle));
                entries += phi.at(bin);
            }
        }
        return along / entries;
    }

    private static double mean(Simulation stream, int index, int element) {
        return mean(stream.lumisection(index).get(element).histogram());
    }

    private static double mean(Histogram histogram) {
        double sum = 0;
        for (int bin = 0; bin < histogram.cells(); bin++) {
            sum += histogram.at(bin) * histogram.axes().getFirst().center(bin);
        }
        return sum / histogram.sum();
    }

    /** Mean of every element in every lumisection. */
    private static double[][] means(Simulation stream) {
        double[][] means = new double[4][LUMISECTIONS];
        for (int i = 0; i < LUMISECTIONS; i++) {
            var elements = stream.lumisection(i);
            for (int element = 0; element < 4; element++) {
                means[element][i] = mean(elements.get(element).histogram());
            }
        }
        return means;
    }

    private static double correlation(double[] a, double[] b) {
        return covariance(a, b) / Math.sqrt(covariance(a, a) * covariance(b, b));
    }

    private static double covariance(double[] a, double[] b) {
        double meanA = java.util.Arrays.stream(a).average().orElseThrow();
        double meanB = java.util.Arrays.stream(b).average().orElseThrow();
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - meanA) * (b[i] - meanB);
        }
        return sum / (a.length - 1);
    }
}
