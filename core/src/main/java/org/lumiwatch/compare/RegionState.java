package org.lumiwatch.compare;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.lumiwatch.lumisection.LumisectionId;

/**
 * What {@link RegionEvidence} remembers of all regions of a bank: replaced as a whole every lumisection, never changed after {@link
 * RegionEvidence#accept}. Only regions with evidence have slots, one for each factor. Arrays are read in inner loops.
 */
final class RegionState {
    /** Per region: its first slot, or 0. Slots from 0 on are those of all regions without evidence; they stay zero. */
    private final int[] first;

    private int used = Factors.count();

    /** By slot. */
    float[] sums;
    /** By slot: counts observed and expected, and the lumisection, since evidence began. */
    float[] observed;

    float[] expected;
    /** By slot: bare counts, where {@link #observed} is what they come to given what surrounds the region. */
    float[] bare;

    int[] sinceRun;
    int[] sinceNumber;
    /** Per region: strongest evidence for a fault that lessens counts, and for one that adds them. */
    final float[] cold;

    final float[] hot;
    /** Per region: evidence that the fault is over, against the factor it had. */
    final float[] recovery;

    /** @param likely regions that will have evidence, about */
    private RegionState(int regions, int likely) {
        first = new int[regions];
        int slots = (likely + 1) * Factors.count();
        sums = new float[slots];
        observed = new float[slots];
        expected = new float[slots];
        bare = new float[slots];
        sinceRun = new int[slots];
        sinceNumber = new int[slots];
        cold = new float[regions];
        hot = new float[regions];
        recovery = new float[regions];
    }

    static RegionState empty(int regions) {
        return new RegionState(regions, 0);
    }

    /** An empty one for what follows this. */
    RegionState next() {
        return new RegionState(first.length, used / Factors.count());
    }

    /** Of a region that may have no evidence: its slot for a factor. */
    int slot(int region, int factor) {
        return first[region] + factor;
    }

    /**
     * Gives a region evidence for a factor.
     *
     * @param past where the evidence that it adds to may have begun
     * @param sum of evidence, above 0
     */
    void add(RegionState past, int region, int factor, float sum, LumisectionId at, RegionEvidence.Counted of) {
        int from = past.slot(region, factor);
        boolean going = past.sums[from] > 0;
        int slot = open(region, factor);
        sums[slot] = sum;
        observed[slot] = (float) of.count() + (going ? past.observed[from] : 0);
        expected[slot] = (float) of.mean() + (going ? past.expected[from] : 0);
        bare[slot] = (float) of.bare() + (going ? past.bare[from] : 0);
        sinceRun[slot] = going ? past.sinceRun[from] : at.run();
        sinceNumber[slot] = going ? past.sinceNumber[from] : at.number();
    }

    private int open(int region, int factor) {
        if (first[region] == 0) {
            if (used == sums.length) {
                grow();
            }
            first[region] = used;
            used += Factors.count();
        }
        return first[region] + factor;
    }

    private void grow() {
        int slots = used + Math.max(16, used / Factors.count() / 4) * Factors.count();
        sums = Arrays.copyOf(sums, slots);
        observed = Arrays.copyOf(observed, slots);
        expected = Arrays.copyOf(expected, slots);
        bare = Arrays.copyOf(bare, slots);
        sinceRun = Arrays.copyOf(sinceRun, slots);
        sinceNumber = Arrays.copyOf(sinceNumber, slots);
    }

    /** Forgets the evidence of a region. */
    void clear(int region) {
        first[region] = 0;
        cold[region] = 0;
        hot[region] = 0;
        recovery[region] = 0;
    }

    /** Brings the strongest evidence of a region up to date with its sums. */
    void summarise(int region) {
        for (int h = 0; h < Factors.count(); h++) {
            float sum = sums[first[region] + h];
            if (Factors.hot(h)) {
                hot[region] = Math.max(hot[region], sum);
            } else {
                cold[region] = Math.max(cold[region], sum);
            }
        }
    }

    /** The slot with the strongest evidence of a region. */
    int strongestSlot(int region) {
        int strongest = first[region];
        for (int slot = strongest + 1; slot < first[region] + Factors.count(); slot++) {
            strongest = sums[slot] > sums[strongest] ? slot : strongest;
        }
        return strongest;
    }

    /** What a slot is of: an index of {@link Factors}. */
    static int hypothesis(int slot) {
        return slot % Factors.count();
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
        out.writeInt(first.length);
        for (int region = 0; region < first.length; region++) {
            out.writeFloat(recovery[region]);
            out.writeBoolean(first[region] > 0);
            for (int slot = first[region]; first[region] > 0 && slot < first[region] + Factors.count(); slot++) {
                out.writeFloat(sums[slot]);
                out.writeFloat(observed[slot]);
                out.writeFloat(expected[slot]);
                out.writeFloat(bare[slot]);
                out.writeInt(sinceRun[slot]);
                out.writeInt(sinceNumber[slot]);
            }
        }
    }

    /** Reads what {@link #save} wrote into one that remembers nothing yet. */
    void restore(DataInput in) throws IOException {
        int regions = in.readInt();
        if (regions != first.length) {
            throw new IOException("evidence in regions: %d (expected: %d); use the geometry it was saved with"
                    .formatted(regions, first.length));
        }
        for (int region = 0; region < regions; region++) {
            recovery[region] = in.readFloat();
            boolean evidence = in.readBoolean();
            for (int h = 0; evidence && h < Factors.count(); h++) {
                int slot = open(region, h);
                sums[slot] = in.readFloat();
                observed[slot] = in.readFloat();
                expected[slot] = in.readFloat();
                bare[slot] = in.readFloat();
                sinceRun[slot] = in.readInt();
                sinceNumber[slot] = in.readInt();
            }
            summarise(region);
        }
    }
}
