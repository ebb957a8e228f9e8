package org.lumiwatch.judge;

import java.util.Optional;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Histogram;

/** Whether a lumisection can be judged by its counts at all. */
final class Countable {
    private Countable() {}

    /** Why an element of this name and geometry cannot be; nothing when it can. */
    static Optional<Reason> refused(MonitorElement element, ElementName name, Geometry geometry, double needed) {
        Histogram histogram = element.histogram();
        if (!geometry.fits(histogram) || !element.name().equals(name)) {
            return Optional.of(new Reason.ChangedBinning(histogram.axes().toString(), geometry.name()));
        }
        if (!histogram.isCounts()) {
            return Optional.of(new Reason.NotCounts());
        }
        return histogram.sum() < needed
                ? Optional.of(new Reason.TooFewEntries(histogram.sum(), needed))
                : Optional.empty();
    }
}
