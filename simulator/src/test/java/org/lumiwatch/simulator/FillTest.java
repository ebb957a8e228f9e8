package org.lumiwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumiwatch.conditions.Quantity;

class FillTest {
    @Test
    void pileupDecaysInTwelveHours() {
        Fill fill = new Fill(1, Fill.Options.of(2000));

        assertThat(fill.moment(0).pileup()).isEqualTo(55);
        // 12 hours are 1,853 lumisections
        assertThat(fill.moment(1853).pileup()).isCloseTo(55 / Math.E, within(0.05));
    }

    @Test
    void levellingHoldsPileupForItsTime() {
        Fill fill = new Fill(1, Fill.Options.of(500).withPileup(52, new Luminosity.Levelled(300, 12)));

        assertThat(fill.moment(299).pileup()).isEqualTo(52);
        assertThat(fill.moment(400).pileup()).isLessThan(50);
    }

    @Test
    void aPrescaleColumnChangesTheEventsFromItsPlaceOn() {
        Fill fill = new Fill(1, Fill.Options.of(200).withEvents(1500, List.of(new Fill.PrescaleColumn(100, 3, 1.4))));

        assertThat(meanEvents(fill, 0, 100)).isCloseTo(1500, within(25.0));
        assertThat(meanEvents(fill, 100, 200)).isCloseTo(2100, within(35.0));
        assertThat(fill.conditions(99).value(Quantity.PRESCALE)).hasValue(2);
        assertThat(fill.conditions(100).value(Quantity.PRESCALE)).hasValue(3);
    }

    @Test
    void eventsPerLumisectionAreThoseOfTheRealSampling() {
        Fill fill = new Fill(1, Fill.Options.of(1000));
        for (int i = 0; i < 1000; i++) {
            assertThat(fill.moment(i).events()).isBetween(1300, 2250);
        }
    }

    @Test
    void anotherRunCountsItsLumisectionsFromOne() {
        Fill fill = new Fill(1, Fill.Options.of(200).withRuns(List.of(120), 0, List.of()));

        assertThat(fill.moment(119).id()).hasToString("370001:120");
        assertThat(fill.moment(120).id()).hasToString("370002:1");
        assertThat(fill.all().count()).isEqualTo(200);
    }

    @Test
    void beamsAreNotStableDuringTheRamp() {
        Fill fill = new Fill(1, Fill.Options.of(50).withRuns(List.of(), 10, List.of()));

        assertThat(fill.conditions(9).bit("beams_stable")).hasValue(false);
        assertThat(fill.conditions(10).bit("beams_stable")).hasValue(true);
        assertThat(fill.moment(2).pileup()).isLessThan(20);
    }

    @Test
    void statusBitsDropForTheirTimeOnly() {
        Fill.BitDrop drop = new Fill.BitDrop("hbheb_ready", 20, 22);
        Fill fill = new Fill(1, Fill.Options.of(50).withRuns(List.of(), 0, List.of(drop)));

        assertThat(fill.conditions(19).bit("hbheb_ready")).hasValue(true);
        assertThat(fill.conditions(20).bit("hbheb_ready")).hasValue(false);
        assertThat(fill.conditions(22).bit("hbheb_ready")).hasValue(false);
        assertThat(fill.conditions(23).bit("hbheb_ready")).hasValue(true);
        assertThat(fill.conditions(20).bit("ebp_ready")).hasValue(true);
    }

    @Test
    void lumisectionsStartTwentyThreeSecondsApart() {
        Fill fill = new Fill(1, Fill.Options.of(50));
        double first = fill.conditions(0).value(Quantity.START).orElseThrow();
        double second = fill.conditions(1).value(Quantity.START).orElseThrow();

        assertThat(second - first).isCloseTo(23.31, within(1e-5));
    }

    @Test
    void anEmptyFillIsRefused() {
        assertThatThrownBy(() -> Fill.Options.of(0)).hasMessageContaining("fill: 0 lumisections");
    }

    private static double meanEvents(Fill fill, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += fill.moment(i).events();
        }
        return sum / (to - from);
    }
}
