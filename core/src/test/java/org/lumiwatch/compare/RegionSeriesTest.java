package org.lumiwatch.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lumiwatch.compare.FaultSegments.Segment;

class RegionSeriesTest {
    private static final double[] LOSSES = {0.02, 0.2, 0.5, 0.7};
    private static final double[] EXCESSES = {1.4, 2, 5};
    private static final int LUMISECTIONS = 400;

    /** One ECAL tower: 299 digis in the mean, Fano factor 7.9, luminosity falling by half; the control is 60 times as large. */
    private static RegionSeries tower(SplittableRandom random, double factor, int first, int last) {
        RegionSeries series = new RegionSeries(LUMISECTIONS);
        for (int t = 0; t < LUMISECTIONS; t++) {
            double mean = 299 * (1 - 0.5 * t / LUMISECTIONS);
            double efficiency = t >= first && t <= last ? factor : 1;
            double counts = clustered(random, mean);
            series.set(t, Math.rint(counts * efficiency), clustered(random, 60 * mean));
        }
        return series;
    }

    /** Normal approximation of compound counts with Fano factor 7.9. */
    private static double clustered(SplittableRandom random, double mean) {
        return Math.max(0, Math.rint(mean + Math.sqrt(7.9 * mean) * random.nextGaussian()));
    }

    private static boolean[] presumed(int firstBad, int lastBad) {
        boolean[] healthy = new boolean[LUMISECTIONS];
        Arrays.fill(healthy, true);
        Arrays.fill(healthy, firstBad, lastBad + 1, false);
        return healthy;
    }

    private static List<Segment> faults(RegionSeries series, boolean[] presumed, double[] factors) {
        return series.faults(series.share(presumed), presumed, factors);
    }

    /** Share of faults of which both edges are found within one lumisection, though the online verdict was 4 LS late at both. */
    private static double edgesWithinOne(double factor) {
        SplittableRandom random = new SplittableRandom(7);
        int right = 0;
        int trials = 300;
        for (int i = 0; i < trials; i++) {
            int first = 40 + random.nextInt(200);
            int last = first + 9 + random.nextInt(80);
            List<Segment> found = faults(tower(random, factor, first, last), presumed(first + 4, last + 4), LOSSES);
            boolean both = found.size() == 1
                    && Math.abs(found.getFirst().first() - first) <= 1
                    && Math.abs(found.getFirst().last() - last) <= 1;
            right += both ? 1 : 0;
        }
        return (double) right / trials;
    }

    @Test
    void edgesOfADeadTowerAreFoundWithinOneLumisection() {
        assertThat(edgesWithinOne(0)).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void edgesOfATowerAtHalfEfficiencyAreFoundWithinOneLumisection() {
        assertThat(edgesWithinOne(0.5)).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void atMostOneHealthyRegionInAHundredIsAccused() {
        SplittableRandom random = new SplittableRandom(11);
        int accused = 0;
        for (int i = 0; i < 1000; i++) {
            accused += faults(tower(random, 1, 0, 0), presumed(10, 12), LOSSES).isEmpty() ? 0 : 1;
        }
        assertThat(accused).isLessThanOrEqualTo(10);
    }

    @Test
    void aRegionDeadForMostOfTheRunIsMeasuredAgainstItsFewHealthyLumisections() {
        RegionSeries series = tower(new SplittableRandom(3), 0, 12, LUMISECTIONS - 1);
        assertThat(faults(series, presumed(13, LUMISECTIONS - 1), LOSSES))
                .singleElement()
                .satisfies(segment -> assertThat(segment.first()).isEqualTo(12))
                .satisfies(segment -> assertThat(segment.last()).isEqualTo(LUMISECTIONS - 1))
                .satisfies(segment -> assertThat(segment.factor()).isLessThan(0.01));
    }

    @Test
    void aSingleDeadLumisectionIsFound() {
        RegionSeries series = tower(new SplittableRandom(5), 0, 77, 77);
        assertThat(faults(series, presumed(77, 77), LOSSES))
                .singleElement()
                .extracting(Segment::first, Segment::last)
                .containsExactly(77, 77);
    }

    @Test
    void anIntermittentRegionHasSeveralStretches() {
        RegionSeries series = new RegionSeries(100);
        SplittableRandom random = new SplittableRandom(5);
        for (int t = 0; t < 100; t++) {
            boolean dead = (t >= 20 && t < 30) || (t >= 60 && t < 65);
            series.set(t, dead ? 0 : clustered(random, 299), clustered(random, 18_000));
        }
        boolean[] presumed = Arrays.copyOf(presumed(20, 66), 100);
        assertThat(faults(series, presumed, LOSSES))
                .extracting(Segment::first, Segment::last)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(20, 29), org.assertj.core.groups.Tuple.tuple(60, 64));
    }

    @Test
    void aHotRegionIsSoughtAmongExcesses() {
        RegionSeries series = tower(new SplittableRandom(6), 2, 100, 150);
        assertThat(faults(series, presumed(101, 151), EXCESSES))
                .singleElement()
                .satisfies(segment -> assertThat(segment.factor()).isBetween(1.9, 2.1))
                .satisfies(segment -> assertThat(segment.first()).isBetween(99, 101));
    }

    @Test
    void missingLumisectionsFollowTheirNeighbours() {
        RegionSeries series = new RegionSeries(60);
        SplittableRandom random = new SplittableRandom(8);
        for (int t = 0; t < 60; t++) {
            if (t != 35) {
                series.set(t, t >= 30 && t < 40 ? 0 : clustered(random, 299), clustered(random, 18_000));
            }
        }
        assertThat(faults(series, Arrays.copyOf(presumed(30, 39), 60), LOSSES))
                .extracting(Segment::first, Segment::last)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(30, 39));
    }

    @Test
    void tooFewHealthyLumisectionsGiveNoShare() {
        RegionSeries series = tower(new SplittableRandom(9), 1, 0, 0);
        assertThat(series.share(presumed(4, LUMISECTIONS - 1))).isNaN();
        assertThatThrownBy(() -> series.faults(Double.NaN, presumed(0, 0), LOSSES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("share: NaN (expected: > 0)");
    }
}
