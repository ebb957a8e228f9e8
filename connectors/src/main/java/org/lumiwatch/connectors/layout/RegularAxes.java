package org.lumiwatch.connectors.layout;

import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;

/** The axes of a histogram that a format with one or two regular axes can carry. */
public record RegularAxes(Axis x, Axis y, int dimensions) {
    /** What ML4DQM writes where there is no y axis. */
    private static final Axis NO_Y = Axis.regular(1, 0, 1);

    /** Throws {@link IllegalArgumentException} when the format cannot carry the histogram. */
    public static RegularAxes of(MonitorElement element) {
        Histogram histogram = element.histogram();
        boolean regular = histogram.axes().stream().allMatch(Axis.Regular.class::isInstance);
        if (!regular || histogram.dimensions() > 2) {
            throw new IllegalArgumentException(
                    "%s: axes %s (expected: one or two regular ones); rebin or project it first"
                            .formatted(element.name(), histogram.axes()));
        }
        boolean map = histogram.dimensions() == 2;
        return new RegularAxes(histogram.axes().get(0), map ? histogram.axes().get(1) : NO_Y, histogram.dimensions());
    }

    public boolean isMap() {
        return dimensions == 2;
    }
}
