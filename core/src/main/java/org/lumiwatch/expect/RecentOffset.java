package org.lumiwatch.expect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
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
     * @param scatter of healthy lumisections
     * @param noise variance by counting of a bin
     */
    double[] next(ExpectedShape scatter, double noise) {
        int best = best();
        return best < 0 ? new double[bins] : next(best, axes(scatter, noise), noise);
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

    private double[] next(int memory, List<Axis> axes, double noise) {
        double[] offset = new double[bins];
        for (Axis axis : axes) {
            double along = axis.heard(means[memory], noise, Math.min(seen, MEMORIES[memory]));
            for (int bin = 0; bin < bins; bin++) {
                offset[bin] += along * axis.unit[bin];
            }
        }
        return offset;
    }

    /** Unit vector over bins, with how much more than by counting lumisections scatter along it. */
    private static final class Axis {
        private final double[] unit;
        private final double excess;

        Axis(double[] unit, double excess) {
            this.unit = unit;
            this.excess = excess;
        }

        double along(double[] residual) {
            double along = 0;
            for (int bin = 0; bin < unit.length; bin++) {
                along += unit[bin] * residual[bin];
            }
            return along;
        }

        /** Of a mean of {@code of} lumisections: less, the more of it counting alone would give. */
        double heard(double[] mean, double noise, double of) {
            return of < 1 ? 0 : along(mean) * excess / (excess + noise / of);
        }
    }

    private List<Axis> axes(ExpectedShape scatter, double noise) {
        List<Axis> axes = new ArrayList<>();
        for (int k = 0; k < scatter.directions(); k++) {
            double[] unit = new double[bins];
            for (int bin = 0; bin < bins; bin++) {
                unit[bin] = scatter.direction(k, bin);
            }
            for (Axis other : axes) {
                double shared = other.along(unit);
                for (int bin = 0; bin < bins; bin++) {
                    unit[bin] -= shared * other.unit[bin];
                }
            }
            double variance = 0;
            for (double part : unit) {
                variance += part * part;
            }
            if (variance > noise) {
                double length = Math.sqrt(variance);
                axes.add(new Axis(Arrays.stream(unit).map(part -> part / length).toArray(), variance - noise));
            }
        }
        return axes;
    }

    /**
     * Takes note of a lumisection.
     *
     * @param residual from the mean that was expected without this; at least one per bin
     * @param weight trust in it, 0 to 1
     */
    void observe(double[] residual, double weight, ExpectedShape scatter, double noise) {
        List<Axis> axes = axes(scatter, noise);
        for (int tried = 0; tried < errors.length; tried++) {
            double error = 0;
            for (Axis axis : axes) {
                double foretold =
                        tried == 0 ? 0 : axis.heard(means[tried - 1], noise, Math.min(seen, MEMORIES[tried - 1]));
                double miss = axis.along(residual) - foretold;
                error += miss * miss;
            }
            errors[tried] = PATIENCE * errors[tried] + weight * error;
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
