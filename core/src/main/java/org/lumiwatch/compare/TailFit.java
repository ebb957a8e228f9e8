package org.lumiwatch.compare;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How often a healthy map shows more than a given evidence anew: lumisections in which any region rises to a level that it was below
 * before, counted while counts are plenty, continued beyond as an exponential tail of the slope last measured. Regions that overlap
 * rise together and are one event, and one that stays above is none. Theory (rate at level 0, slope) stands in as {@value #PRIOR}
 * lumisections of prior observation, so that a new element is calibrated by theory and an old one by itself. Mutable.
 */
final class TailFit {
    private static final int LEVELS = 40;
    private static final double PRIOR = 30;
    private static final double MEMORY = 4000;
    /** Lumisections that another element's tail counts for. */
    private static final double TAKEN_OVER = 300;
    /** Times that a level must have been passed for it to be trusted. */
    private static final double ENOUGH = 12;
    /** Levels over which the slope is measured. */
    private static final int SPAN = 4;

    private static final double LEAST_SLOPE = 0.25;
    /** Share of lumisections from which on their number tells nothing more. */
    private static final double MOST_SHARE = 0.98;

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

    /**
     * Notes one lumisection.
     *
     * @param before largest evidence of each region until then
     * @param now the same with it
     * @param left regions that are left out
     */
    void note(float[] before, float[] now, boolean[] left) {
        boolean[] risen = new boolean[LEVELS];
        for (int region = 0; region < now.length; region++) {
            if (left[region]) {
                continue;
            }
            int to = (int) Math.min(now[region], LEVELS - 1);
            for (int level = (int) Math.ceil(before[region]); level <= to; level++) {
                risen[level] |= before[region] < level || level == 0;
            }
        }
        double keep = 1 - 1 / MEMORY;
        seen = seen * keep + 1;
        for (int level = 0; level < LEVELS; level++) {
            exceeding[level] = exceeding[level] * keep + (risen[level] ? 1 : 0);
        }
        base = -1;
    }

    /**
     * Begins with another's tail, as if so many lumisections had been seen.
     *
     * @param places regions here for one there
     */
    void startFrom(TailFit similar, double places) {
        if (seen > 0 || !similar.isMeasured()) {
            return;
        }
        seen = TAKEN_OVER;
        for (int level = 0; level < LEVELS; level++) {
            exceeding[level] = seen * -Math.expm1(-Math.exp(similar.logCount(level)) * places);
        }
        base = -1;
    }

    /** ln of the number of times that a healthy lumisection is expected to bring {@code evidence} anew. */
    double logRate(double evidence) {
        fit();
        if (evidence >= base) {
            return logCount(base) - slope * (evidence - base);
        }
        int level = (int) evidence;
        double part = evidence - level;
        return logCount(level) * (1 - part) + logCount(level + 1) * part;
    }

    /** The evidence that is brought so often. */
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
        while (highest > SPAN && exceeding[highest] + PRIOR * theory(highest) < ENOUGH) {
            highest--;
        }
        int low = Math.max(0, highest - SPAN);
        double measured = (logCount(low) - logCount(highest)) / (highest - low);
        slope = Math.clamp(measured, LEAST_SLOPE, 1);
        base = highest;
    }

    private double theory(int level) {
        return theoryRate * Math.exp(-theorySlope * level);
    }

    /** Several events in one lumisection are seen as one: Poisson's law tells how many there were. */
    private double logCount(int level) {
        double share = seen > 0 ? Math.min(exceeding[level] / seen, MOST_SHARE) : 0;
        return Math.log((-Math.log1p(-share) * seen + PRIOR * theory(level)) / (seen + PRIOR));
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
