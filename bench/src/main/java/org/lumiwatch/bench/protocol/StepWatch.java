package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.List;
import org.lumiwatch.bench.protocol.EraChanges.Adaptation;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.evaluate.metric.Latency.Delay;

/**
 * How long cells stay alarmed after a step that is no fault. Cells that the step brought to life or killed do not take part: an alarm
 * about them is none of the false ones. Mutable.
 */
final class StepWatch {
    private final Geometry geometry;
    private final boolean[] counted;
    private final int lumisections;
    private final List<Boolean> alarmed = new ArrayList<>();
    /** Cells alarmed in every lumisection of the last quarter so far. */
    private final boolean[] throughout;

    /**
     * Of a step.
     *
     * @param counted one flag a cell; owned by this from now on
     * @param lumisections that will be looked at
     */
    StepWatch(Geometry geometry, boolean[] counted, int lumisections) {
        this.geometry = geometry;
        this.counted = counted;
        this.lumisections = lumisections;
        this.throughout = counted.clone();
    }

    /** Takes note of what is alarmed in the next lumisection. */
    void add(List<Box> boxes) {
        boolean[] now = new boolean[counted.length];
        boolean any = false;
        for (Box box : boxes) {
            for (int z = box.z0(); z <= box.z1(); z++) {
                for (int y = box.y0(); y <= box.y1(); y++) {
                    for (int x = box.x0(); x <= box.x1(); x++) {
                        int cell = geometry.cell(x, y, z);
                        now[cell] = counted[cell];
                        any |= counted[cell];
                    }
                }
            }
        }
        alarmed.add(any);
        if (alarmed.size() > lumisections - lumisections / 4) {
            for (int cell = 0; cell < now.length; cell++) {
                throughout[cell] &= now[cell];
            }
        }
    }

    /** What came of it, after all lumisections. */
    Adaptation result() {
        if (alarmed.size() != lumisections) {
            throw new IllegalStateException(
                    "step: %d lumisections (expected: %d)".formatted(alarmed.size(), lumisections));
        }
        int locked = 0;
        int all = 0;
        for (int cell = 0; cell < counted.length; cell++) {
            all += counted[cell] ? 1 : 0;
            locked += throughout[cell] ? 1 : 0;
        }
        return new Adaptation(
                Delay.untilQuiet("step", alarmed).lumisections(), lumisections, all == 0 ? 0 : (double) locked / all);
    }
}
