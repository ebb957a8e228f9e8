package org.lumiwatch.judge;

import java.io.DataInput;
import java.io.IOException;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.histogram.Histogram;

/**
 * Judges occupancy maps without any history: finds dead, degraded, hot and noisy cells and regions of a single lumisection against
 * its own surroundings.
 *
 * <p>It has no memory, so it cannot tell a new incident from one that lasts, and spends no budget of incidents per day: its
 * threshold is a chance per map. It cannot see what a whole map, or a ring of it, has in common.
 *
 * @param falseAlarmsPerMap upper bound of the chance to call a healthy map bad, in (0, 1)
 */
public record LocalOccupancy(double falseAlarmsPerMap) implements QualityTestKind {
    private static final TestId ID = new TestId("local-occupancy", 1);
    private static final int FORMAT = 1;
    private static final int FEWEST_CELLS = 100;

    public LocalOccupancy {
        if (!(falseAlarmsPerMap > 0 && falseAlarmsPerMap < 1)) {
            throw new IllegalArgumentException(
                    "false alarms per map: %s (expected: above 0, below 1)".formatted(falseAlarmsPerMap));
        }
    }

    /** One false alarm in at least 100 maps. */
    public static LocalOccupancy standard() {
        return new LocalOccupancy(0.01);
    }

    @Override
    public TestId id() {
        return ID;
    }

    /** Maps of at least 100 cells that hold counts. */
    @Override
    public boolean judges(Geometry geometry, Histogram sample) {
        return geometry.ny() > 1 && geometry.cells() >= FEWEST_CELLS && sample.isCounts();
    }

    @Override
    public QualityTest begin(ElementName name, Geometry geometry, TestOptions options) {
        return new LocalOccupancyTest(this, name, geometry, options);
    }

    @Override
    public QualityTest restore(ElementName name, Geometry geometry, TestOptions options, DataInput in)
            throws IOException {
        int format = in.readInt();
        if (format != FORMAT) {
            throw new IllegalArgumentException("saved %s: format %d (expected: %d); begin a new one, it has no memory"
                    .formatted(ID, format, FORMAT));
        }
        return begin(name, geometry, options);
    }

    static int format() {
        return FORMAT;
    }
}
