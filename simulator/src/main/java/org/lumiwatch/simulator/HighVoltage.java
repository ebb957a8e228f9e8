package org.lumiwatch.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.conditions.TimeSeries;

/** Voltages that are read while faults with {@link Effect.Tripped} come and go. */
final class HighVoltage {
    private static final double NOMINAL = 380;
    /** Lumisections between two readings when nothing happens. */
    private static final int HEARTBEAT = 100;
    /** Share of the trip that shows half a lumisection before it. */
    private static final double ANNOUNCED = 0.1;

    private HighVoltage() {}

    /** Readings taken during a lumisection, one series a channel: the channel is {@code HV/} and the group that trips. */
    static List<TimeSeries> during(int index, List<Fault> faults, Schedule schedule) {
        Map<Quantity, Map<Instant, Double>> points = new TreeMap<>();
        for (Fault fault : faults) {
            if (fault.effect() instanceof Effect.Tripped trip) {
                read(trip, fault, index, schedule)
                        .forEach((time, volts) -> points.computeIfAbsent(channel(fault), of -> new TreeMap<>())
                                .merge(time, volts, Math::min));
            }
        }
        List<TimeSeries> series = new ArrayList<>();
        points.forEach((channel, of) -> series.add(new TimeSeries(channel, of)));
        return series;
    }

    private static Quantity channel(Fault fault) {
        return new Quantity("HV/" + (fault.group().isEmpty() ? fault.label() : fault.group()), "V");
    }

    private static Map<Instant, Double> read(Effect.Tripped trip, Fault fault, int index, Schedule schedule) {
        boolean announced = fault.activeAt(index + 1) && !fault.activeAt(index);
        boolean over = index > 0 && fault.activeAt(index - 1);
        if (!fault.activeAt(index) && !announced && !over && index % HEARTBEAT != 0) {
            return Map.of();
        }
        double seconds = schedule.conditions(index).value(Quantity.START).orElse(0);
        double drop = NOMINAL * (1 - trip.factor());
        double depth = fault.spellAt(index)
                .map(spell -> trip.depth(index - spell.first(), spell.length()))
                .orElse(0.0);
        Map<Instant, Double> points = new TreeMap<>();
        points.put(at(seconds), NOMINAL - drop * depth);
        if (announced) {
            points.put(at(seconds + Fill.LUMISECTION_SECONDS / 2), NOMINAL - drop * ANNOUNCED);
        }
        return points;
    }

    private static Instant at(double seconds) {
        return Instant.ofEpochMilli(Math.round(seconds * 1000));
    }
}
