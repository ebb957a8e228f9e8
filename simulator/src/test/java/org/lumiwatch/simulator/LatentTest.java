package org.lumiwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.histogram.Histogram;

/** What the simulator says of its own draws is what they do. */
class LatentTest {
    private static final int DRAWS = 1000;
    private static final Fill FILL = new Fill(4, Fill.Options.of(DRAWS).withEvents(900, List.of()));

    static Stream<Subdetector> subdetectors() {
        return Stream.of(
                Subdetector.ecalBarrel(4, EcalBarrel.Options.defaults()),
                Subdetector.hcal(4, List.of(2)),
                Subdetector.tracker(4, List.of(1)));
    }

    @ParameterizedTest
    @MethodSource("subdetectors")
    void countsFluctuateAboutTheLatentMeansAsStated(Subdetector subdetector) {
        ElementName name = subdetector.elements().getFirst();
        // pileup decays and cells wobble: every lumisection has other means
        Simulation simulation = new Simulation(4, FILL, List.of(subdetector), List.of(), new UnrestOptions(0, 0.2));
        int cells = simulation.latent(0, name).means().length;
        double[] away = new double[cells];
        double[] variance = new double[cells];
        double squares = 0;
        double beside = 0;
        double statedSquares = 0;
        double statedBeside = 0;
        for (int i = 0; i < DRAWS; i++) {
            Latent latent = simulation.latent(i, name);
            double[] means = latent.means();
            Histogram histogram = simulation.lumisection(i).getFirst().histogram();
            double before = 0;
            for (int cell = 0; cell < cells; cell++) {
                double residual = histogram.at(cell) - means[cell];
                away[cell] += residual;
                double stated = i % 50 == 0 ? latent.covarianceBetween(cell, cell) : 0;
                variance[cell] += 50 * stated;
                squares += residual * residual / Math.max(means[cell], 1);
                statedSquares += 50 * stated / Math.max(means[cell], 1);
                if (cell % latent.geometry().nx() > 0) {
                    beside += residual * before / Math.max(means[cell], 1);
                    statedBeside +=
                            i % 50 == 0 ? 50 * latent.covarianceBetween(cell - 1, cell) / Math.max(means[cell], 1) : 0;
                }
                before = residual;
            }
        }
        double chi2 = 0;
        int counting = 0;
        for (int cell = 0; cell < cells; cell++) {
            if (variance[cell] > 1) {
                chi2 += away[cell] * away[cell] / variance[cell];
                counting++;
            } else {
                assertThat(away[cell]).isCloseTo(0, within(1e-6 + 5 * Math.sqrt(variance[cell])));
            }
        }

        // neighbours share their fluctuations: fewer independent cells than there are
        assertThat(chi2 / counting).isCloseTo(1, within(12 / Math.sqrt(counting)));
        assertThat(squares / statedSquares).isCloseTo(1, within(0.02));
        assertThat((beside - statedBeside) / squares).isCloseTo(0, within(0.012));
    }

    @Test
    void flickeringCellsExpectTheirFactorOfASteadyOne() {
        Subdetector barrel = Subdetector.ecalBarrel(4, EcalBarrel.Options.defaults());
        ElementName name = barrel.elements().getFirst();
        Latent steady = new Simulation(4, FILL, List.of(barrel), List.of()).latent(700, name);
        Simulation unsteady = new Simulation(4, FILL, List.of(barrel), List.of(), new UnrestOptions(0.05, 0));
        Latent flickering = unsteady.latent(700, name);
        Histogram drawn = unsteady.lumisection(700).getFirst().histogram();
        int off = 0;
        for (int cell = 0; cell < 72 * 34; cell++) {
            if (flickering.mean(cell) == 0 && steady.mean(cell) > 0) {
                off++;
                assertThat(drawn.at(cell)).isZero();
                assertThat(flickering.covarianceBetween(cell, cell)).isZero();
            }
        }

        // half of 120 flickering towers switch off, half of the time
        assertThat(off).isBetween(15, 50);
    }

    @Test
    void theLagsOfTheEcalBarrelAreThoseMeasured() {
        Subdetector barrel = Subdetector.ecalBarrel(4, EcalBarrel.Options.defaults());
        Latent latent = new Simulation(4, FILL, List.of(barrel), List.of())
                .latent(7, barrel.elements().getFirst());
        double fano = latent.covariance(0, 0);

        assertThat(fano).isCloseTo(7.9, within(0.3));
        assertThat(latent.covariance(1, 0) / fano).isCloseTo(0.52, within(0.015));
        assertThat(latent.covariance(1, 1) / fano).isCloseTo(0.38, within(0.015));
        assertThat(latent.covariance(0, 2) / fano).isCloseTo(0.30, within(0.015));
        assertThat(latent.trials()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void binomialMapsKnowTheirTrials() {
        Subdetector hcal = Subdetector.hcal(4, List.of(1));
        Latent latent = new Simulation(4, FILL, List.of(hcal), List.of())
                .latent(7, hcal.elements().getFirst());
        int cell = latent.geometry().cell(3, 4, 0);

        assertThat(latent.trials()).isEqualTo(FILL.moment(7).events());
        // the forward calorimeter counts every event
        assertThat(latent.mean(cell)).isEqualTo(latent.trials());
        assertThat(latent.covarianceBetween(cell, cell)).isZero();
    }

    @Test
    void variantsOfOneDrawDifferInTheCellsOfTheirFaultsOnly() {
        Subdetector barrel = Subdetector.ecalBarrel(4, EcalBarrel.Options.defaults());
        ElementName name = barrel.elements().getFirst();
        Box own = Box.of(1, 2, 1, 2);
        Fault.Span always = new Fault.Span(0, DRAWS - 1);
        Fault standing = Fault.efficiency(name, own, 0, always);
        Simulation stream = new Simulation(4, FILL, List.of(barrel), List.of(standing), UnrestOptions.typical());
        Box box = Box.of(60, 5, 64, 9);

        var variants = stream.variants(
                9,
                name,
                List.of(
                        List.of(),
                        List.of(Fault.efficiency(name, box, 0.5, always)),
                        List.of(Fault.efficiency(name, box, 2, always))));

        Histogram plain = variants.getFirst().histogram();
        assertThat(plain).isEqualTo(stream.lumisection(9).getFirst().histogram());
        for (int cell = 0; cell < plain.cells(); cell++) {
            boolean touched = box.contains(cell % 72, cell / 72, 0);
            double half = variants.get(1).histogram().at(cell);
            double twice = variants.get(2).histogram().at(cell);
            if (touched && plain.at(cell) > 50) {
                assertThat(half).isLessThan(plain.at(cell));
                assertThat(twice).isGreaterThan(plain.at(cell));
            } else if (!touched) {
                assertThat(half).isEqualTo(plain.at(cell));
                assertThat(twice).isEqualTo(plain.at(cell));
            }
        }
        assertThat(stream.withFaults(9, name, List.of(Fault.efficiency(name, box, 0.5, always))))
                .isEqualTo(variants.get(1));
    }
}
