package org.lumiwatch.conditions;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.lumiwatch.lumisection.LumisectionId;

/**
 * What is known of one lumisection besides its histograms.
 *
 * @param values finite numbers by quantity, events, pileup and luminosity possible ones; what is unknown is absent
 * @param bits detector status (DCS) and beam flags by name, such as {@code ebp_ready}: for certification and gating by earlier
 *     runs only, never an input to a score
 */
public record LumisectionConditions(LumisectionId id, Map<Quantity, Double> values, Map<String, Boolean> bits) {
    /** Far above what any collider delivers. */
    private static final Map<Quantity, Double> MOST = Map.of(
            Quantity.EVENTS, 1e9,
            Quantity.PILEUP, 1e3,
            Quantity.DELIVERED_LUMINOSITY, 1e6,
            Quantity.RECORDED_LUMINOSITY, 1e6);

    public LumisectionConditions {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
        bits = Collections.unmodifiableMap(new TreeMap<>(bits));
        values.forEach((quantity, value) -> {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        "%s of %s: %s (expected: finite, or absent)".formatted(quantity.name(), id, value));
            }
            // luminosity without beam is a little below 0, as it is measured
            if (Math.abs(value) > MOST.getOrDefault(quantity, Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("%s of %s: %s (expected: at most %s, or absent)"
                        .formatted(quantity.name(), id, value, MOST.get(quantity)));
            }
        });
    }

    /** Nothing is known. */
    public static LumisectionConditions unknown(LumisectionId id) {
        return new LumisectionConditions(id, Map.of(), Map.of());
    }

    public OptionalDouble value(Quantity quantity) {
        Double value = values.get(quantity);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    public Optional<Boolean> bit(String name) {
        return Optional.ofNullable(bits.get(name));
    }

    /** Both joined; where both know a value, {@code newer} wins. */
    public LumisectionConditions updatedWith(LumisectionConditions newer) {
        if (!id.equals(newer.id)) {
            throw new IllegalArgumentException("conditions: of %s (expected: %s)".formatted(newer.id, id));
        }
        Map<Quantity, Double> joinedValues = new TreeMap<>(values);
        joinedValues.putAll(newer.values);
        Map<String, Boolean> joinedBits = new TreeMap<>(bits);
        joinedBits.putAll(newer.bits);
        return new LumisectionConditions(id, joinedValues, joinedBits);
    }
}
