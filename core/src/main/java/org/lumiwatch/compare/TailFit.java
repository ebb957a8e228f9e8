package org.lumiwatch.compare;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How many regions of a healthy map exceed a given evidence in one lumisection: counted while counts are plenty, continued
 * beyond as an exponential tail of the slope last measured. Theory (rate at level 0, slope) stands in as {@value #PRIOR}
 * lumisections of prior observation, so that a new element is calibrated by theory and an old one by itself. Mutable.
 */
final class TailFit {
    private static final int LEVELS = 40;
    private static final double PRIOR = 30;
    private static final double MEMORY = 4000;
    /** Regions that must have exceeded a level for it to be trusted. */
    private static final double ENOUGH = 12;
    /** Levels over which the slope is measured. */
    private static final int SPAN = 4;

    private static final double LEAST_SLOPE = 0.25;

    private final double theoryRate;
    private final double theorySlope;
    private final double[] exceeding = new double[LEVELS];
    private double seen;
    private int base = -1;
    private double slope;

    TailFit(double theoryRate, double theorySlope) {
        this.theoryRate = theoryRate;
        this.theorySlope = theorySlope;
    }

    /** Notes one lumisection. {@code evidence}: largest evidence of each region that is not under a finding. */
    void note(float[] evidence) {
        int[] peaks = new int[LEVELS + 1];
        for (float one : evidence) {
            peaks[(int) Math.min(one, LEVELS)]++;
        }
        double keep = 1 - 1 / MEMORY;
        seen = seen * keep + 1;
        double above = peaks[LEVELS];
        for (int level = LEVELS - 1; level >= 0; level--) {
            above += peaks[level];
            exceeding[level] = exceeding[level] * keep + above;
        }
        base = -1;
    }

    /** ln of the number of regions expected to exceed {@code evidence} in one healthy lumisection. */
    double logRate(double evidence) {
        fit();
        if (evidence >= base) {
            return logCount(base) - slope * (evidence - base);
        }
        int level = (int) evidence;
        double part = evidence - level;
        return logCount(level) * (1 - part) + logCount(level + 1) * part;
    }

    /** The evidence that so many regions exceed in one healthy lumisection. */
    double evidenceAt(double logRate) {
        fit();
        return Math.max(1, base + (logCount(base) - logRate) / slope);
    }

    /** Whether the tail at {@code evidence} was counted, rather than continued or taken from theory. */
    boolean isMeasuredAt(double evidence) {
        return evidence < LEVELS && exceeding[(int) evidence] >= ENOUGH;
    }

    /** Whether own observations outweigh theory. */
    boolean isMeasured() {
        return seen > PRIOR;
    }

    private void fit() {
        if (base >= 0) {
            return;
        }
        int highest = LEVELS - 1;
        while (highest > SPAN && count(highest) < ENOUGH) {
            highest--;
        }
        int low = Math.max(0, highest - SPAN);
        double measured = (logCount(low) - logCount(highest)) / (highest - low);
        slope = Math.clamp(measured, LEAST_SLOPE, 1);
        base = highest;
    }

    private double count(int level) {
        return exceeding[level] + PRIOR * theoryRate * Math.exp(-theorySlope * level);
    }

    private double logCount(int level) {
        return Math.log(count(level) / (seen + PRIOR));
    }

    void save(DataOutput out) throws IOException {
        out.writeDouble(seen);
        for (double one : exceeding) {
            out.writeDouble(one);
        }
    }

    void restore(DataInput in) throws IOException {
        seen = in.readDouble();
        for (int level = 0; level < LEVELS; level++) {
            exceeding[level] = in.readDouble();
        }
        base = -1;
    }
}
