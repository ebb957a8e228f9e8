package org.lumiwatch.compare;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * What {@link RegionEvidence} remembers of all regions of a bank: replaced as a whole every lumisection, never changed after {@link
 * RegionEvidence#accept}. Arrays are read in inner loops.
 */
final class RegionState {
    /** Per region and factor. */
    final float[] sums;
    /** Per region and factor: counts observed and expected, and the lumisection, since evidence began. */
    final float[] observed;

    final float[] expected;
    /** Of regions judged given what surrounds them: bare counts, where {@link #observed} is what they come to so; else empty. */
    final float[] counted;

    final int[] sinceRun;
    final int[] sinceNumber;
    /** Per region: strongest evidence for a fault that lessens counts, and for one that adds them. */
    final float[] cold;

    final float[] hot;
    /** Per region: evidence that the fault is over, against the factor it had. */
    final float[] recovery;
    /** Per region judged given what surrounds it: the estimate of the last lumisection, not saved; else empty. */
    final float[] deviation;

    final float[] information;

    RegionState(int regions, boolean given) {
        sums = new float[regions * Factors.count()];
        observed = new float[regions * Factors.count()];
        expected = new float[regions * Factors.count()];
        counted = new float[given ? regions * Factors.count() : 0];
        sinceRun = new int[regions * Factors.count()];
        sinceNumber = new int[regions * Factors.count()];
        cold = new float[regions];
        hot = new float[regions];
        recovery = new float[regions];
        deviation = new float[given ? regions : 0];
        information = new float[given ? regions : 0];
    }

    /** Forgets the evidence of a region. */
    void clear(int region) {
        Arrays.fill(sums, region * Factors.count(), (region + 1) * Factors.count(), 0);
        cold[region] = 0;
        hot[region] = 0;
        recovery[region] = 0;
    }

    /** Brings the strongest evidence of a region up to date with its sums. */
    void summarise(int region) {
        for (int h = 0; h < Factors.count(); h++) {
            float sum = sums[region * Factors.count() + h];
            if (Factors.hot(h)) {
                hot[region] = Math.max(hot[region], sum);
            } else {
                cold[region] = Math.max(cold[region], sum);
            }
        }
    }

    /** The region × factor with the strongest evidence of a region. */
    int strongestSlot(int region) {
        int strongest = region * Factors.count();
        for (int slot = strongest + 1; slot < (region + 1) * Factors.count(); slot++) {
            strongest = sums[slot] > sums[strongest] ? slot : strongest;
        }
        return strongest;
    }

    /** Observed over expected since the strongest evidence of a region began. */
    double factor(int region) {
        int slot = strongestSlot(region);
        return expected[slot] > 0 ? observed[slot] / expected[slot] : 1;
    }

    double strongest(int region) {
        return Math.max(cold[region], hot[region]);
    }

    void save(DataOutput out) throws IOException {
        for (float sum : sums) {
            out.writeFloat(sum);
        }
        for (int slot = 0; slot < sums.length; slot++) {
            out.writeFloat(observed[slot]);
            out.writeFloat(expected[slot]);
            out.writeInt(sinceRun[slot]);
            out.writeInt(sinceNumber[slot]);
        }
        for (float one : recovery) {
            out.writeFloat(one);
        }
        for (float one : counted) {
            out.writeFloat(one);
        }
    }

    /** Reads what {@link #save} wrote into one that remembers nothing yet. */
    void restore(DataInput in) throws IOException {
        for (int slot = 0; slot < sums.length; slot++) {
            sums[slot] = in.readFloat();
        }
        for (int slot = 0; slot < sums.length; slot++) {
            observed[slot] = in.readFloat();
            expected[slot] = in.readFloat();
            sinceRun[slot] = in.readInt();
            sinceNumber[slot] = in.readInt();
        }
        for (int region = 0; region < recovery.length; region++) {
            recovery[region] = in.readFloat();
            summarise(region);
        }
        for (int slot = 0; slot < counted.length; slot++) {
            counted[slot] = in.readFloat();
        }
    }
}
