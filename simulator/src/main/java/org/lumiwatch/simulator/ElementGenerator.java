package org.lumiwatch.simulator;

import java.util.Arrays;
import java.util.List;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.histogram.Axis;

/** Makes one element of healthy lumisections. Immutable: lumisections may be drawn in any order and by any thread. */
interface ElementGenerator {
    ElementName name();

    Geometry geometry();

    List<Axis> axes();

    /** Whether a cell counts anything when all is well: false where nothing is built and where it is known to be dead. */
    boolean live(Era era, int cell);

    default boolean alwaysLive(int cell) {
        return Arrays.stream(Era.values()).allMatch(era -> live(era, cell));
    }

    /** What was wrong from the start, for the truth record: such as {@code 17 cells dead}; empty when nothing. */
    String knownDefects(Era era);

    /** Counts and rates of a healthy lumisection. */
    Cells draw(Moment moment);

    /** What {@link #draw} fluctuates about. */
    Latent latent(Moment moment);

    /** The same with its distribution shifted or widened; maps have none to change. */
    default ElementGenerator distorted(Distortion distortion) {
        return this;
    }
}
