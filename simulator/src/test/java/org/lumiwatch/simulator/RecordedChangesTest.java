package org.lumiwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumiwatch.conditions.Conditions;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.conditions.TimeSeries;
import org.lumiwatch.element.Box;
import org.lumiwatch.evaluate.InjectedFault.Course;
import org.lumiwatch.evaluate.InjectedFault.Region;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.simulator.Fault.Span;
import org.lumiwatch.source.Delivery;

/** Steps that are told in the conditions, and voltages that tell of faults to come. */
class RecordedChangesTest {
    private static final long SEED = 8;
    private static final Campaign QUIET = new Campaign(SEED, Campaign.Options.quiet(300));
    private static final Subdetector BARREL = Subdetector.ecalBarrel(SEED, DetectorOptions.measured());
    private static final Fault STEP = Fault.global(BARREL, 0.8, new Span(100, 199));
    private static final Box MODULE = Box.of(0, 0, 3, 16);
    private static final Fault TRIP = new Fault(
            "trip",
            FindingKind.DEAD,
            new Effect.Tripped(0, 3),
            List.of(new Region(BARREL.elements().getFirst(), MODULE)),
            "EB-01",
            50,
            69);

    @Test
    void theSameStepOnRecordIsANuisanceWithTheSameCounts() {
        Simulation unknown = new Simulation(SEED, QUIET, List.of(BARREL), List.of(STEP));
        Simulation recorded = new Simulation(SEED, QUIET, List.of(BARREL), List.of(STEP.recorded()));

        assertThat(recorded.lumisection(150)).isEqualTo(unknown.lumisection(150));
        assertThat(recorded.truth().faults()).isEmpty();
        assertThat(recorded.truth().nuisances())
                .filteredOn(one -> one.kind().equals("recorded change"))
                .singleElement()
                .satisfies(one ->
                        assertThat(one.first()).isEqualTo(QUIET.moment(100).id()));
        assertThat(unknown.conditions(150)).isEqualTo(QUIET.conditions(150));
        double before = configuration(recorded, 99);
        assertThat(QUIET.conditions(99).value(Quantity.CONFIGURATION)).hasValue(before);
        assertThat(configuration(recorded, 100)).isEqualTo(before + 1);
        assertThat(configuration(recorded, 199)).isEqualTo(before + 1);
        assertThat(configuration(recorded, 200)).isEqualTo(before + 2);
    }

    @Test
    void eventsLostOnRecordAreMissingFromTheConditionsToo() {
        Fault half = new Fault(
                "half the events", FindingKind.GLOBAL, new Effect.LostEvents(0.5), STEP.regions(), "", 100, 199);
        Simulation recorded = new Simulation(SEED, QUIET, List.of(BARREL), List.of(half.recorded()));

        assertThat(recorded.conditions(99).value(Quantity.EVENTS)).hasValue(1800);
        assertThat(recorded.conditions(100).value(Quantity.EVENTS)).hasValue(900);
    }

    @Test
    void aTripRampsDownAndUp() {
        Simulation healthy = new Simulation(SEED, QUIET, List.of(BARREL), List.of());
        Simulation tripped = new Simulation(SEED, QUIET, List.of(BARREL), List.of(TRIP));

        List<Double> left = new ArrayList<>();
        for (int index : List.of(49, 50, 51, 52, 53, 66, 67, 68, 69, 70)) {
            left.add(sum(tripped, index) / sum(healthy, index));
        }
        List<Double> expected = List.of(1.0, 0.75, 0.5, 0.25, 0.0, 0.0, 0.25, 0.5, 0.75, 1.0);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(left.get(i)).isCloseTo(expected.get(i), within(0.01));
        }
        assertThat(tripped.truth().faults().getFirst().course()).isEqualTo(Course.RAMPED);
    }

    @Test
    void theVoltageFallsBeforeTheFirstCountIsLost() {
        Simulation tripped = new Simulation(SEED, QUIET, List.of(BARREL), List.of(TRIP));
        List<LumisectionConditions> told = new ArrayList<>();
        List<TimeSeries> series = new ArrayList<>();
        List<Double> warned = new ArrayList<>();
        Quantity channel = new Quantity("HV/EB-01", "V");
        tripped.read(delivery -> {
            switch (delivery) {
                case Delivery.Charted charted -> series.add(charted.series());
                case Delivery.Conditioned conditioned -> told.add(conditioned.conditions());
                case Delivery.Histogrammed histogrammed -> {
                    if (histogrammed.element().at().equals(QUIET.moment(50).id())) {
                        // the last reading that was delivered before the first faulty lumisection began
                        warned.add(series.stream()
                                .flatMap(one -> one.points().entrySet().stream())
                                .filter(point -> point.getKey().toEpochMilli()
                                        < 1000
                                                * told.getLast()
                                                        .value(Quantity.START)
                                                        .orElseThrow())
                                .reduce((before, after) -> after)
                                .orElseThrow()
                                .getValue());
                    }
                }
                case Delivery.Rejected rejected -> throw new AssertionError(rejected);
            }
        });
        Conditions conditions = new Conditions(told, series);

        assertThat(warned).containsExactly(342.0);
        assertThat(reading(conditions, 40, channel)).isEqualTo(380);
        assertThat(reading(conditions, 60, channel)).isZero();
        assertThat(reading(conditions, 75, channel)).isEqualTo(380);
    }

    private static double reading(Conditions conditions, int index, Quantity channel) {
        return conditions
                .reading(QUIET.moment(index).id(), channel, Duration.ofHours(2))
                .orElseThrow()
                .value();
    }

    private static double configuration(Simulation simulation, int index) {
        return simulation.conditions(index).value(Quantity.CONFIGURATION).orElseThrow();
    }

    private static double sum(Simulation simulation, int index) {
        var map = simulation.lumisection(index).getFirst().histogram();
        double sum = 0;
        for (int y = MODULE.y0(); y <= MODULE.y1(); y++) {
            for (int x = MODULE.x0(); x <= MODULE.x1(); x++) {
                sum += map.at(x, y);
            }
        }
        return sum;
    }
}
