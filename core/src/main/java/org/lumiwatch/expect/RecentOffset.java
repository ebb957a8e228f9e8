package org.lumiwatch.expect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * How far the latest lumisections of a distribution lay from their mean along the directions in which healthy ones scatter: what wanders
 * for a reason that no condition tells (energy scale, beam spot) is still about there in the next one. Followed with several memories, of
 * which the one counts that has foretold best; none, where what scatters comes anew every time. Along any other direction nothing is
 * followed, so a fault of another form is not. Mutable.
 */
final class RecentOffset {
    private static final double[] MEMORIES = {4, 12, 40};
    /** Kept each time of what was seen of how well memories foretell. */
    private static final double PATIENCE = 0.99;
    /** Of the error without any memory: a memory must do better than this. */
    private static final double NEEDED = 0.9;

    private final int bins;
    /** Mean residual by memory and bin. */
    private final double[][] means;
    /** Squared errors of late: without memory, and by memory. */
    private final double[] errors = new double[MEMORIES.length + 1];

    private int seen;

    RecentOffset(int bins) {
        this(bins, new double[MEMORIES.length][bins]);
    }

    private RecentOffset(int bins, double[][] means) {
        this.bins = bins;
        this.means = means;
    }

    /**
     * Offset of the next lumisection from its mean, one per bin.
     *
     * @param axes along which healthy lumisections scatter
     * @param noise variance by counting of a bin
     */
    double[] next(List<ScatterAxis> axes, double noise) {
        double[] offset = new double[bins];
        int best = best();
        for (ScatterAxis axis : axes) {
            double along = best < 0 ? 0 : heard(best, axis, noise);
            for (int bin = 0; bin < bins && along != 0; bin++) {
                offset[bin] += along * axis.unit(bin);
            }
        }
        return offset;
    }

    /** The memory that has foretold best; −1 where none did. */
    private int best() {
        int best = -1;
        double least = NEEDED * errors[0];
        for (int m = 0; m < MEMORIES.length; m++) {
            if (errors[m + 1] < least) {
                least = errors[m + 1];
                best = m;
            }
        }
        return best;
    }

    /** What a memory foretells along an axis: less than it holds, the more of that counting alone would give. */
    private double heard(int memory, ScatterAxis axis, double noise) {
        double of = Math.min(seen, MEMORIES[memory]);
        double excess = axis.variance() - noise;
        return of < 1 || excess <= 0 ? 0 : axis.along(means[memory]) * excess / (excess + noise / of);
    }

    /**
     * Takes note of a lumisection.
     *
     * @param residual from the mean that was expected without this; at least one per bin
     * @param weight trust in it, 0 to 1
     */
    void observe(double[] residual, double weight, List<ScatterAxis> axes, double noise) {
        double[] missed = new double[errors.length];
        for (ScatterAxis axis : axes) {
            if (axis.variance() > noise) {
                double along = axis.along(residual);
                missed[0] += along * along;
                for (int m = 0; m < MEMORIES.length; m++) {
                    double miss = along - heard(m, axis, noise);
                    missed[m + 1] += miss * miss;
                }
            }
        }
        for (int tried = 0; tried < errors.length; tried++) {
            errors[tried] = PATIENCE * errors[tried] + weight * missed[tried];
        }
        seen++;
        for (int m = 0; m < MEMORIES.length; m++) {
            double gain = weight / Math.min(seen, MEMORIES[m]);
            for (int bin = 0; bin < bins; bin++) {
                means[m][bin] += gain * (residual[bin] - means[m][bin]);
            }
        }
    }

    /** What was of late is of no use any more. How well memories foretell stays. */
    void clear() {
        seen = 0;
        for (double[] mean : means) {
            Arrays.fill(mean, 0);
        }
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(seen);
        Doubles.write(errors, out);
        for (double[] mean : means) {
            Doubles.write(mean, out);
        }
    }

    static RecentOffset read(int bins, DataInput in) throws IOException {
        int seen = in.readInt();
        double[] errors = Doubles.read(MEMORIES.length + 1, in);
        double[][] means = new double[MEMORIES.length][];
        for (int m = 0; m < means.length; m++) {
            means[m] = Doubles.read(bins, in);
        }
        RecentOffset offset = new RecentOffset(bins, means);
        offset.seen = seen;
        System.arraycopy(errors, 0, offset.errors, 0, errors.length);
        return offset;
    }
}
