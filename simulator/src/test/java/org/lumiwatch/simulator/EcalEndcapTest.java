package org.lumiwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.lumisection.LumisectionId;

/** The figures are those measured on public ECAL endcap maps; Fano factor and correlations are taken from the barrel. */
class EcalEndcapTest {
    private static final DetectorOptions QUIET =
            DetectorOptions.measured().withCommonMode(0).withAgeing(0);
    private static final MapStream STREAM =
            MapStream.of(Subdetector.ecalEndcaps(6, QUIET), 1, MapStream.steady(6, 1500, 37, 500));
    private static final double[] SMOOTH = means(DetectorOptions.ideal(), 0);

    @Test
    void theDiscHasAHoleAndNineSectorsThatCoverIt() {
        Geometry geometry = EcalEndcap.plus().geometry();
        boolean[] built = geometry.instrumented();

        assertThat(IntStream.range(0, 400).filter(cell -> built[cell]).count()).isBetween(306L, 309L);
        // wider than high: a swap of axes would show
        assertThat(built[geometry.cell(8, 9, 0)]).isFalse();
        assertThat(built[geometry.cell(9, 8, 0)]).isTrue();
        assertThat(geometry.groups()).hasSize(9);
        for (int cell = 0; cell < 400; cell++) {
            int x = geometry.x(cell);
            int y = geometry.y(cell);
            long holders = geometry.groups().stream()
                    .filter(group -> group.contains(x, y, 0))
                    .count();
            assertThat(holders).isEqualTo(built[cell] ? 1 : 0);
        }
        // the first sector begins at the x axis
        assertThat(geometry.groups().getFirst().contains(18, 10, 0)).isTrue();
        assertThat(geometry.groups().getFirst().contains(10, 18, 0)).isFalse();
    }

    @Test
    void supercrystalsFluctuateAndAgreeAsTowersDo() {
        assertThat(STREAM.fano()).isCloseTo(8, within(0.4));
        assertThat(STREAM.correlation(1, 0)).isCloseTo(0.52, within(0.03));
        assertThat(STREAM.correlation(0, 1)).isCloseTo(0.52, within(0.03));
        assertThat(STREAM.correlation(1, 1)).isCloseTo(0.38, within(0.03));
        assertThat(STREAM.correlation(2, 0)).isCloseTo(0.30, within(0.03));
    }

    @Test
    void nothingCountsOutsideTheDisc() {
        boolean[] built = EcalEndcap.minus().geometry().instrumented();
        for (int cell = 0; cell < 400; cell++) {
            if (!built[cell]) {
                assertThat(STREAM.mean(cell)).isZero();
            }
        }
    }

    @Test
    void theProfileFallsFromTheHoleToTheRim() {
        double mean = 0;
        for (double one : SMOOTH) {
            mean += one / 400;
        }

        assertThat(ring(SMOOTH, 3, 4) / mean).isCloseTo(2.25, within(0.1));
        assertThat(ring(SMOOTH, 9, 10.1) / mean).isCloseTo(0.89, within(0.04));
    }

    @Test
    void bothEndcapsCountTheirOwnDigis() {
        double plus = total(means(DetectorOptions.ideal(), EcalEndcap.plus(), 0));
        double minus = total(means(DetectorOptions.ideal(), EcalEndcap.minus(), 0));

        assertThat(plus).isCloseTo(2097 * 37 + 49052, within(1500.0));
        assertThat(plus / minus).isCloseTo((2097.0 * 37 + 49052) / (2030 * 37 + 48742), within(0.001));
    }

    @Test
    void ageingTakesMoreAtTheHoleThanAtTheRimAndAddsNoise() {
        double[] old = means(DetectorOptions.ideal().withAgeing(1), 247_000);

        assertThat(ring(old, 9, 10.1) / ring(SMOOTH, 9, 10.1)).isBetween(0.92, 0.97);
        assertThat(ring(old, 2, 3) / ring(SMOOTH, 2, 3)).isBetween(0.68, 0.82);
        assertThat(part(0, 247_000)).isGreaterThan(part(0, 0));
    }

    /** Counts without collisions. */
    private static double part(double pileup, double wear) {
        Moment moment = new Moment(0, new LumisectionId(1, 1), Era.Y2022, wear, pileup, 500);
        return total(new EcalMap(6, EcalEndcap.plus(), DetectorOptions.measured())
                .latent(moment)
                .means());
    }

    private static double[] means(DetectorOptions options, double wear) {
        return means(options, EcalEndcap.plus(), wear);
    }

    private static double[] means(DetectorOptions options, EcalEndcap side, double wear) {
        Moment moment = new Moment(0, new LumisectionId(1, 1), Era.Y2022, wear, 37, 500);
        return new EcalMap(6, side, options).latent(moment).means();
    }

    private static double total(double[] means) {
        double sum = 0;
        for (double one : means) {
            sum += one;
        }
        return sum;
    }

    private static double ring(double[] means, double from, double to) {
        double sum = 0;
        int cells = 0;
        for (int cell = 0; cell < 400; cell++) {
            double radius = Math.hypot(cell % 20 - 9.5, cell / 20 - 9.5);
            if (radius >= from && radius < to && means[cell] > 0) {
                sum += means[cell];
                cells++;
            }
        }
        return sum / cells;
    }
}
