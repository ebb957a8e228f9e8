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
    private static final int DRAWS = 200;
    private static final Fill FILL = new Fill(4, Fill.Options.of(DRAWS).withEvents(900, List.of()));

    static Stream<Subdetector> subdetectors() {
        return Stream.of(
                Subdetector.ecalBarrel(4, DetectorOptions.measured()),
                Subdetector.ecalBarrel(4, DetectorOptions.measured().withClustering(1.4)),
                Subdetector.hcal(4, List.of(2), DetectorOptions.measured()),
                Subdetector.tracker(4, List.of(1), DetectorOptions.measured()),
                Subdetector.ecalEndcaps(4, DetectorOptions.measured()),
                Subdetector.hcalEndcap(4, DetectorOptions.measured()),
                Subdetector.strips(4, DetectorOptions.measured()));
    }

    @ParameterizedTest
    @MethodSource("subdetectors")
    void countsFluctuateAboutTheLatentMeansAsStated(Subdetector subdetector) {
        ElementName name = subdetector.elements().getFirst();
        // pileup decays and cells wobble: every lumisection has other means
        Simulation simulation =
                new Simulation(4, FILL, List.of(subdetector), List.of(), new UnrestOptions(0, 0.2, 0.2));
        Comparison comparison = new Comparison(subdetector.geometry(name).cells());
        for (int i = 0; i < DRAWS; i++) {
            Latent latent = simulation.latent(i, name);
            comparison.add(
                    latent, simulation.lumisection(i).getFirst().histogram().contents(), i % 8 == 0);
        }

        // neighbours share their fluctuations: fewer independent cells than there are
        assertThat(comparison.chi2PerCell()).isCloseTo(1, within(12 / Math.sqrt(comparison.variance.length)));
        assertThat(comparison.squares / comparison.variances).isCloseTo(1, within(0.02));
        assertThat(comparison.besideOfSome / comparison.squaresOfSome)
                .isCloseTo(comparison.statedBesideOfSome / comparison.squaresOfSome, within(0.06));
    }

    /** Sums over lumisections of what was drawn and what was stated, in units of the mean. */
    private static final class Comparison {
        final double[] away;
        final double[] variance;
        final double[] fano;
        double squares;
        double variances;
        double squaresOfSome;
        double besideOfSome;
        double statedBesideOfSome;

        Comparison(int cells) {
            away = new double[cells];
            variance = new double[cells];
            fano = new double[cells];
        }

        void add(Latent latent, double[] counts, boolean neighboursToo) {
            for (int cell = 0; cell < counts.length; cell++) {
                double residual = counts[cell] - latent.mean(cell);
                double unit = Math.max(1, latent.mean(cell));
                if (neighboursToo || latent.trials() < Integer.MAX_VALUE) {
                    fano[cell] = latent.covarianceBetween(cell, cell) / Math.max(1e-9, latent.mean(cell));
                }
                // changes slowly where counts are not binomial
                double stated = fano[cell] * latent.mean(cell);
                away[cell] += residual;
                variance[cell] += stated;
                squares += residual * residual / unit;
                variances += stated / unit;
                if (neighboursToo && cell % latent.geometry().nx() > 0) {
                    squaresOfSome += residual * residual / unit;
                    besideOfSome += residual * (counts[cell - 1] - latent.mean(cell - 1)) / unit;
                    statedBesideOfSome += latent.covarianceBetween(cell - 1, cell) / unit;
                }
            }
        }

        double chi2PerCell() {
            double chi2 = 0;
            int counting = 0;
            for (int cell = 0; cell < away.length; cell++) {
                if (variance[cell] > 1) {
                    chi2 += away[cell] * away[cell] / variance[cell];
                    counting++;
                } else {
                    assertThat(away[cell]).isCloseTo(0, within(1e-6 + 5 * Math.sqrt(variance[cell])));
                }
            }
            return chi2 / counting;
        }
    }

    @Test
    void flickeringCellsExpectTheirFactorOfASteadyOne() {
        Subdetector barrel = Subdetector.ecalBarrel(4, DetectorOptions.measured());
        ElementName name = barrel.elements().getFirst();
        Latent steady = new Simulation(4, FILL, List.of(barrel), List.of()).latent(150, name);
        Simulation unsteady = new Simulation(4, FILL, List.of(barrel), List.of(), new UnrestOptions(0.05, 0, 0));
        Latent flickering = unsteady.latent(150, name);
        Histogram drawn = unsteady.lumisection(150).getFirst().histogram();
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
        Subdetector barrel = Subdetector.ecalBarrel(4, DetectorOptions.measured());
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
        Subdetector hcal = Subdetector.hcal(4, List.of(1), DetectorOptions.measured());
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
        Subdetector barrel = Subdetector.ecalBarrel(4, DetectorOptions.measured());
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
