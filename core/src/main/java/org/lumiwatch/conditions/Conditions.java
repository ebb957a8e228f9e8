package org.lumiwatch.conditions;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lumiwatch.lumisection.LumisectionId;

/** Conditions of many lumisections: values per lumisection, and time series joined by the lumisection's start. Immutable. */
public final class Conditions {
    private static final Conditions NONE = new Conditions(List.of(), List.of());

    private final Map<LumisectionId, LumisectionConditions> byLumisection = new TreeMap<>();
    private final Map<Quantity, TimeSeries> series = new TreeMap<>();

    /** Entries for the same lumisection are joined, later ones win; so are points of the same channel. */
    public Conditions(Collection<LumisectionConditions> perLumisection, Collection<TimeSeries> series) {
        for (LumisectionConditions conditions : perLumisection) {
            byLumisection.merge(conditions.id(), conditions, LumisectionConditions::updatedWith);
        }
        for (TimeSeries one : series) {
            this.series.merge(one.channel(), one, Conditions::joined);
        }
    }

    public static Conditions none() {
        return NONE;
    }

    /** What is known of {@code id}; {@link LumisectionConditions#unknown} when nothing is. */
    public LumisectionConditions at(LumisectionId id) {
        LumisectionConditions known = byLumisection.get(id);
        return known == null ? LumisectionConditions.unknown(id) : known;
    }

    /** Value of a channel at the start of {@code id}, when the start is known and a value at most {@code maxAge} old exists. */
    public Optional<TimeSeries.Reading> reading(LumisectionId id, Quantity channel, Duration maxAge) {
        TimeSeries of = series.get(channel);
        var start = at(id).value(Quantity.START);
        if (of == null || start.isEmpty()) {
            return Optional.empty();
        }
        Instant time = Instant.ofEpochMilli(Math.round(start.getAsDouble() * 1000));
        return of.asOf(time).filter(reading -> reading.age().compareTo(maxAge) <= 0);
    }

    /** All lumisections with conditions, rising. */
    public Collection<LumisectionConditions> all() {
        return Collections.unmodifiableCollection(byLumisection.values());
    }

    /** All time series, by channel. */
    public Collection<TimeSeries> series() {
        return Collections.unmodifiableCollection(series.values());
    }

    /** Both joined; where both know a value, {@code newer} wins. */
    public Conditions updatedWith(Conditions newer) {
        List<LumisectionConditions> per = new ArrayList<>(byLumisection.values());
        per.addAll(newer.byLumisection.values());
        List<TimeSeries> both = new ArrayList<>(series.values());
        both.addAll(newer.series.values());
        return new Conditions(per, both);
    }

    private static TimeSeries joined(TimeSeries older, TimeSeries newer) {
        Map<Instant, Double> points = new TreeMap<>(older.points());
        points.putAll(newer.points());
        return new TimeSeries(older.channel(), points);
    }
}
