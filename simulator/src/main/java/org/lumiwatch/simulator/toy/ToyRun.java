package org.lumiwatch.simulator.toy;

import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.lumisection.LumisectionId;

/**
 * One run of one lumisection, with the truth behind it.
 *
 * @param histogram what was seen
 * @param healthy mean and width that the run has, or would have without its fault
 * @param systematic share of the entries right of the middle that is added (above 0) or lost (below)
 * @param produced entries drawn, before the systematic and dead bins, those beyond the axis too
 * @param changed whether mean or width took a new level in this run
 * @param fault {@link ToyFault#NONE} for a good run
 */
public record ToyRun(
        LumisectionId id,
        Histogram histogram,
        Gaussian healthy,
        double systematic,
        int produced,
        boolean changed,
        ToyFault fault) {

    /** A normal distribution. */
    public record Gaussian(double mean, double width) {
        public Gaussian {
            if (!(width > 0)) {
                throw new IllegalArgumentException("width: %s (expected: > 0)".formatted(width));
            }
        }

        Gaussian shifted(ToyFault fault) {
            return new Gaussian(mean + fault.meanShift(), width + fault.widthShift());
        }
    }

    public boolean isBad() {
        return fault.runs() > 0;
    }

    /** Whether this is the first run of its fault. */
    public boolean isOnset() {
        return isBad() && fault.first() == id.run();
    }
}
