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
    record Interval(double value, double low, double high) implements Measure {}

    /** Nothing was seen: the 95 % upper limit. */
    record Below(double limit) implements Measure {}

    /** Anything else, such as {@code never} or {@code not applicable}. */
    record Words(String text) implements Measure {}
}
