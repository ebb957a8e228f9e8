package org.lumiwatch.bench;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** One entry of a table. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Measure.Value.class, name = "value"),
    @JsonSubTypes.Type(value = Measure.Interval.class, name = "interval"),
    @JsonSubTypes.Type(value = Measure.Below.class, name = "below"),
    @JsonSubTypes.Type(value = Measure.Words.class, name = "words"),
})
public sealed interface Measure {
    /** A number without an interval. */
    record Value(double value) implements Measure {}

    /** A number with its 95 % interval. */
    record Interval(double value, double low, double high) implements Measure {
        public Interval {
            if (low > high) {
                throw new IllegalArgumentException("interval: %s to %s (expected: low <= high)".formatted(low, high));
            }
        }
    }

    /** Nothing was seen: the 95 % upper limit. */
    record Below(double limit) implements Measure {}

    /** Anything else, such as {@code never} or {@code not applicable}. */
    record Words(String text) implements Measure {}

    /**
     * As people read it: {@code 0.97 (0.95–0.98)}, {@code 3.1e-05}, {@code < 5.0e-05}. An interval has as many decimals as its
     * width is worth; what is not a number is a dash.
     */
    default String text() {
        return switch (this) {
            case Value(double value) -> Digits.of(value);
            case Interval(double value, double low, double high) -> Digits.of(value, low, high);
            case Below(double limit) -> "< " + Digits.of(limit);
            case Words(String text) -> text;
        };
    }
}
