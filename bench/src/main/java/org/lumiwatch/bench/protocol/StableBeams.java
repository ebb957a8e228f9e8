package org.lumiwatch.bench.protocol;

import org.lumiwatch.simulator.Schedule;

/** Where a stream's first stable beams are: a campaign begins with the ramp of a fill. */
final class StableBeams {
    private static final double PILEUP = 30;

    private StableBeams() {}

    /** Place of the first lumisection with a pileup of 30, at most {@code last}. */
    static int first(Schedule schedule, int last) {
        int index = 0;
        while (index < last && schedule.moment(index).pileup() < PILEUP) {
            index++;
        }
        return index;
    }
}
