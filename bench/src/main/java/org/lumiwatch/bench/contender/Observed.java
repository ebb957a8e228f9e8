package org.lumiwatch.bench.contender;

import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.CountLaw;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;

/**
 * One element of one lumisection, as a contender may see it. Immutable.
 *
 * @param index place in the stream, from 0
 */
public record Observed(int index, MonitorElement element, Geometry geometry, LumisectionConditions conditions) {
    /** Contents of all cells, x fastest; a copy. */
    public double[] counts() {
        return element.histogram().contents();
    }

    /** Most that a cell can count: the number of events in binomial maps, else infinity. */
    public double most() {
        return geometry.law() == CountLaw.BINOMIAL
                ? conditions
                        .value(org.lumiwatch.conditions.Quantity.EVENTS)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "conditions of %s: no events (expected: their number)".formatted(element.at())))
                : Double.POSITIVE_INFINITY;
    }
}
