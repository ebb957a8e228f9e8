package org.lumiwatch.source;

import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.TimeSeries;
import org.lumiwatch.element.MonitorElement;

/** One record as it came out of a source. */
public sealed interface Delivery {
    Origin origin();

    /** A histogram of a lumisection; {@code dialect} says which variant of the format was taken. */
    record Histogrammed(Origin origin, String dialect, MonitorElement element) implements Delivery {}

    /** Conditions of a lumisection. */
    record Conditioned(Origin origin, LumisectionConditions conditions) implements Delivery {}

    /** Points of one channel. */
    record Charted(Origin origin, TimeSeries series) implements Delivery {}

    /**
     * A record that was refused.
     *
     * @param reason what was found, what was expected, what to do
     * @param excerpt beginning of the record as text, so that a person can find it
     */
    record Rejected(Origin origin, String reason, String excerpt) implements Delivery {}
}
