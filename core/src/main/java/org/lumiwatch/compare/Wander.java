package org.lumiwatch.compare;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How far the efficiency of each region wanders about its expectation when nothing is wrong: the covariance of its deviation with those of
 * the lumisections before, which is zero for noise however large. What fades lags behind its expectation, ever the same way: it does not wander. What wanders by a few per cent is no fault at a few per cent. Deviations count once the evidence that they
 * raised is gone: those of what was found never do. Mutable.
 */
final class Wander {
    private static final double MEMORY = 1000;
    /** Lumisections over which a deviation is averaged to tell how far a region lags behind its expectation. */
    private static final double LAGGING = 200;
    /** Weight of the last lumisection in the mean of those before. */
    private static final double RECENT = 0.5;
    /** Standard deviation of the covariance that noise of relative variance 1 shows in one lumisection. */
    private static final double NOISE = Math.sqrt(RECENT / (2 - RECENT));
    /** Standard deviations of it that are taken for noise. */
    private static final double DOUBT = 2;
    /** Standard deviations of a wander that are no fault. */
    private static final double WIDTH = 2;
    /** Largest deviation that counts, in standard deviations of noise. */
    private static final double CLIP = 4;

    private final float[] recent;
    private final float[] lag;
    /** The same before evidence began. */
    private final float[] lagBefore;

    private final float[] covariance;
    /** Sum of the weights of what {@link #covariance} is the mean of: inverse squares of the noise. */
    private final float[] weight;
    /** Weighted sum of products since evidence began, the sum of their weights, and their number. */
    private final float[] pending;

    private final float[] pendingWeight;
    private final int[] waiting;

    Wander(int regions) {
        this.recent = new float[regions];
        this.lag = new float[regions];
        this.lagBefore = new float[regions];
        this.covariance = new float[regions];
        this.weight = new float[regions];
        this.pending = new float[regions];
        this.pendingWeight = new float[regions];
        this.waiting = new int[regions];
    }

    /**
     * Notes one lumisection of a region.
     *
     * @param deviation observed over expected, minus 1
     * @param noise relative variance of the count
     * @param evidence for a fault, this lumisection included
     */
    void note(int region, double deviation, double noise, double evidence) {
        double limit = CLIP * Math.sqrt(noise);
        double clipped = Math.clamp(deviation - lag[region], -limit, limit);
        lag[region] += (float) (clipped / LAGGING);
        double precision = 1 / (noise * noise);
        pending[region] += (float) (precision * recent[region] * clipped);
        pendingWeight[region] += (float) precision;
        waiting[region]++;
        recent[region] += (float) (RECENT * (clipped - recent[region]));
        if (evidence <= 0) {
            double kept = Math.max(0, 1 - waiting[region] / MEMORY);
            weight[region] = (float) (kept * weight[region] + pendingWeight[region]);
            covariance[region] += (pending[region] - pendingWeight[region] * covariance[region]) / weight[region];
            lagBefore[region] = lag[region];
            clear(region);
        }
    }

    /** Forgets what a region that was found faulty did since its evidence began. */
    void forget(int region) {
        recent[region] = 0;
        lag[region] = lagBefore[region];
        clear(region);
    }

    private void clear(int region) {
        pending[region] = 0;
        pendingWeight[region] = 0;
        waiting[region] = 0;
    }

    /** Relative change of a region that is no fault; 0 where nothing but noise was seen. */
    double halfWidth(int region) {
        double doubt = weight[region] > 0 ? DOUBT * NOISE / Math.sqrt(weight[region]) : 0;
        return WIDTH * Math.sqrt(Math.max(0, covariance[region] - doubt));
    }

    void save(DataOutput out) throws IOException {
        for (int region = 0; region < recent.length; region++) {
            out.writeFloat(recent[region]);
            out.writeFloat(lag[region]);
            out.writeFloat(lagBefore[region]);
            out.writeFloat(covariance[region]);
            out.writeFloat(weight[region]);
            out.writeFloat(pending[region]);
            out.writeFloat(pendingWeight[region]);
            out.writeInt(waiting[region]);
        }
    }

    void restore(DataInput in) throws IOException {
        for (int region = 0; region < recent.length; region++) {
            recent[region] = in.readFloat();
            lag[region] = in.readFloat();
            lagBefore[region] = in.readFloat();
            covariance[region] = in.readFloat();
            weight[region] = in.readFloat();
            pending[region] = in.readFloat();
            pendingWeight[region] = in.readFloat();
            waiting[region] = in.readInt();
        }
    }
}
