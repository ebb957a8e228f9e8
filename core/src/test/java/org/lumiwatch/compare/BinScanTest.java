package org.lumiwatch.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;

class BinScanTest {
    private static final int BINS = 50;
    private static final double MEAN = 40;

    private final double[] counts = new double[BINS];

    BinScanTest() {
        Arrays.fill(counts, MEAN);
    }

    @Test
    void allPlacesBeyondTheThresholdAreFoundTheStrongestFirst() {
        counts[10] = 0;
        counts[11] = 0;
        counts[30] = 10 * MEAN;
        List<BinScan.Place> places = BinScan.deviations(histogram(), expected(), 20);
        assertThat(places).extracting(BinScan.Place::box).containsExactly(Box.of(30, 0, 30, 0), Box.of(10, 0, 11, 0));
        assertThat(places).extracting(BinScan.Place::factor).containsExactly(10.0, 0.0);
    }

    @Test
    void belowTheThresholdTheStrongestPlaceIsTold() {
        counts[20] = 0;
        counts[40] = 15;
        BinScan.Place place = BinScan.deviations(histogram(), expected(), 1000).getFirst();
        assertThat(place.box()).isEqualTo(Box.of(20, 0, 20, 0));
        assertThat(place.logRatio()).isCloseTo(MEAN * 0.98, within(1e-9));
    }

    @Test
    void whatIsAsExpectedIsEvidenceOfNothing() {
        counts[5] = 1.9 * MEAN;
        assertThat(BinScan.deviations(histogram(), expected(), 20))
                .singleElement()
                .satisfies(place -> assertThat(place.logRatio()).isZero());
    }

    private Histogram histogram() {
        return Histogram.of(List.of(Axis.regular(BINS, 0, 1)), counts);
    }

    private static Prediction expected() {
        double[] mean = new double[BINS];
        boolean[] live = new boolean[BINS];
        Arrays.fill(mean, MEAN);
        Arrays.fill(live, true);
        return new Prediction(Geometry.line(BINS), mean, new double[BINS], new double[BINS], live, 1, Double.NaN);
    }
}
