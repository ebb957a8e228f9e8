package org.lumiwatch.compare;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * How often a healthy map shows more than a given evidence anew: lumisections in which any region rises to a level that it was below
 * before, counted while counts are plenty, continued beyond as an exponential tail of the slope last measured. Regions that overlap
 * rise together and are one event, and one that stays above is none. Theory (rate at level 0, slope) stands in as {@value #PRIOR}
 * lumisections of prior observation, so that a new element is calibrated by theory and an old one by itself.
 *
 * <p>A fault must not teach what is healthy: a rise above level {@value #WAITS} waits until its evidence is gone or found to be a fault.
 * Of those found, as many count as may be false. Mutable.
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
    /** Levels from which on a rise counts only when it did not end in a finding; below, faults are lost among what is healthy. */
    private static final int WAITS = 6;
    /** Lumisections after which evidence that stays without a finding counts. */
    private static final int LONGEST = 200;
    /** False findings that are due at most. */
    private static final double MOST_DUE = 3;

    /** A region rose by these levels, both included. */
    private record Rise(int region, int from, int to) {}

    /** Rises of one lumisection, of which it is not known yet what becomes of them. */
    private static final class Waiting {
        final int lumisection;
        final List<Rise> rises = new ArrayList<>();
        /** Levels to which another region rose in the same lumisection and that are counted: they are one event. */
        final boolean[] counted = new boolean[LEVELS];

        Waiting(int lumisection) {
            this.lumisection = lumisection;
        }
    }

    private final double theoryRate;
    private final double theorySlope;
    private final double[] exceeding = new double[LEVELS];
    private final List<Waiting> waiting = new ArrayList<>();
    private int lumisections;
    /** Findings that should have been false by now, less those counted. */
    private double due;

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
     * @param left whether a region is left out
     */
    void note(float[] before, float[] now, IntPredicate left) {
        double keep = 1 - 1 / MEMORY;
        seen = seen * keep + 1;
        for (int level = 0; level < LEVELS; level++) {
            exceeding[level] *= keep;
        }
        lumisections++;
        boolean[] risen = new boolean[WAITS];
        Waiting above = new Waiting(lumisections);
        for (int region = 0; region < now.length; region++) {
            int to = (int) Math.min(now[region], LEVELS - 1);
            int from = before[region] <= 0 ? 0 : (int) before[region] + 1;
            if (to < from || left.test(region)) {
                continue;
            }
            for (int level = from; level <= Math.min(to, WAITS - 1); level++) {
                risen[level] = true;
            }
            if (to >= WAITS) {
                above.rises.add(new Rise(region, Math.max(from, WAITS), to));
            }
        }
        for (int level = 0; level < WAITS; level++) {
            exceeding[level] += risen[level] ? 1 : 0;
        }
        if (!above.rises.isEmpty()) {
            waiting.add(above);
        }
        base = -1;
    }

    /**
     * Counts the rises of regions whose evidence is gone; forgets those of regions that turned out to be faulty.
     *
     * @param now evidence of each region
     * @param found whether a region is under a finding
     * @param falseRate findings of a healthy map that are expected in a lumisection
     */
    void settle(float[] now, IntPredicate found, double falseRate) {
        due = Math.min(due + falseRate, MOST_DUE);
        boolean mayBeFalse = due >= 1;
        boolean anyFound = false;
        for (Waiting one : waiting) {
            for (Iterator<Rise> rises = one.rises.iterator(); rises.hasNext(); ) {
                Rise rise = rises.next();
                boolean faulty = found.test(rise.region);
                if (!faulty && now[rise.region] > 0 && lumisections - one.lumisection < LONGEST) {
                    continue;
                }
                rises.remove();
                anyFound |= faulty;
                if (!faulty || mayBeFalse) {
                    count(rise, one.counted);
                }
            }
        }
        waiting.removeIf(one -> one.rises.isEmpty());
        due -= anyFound && mayBeFalse ? 1 : 0;
    }

    private void count(Rise rise, boolean[] counted) {
        for (int level = rise.from; level <= rise.to; level++) {
            exceeding[level] += counted[level] ? 0 : 1;
            counted[level] = true;
        }
        base = -1;
    }

    /** Forgets what waits: the map as a whole was wrong. */
    void forgetWaiting() {
        waiting.clear();
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

    /** The evidence up to which rates were counted; beyond, they are continued. */
    double counted() {
        fit();
        return base;
    }

    /** Standard deviation of {@link #logRate} where it is continued: of what was counted last, and of the slope. */
    double doubt(double evidence) {
        fit();
        int low = Math.max(0, base - SPAN);
        double ofSlope = (1 / events(base) - 1 / Math.max(events(low), events(base))) / ((base - low) * (base - low));
        double beyond = Math.max(0, evidence - base);
        return Math.sqrt(1 / events(base) + beyond * beyond * ofSlope);
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
        while (highest > SPAN && events(highest) < ENOUGH) {
            highest--;
        }
        int low = Math.max(0, highest - SPAN);
        double measured = (logCount(low) - logCount(highest)) / (highest - low);
        slope = Math.clamp(measured, LEAST_SLOPE, 1);
        base = highest;
    }

    /** Times that a level was passed, and those that theory stands for. */
    private double events(int level) {
        return exceeding[level] + PRIOR * theory(level);
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
        out.writeDouble(due);
        out.writeInt(lumisections);
        out.writeInt(waiting.size());
        for (Waiting one : waiting) {
            out.writeInt(one.lumisection);
            for (boolean level : one.counted) {
                out.writeBoolean(level);
            }
            out.writeInt(one.rises.size());
            for (Rise rise : one.rises) {
                out.writeInt(rise.region);
                out.writeInt(rise.from);
                out.writeInt(rise.to);
            }
        }
    }

    void restore(DataInput in) throws IOException {
        seen = in.readDouble();
        for (int level = 0; level < LEVELS; level++) {
            exceeding[level] = in.readDouble();
        }
        due = in.readDouble();
        lumisections = in.readInt();
        waiting.clear();
        for (int left = in.readInt(); left > 0; left--) {
            Waiting one = new Waiting(in.readInt());
            for (int level = 0; level < LEVELS; level++) {
                one.counted[level] = in.readBoolean();
            }
            for (int rises = in.readInt(); rises > 0; rises--) {
                one.rises.add(new Rise(in.readInt(), in.readInt(), in.readInt()));
            }
            waiting.add(one);
        }
        base = -1;
    }
}
