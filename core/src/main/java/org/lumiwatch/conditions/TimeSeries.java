package org.lumiwatch.conditions;

import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Time-stamped values of one channel: a voltage, a temperature, a beam current. Immutable; joined "as of" a time: the last
 * value at or before it, with its age, for a value that is hours old says something else than one of a second ago.
 */
public final class TimeSeries {
    private final Quantity channel;
    private final NavigableMap<Instant, Double> points;

    /** Points in any order; of two at the same time the later in iteration order wins. */
    public TimeSeries(Quantity channel, java.util.Map<Instant, Double> points) {
        this.channel = channel;
        this.points = new TreeMap<>(points);
    }

    public Quantity channel() {
        return channel;
    }

    public int size() {
        return points.size();
    }

    /** The last value at or before {@code time}. */
    public Optional<Reading> asOf(Instant time) {
        var point = points.floorEntry(time);
        return point == null
                ? Optional.empty()
                : Optional.of(new Reading(point.getValue(), Duration.between(point.getKey(), time)));
    }

    /** All points, rising in time. */
    public NavigableMap<Instant, Double> points() {
        return java.util.Collections.unmodifiableNavigableMap(points);
    }

    /** A value and how old it was when asked for. */
    public record Reading(double value, Duration age) {}
}
