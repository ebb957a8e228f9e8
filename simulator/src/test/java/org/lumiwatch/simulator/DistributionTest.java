package org.lumiwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lumiwatch.histogram.Histogram;

class DistributionTest {
    private static final Fill FILL = MapStream.steady(9, 300, 50, 1800);

    @ParameterizedTest
    @EnumSource(Density.class)
    void densitiesIntegrateToOne(Density density) {
        double sum = 0;
        for (double z = -20; z < 200; z += 0.01) {
            sum += density.at(z) * 0.01;
        }

        assertThat(sum).isCloseTo(1, within(0.005));
    }

    @Test
    void binsFluctuateTwiceAsMuchAsPoisson() {
        Subdetector tracker =
                Subdetector.tracker(9, List.of(), DetectorOptions.measured().withCommonMode(0));
        MapStream stream = MapStream.of(tracker, 0, FILL);
        double ratio = 0;
        int bins = 0;
        for (int bin = 0; bin < 100; bin++) {
            if (stream.mean(bin) > 20) {
                double squares = 0;
                for (int i = 0; i < FILL.lumisections(); i++) {
                    squares += stream.fluctuation(i, bin) * stream.fluctuation(i, bin);
                }
                ratio += squares / (FILL.lumisections() - 1);
                bins++;
            }
        }

        assertThat(ratio / bins).isCloseTo(2, within(0.15));
    }

    @Test
    void aShiftMovesTheMeanByItsSizeAndKeepsTheEntries() {
        Subdetector tracker = Subdetector.tracker(9, List.of(), DetectorOptions.measured());
        var signal = tracker.elements().get(1);
        Fault shift = Fault.shape(
                signal,
                org.lumiwatch.element.Box.of(0, 0, 99, 0),
                new Effect.Reshaped(-2, 1),
                new Fault.Span(0, FILL.lumisections() - 1));
        Simulation healthy = new Simulation(9, FILL, List.of(tracker), List.of());
        Simulation shifted = new Simulation(9, FILL, List.of(tracker), List.of(shift));
        double moved = 0;
        double entries = 0;
        for (int i = 0; i < 100; i++) {
            Histogram before = healthy.lumisection(i).get(1).histogram();
            Histogram after = shifted.lumisection(i).get(1).histogram();
            moved += (mean(after) - mean(before)) / 100;
            entries += after.entries() / before.entries() / 100;
        }

        assertThat(moved).isCloseTo(-2, within(0.05));
        assertThat(entries).isCloseTo(1, within(0.01));
    }

    @Test
    void theNumberOfClustersFollowsPileup() {
        Subdetector strips = Subdetector.strips(9, DetectorOptions.measured());
        Fill busy = MapStream.steady(9, 5, 50, 1800);
        Fill quiet = MapStream.steady(9, 5, 25, 1800);
        Histogram atBusy = new Simulation(9, busy, List.of(strips), List.of())
                .lumisection(2)
                .get(1)
                .histogram();
        Histogram atQuiet = new Simulation(9, quiet, List.of(strips), List.of())
                .lumisection(2)
                .get(1)
                .histogram();

        assertThat(mean(atQuiet) / mean(atBusy)).isCloseTo(0.5, within(0.03));
        // one entry an event
        assertThat(atBusy.entries() / busy.moment(2).events()).isCloseTo(1, within(0.1));
    }

    private static double mean(Histogram histogram) {
        double sum = 0;
        for (int bin = 0; bin < histogram.cells(); bin++) {
            sum += histogram.at(bin) * histogram.axes().getFirst().center(bin);
        }
        return sum / histogram.sum();
    }
}
