package org.lumiwatch.judge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Pulls of the last lumisections along some hypotheses: each about its own healthy mean of late, in units of its scatter, added up over up to
 * {@value #WINDOW} lumisections; and how unusual their largest sum is among those of before. Mutable; one thread at a time.
 */
final class PullHistory {
    private static final int WINDOW = 5;
    private static final int CAPACITY = 1000;
    /** Lumisections over which pulls are followed: what goes slower than this is no change of the form that this can tell. */
    private static final double MEMORY = 100;

    /** Values that the present run may add: a long run is its own history, as long as there is little other. */
    private static final int FEW = 200;
    /** Pulls that tell their own scatter. */
    private static final int SETTLED = 20;

    private static final double FARTHEST = 8;
    /** The same of a lumisection among others: one that was far off must not make the next ones look so. */
    private static final double MOST_OF_ONE = 4;
    /** How far a lumisection must lie the same way, so that those before count. */
    private static final double AGREES = 0.5;

    /** Of pulls in standard deviations of the counts. */
    static final double LEAST_VARIANCE = 0.25;

    private final double leastVariance;

    private final double[] mean;
    private final double[] square;
    /** One over the scatter. */
    private final double[] precision;

    private int learned;
    private final HealthyHistory largest;
    /** Standardised, by lumisection, the latest first, and hypothesis; as many as were seen. */
    private final double[][] recent;

    private int recentSeen;
    private int recentRun;
    /** Pulls that were judged last, and what of: they are observed next. */
    private double @Nullable [] judged;

    private int judgedRun;
    private double judgedLargest;

    /** @param leastVariance of a pull: what seems to scatter less is not known that well */
    PullHistory(int hypotheses, double leastVariance) {
        this(hypotheses, leastVariance, new HealthyHistory(CAPACITY, FEW));
    }

    private PullHistory(int hypotheses, double leastVariance, HealthyHistory largest) {
        this.leastVariance = leastVariance;
        this.mean = new double[hypotheses];
        this.square = new double[hypotheses];
        this.precision = new double[hypotheses];
        this.recent = new double[WINDOW - 1][hypotheses];
        this.largest = largest;
    }

    private void restore(DataInput in) throws IOException {
        for (int i = 0; i < mean.length; i++) {
            mean[i] = in.readDouble();
            square[i] = in.readDouble();
            precision[i] = precision(i);
        }
        learned = in.readInt();
        recentSeen = in.readInt();
        recentRun = in.readInt();
        for (double[] of : recent) {
            for (int i = 0; i < of.length; i++) {
                of[i] = in.readDouble();
            }
        }
    }

    /** Whether enough was seen to tell what is unusual. */
    boolean isCalibrated(int enough) {
        return largest.size() >= enough;
    }

    /** −log10 of the chance of sums as large as those that end with {@code now}. */
    double significance(int run, double[] now) {
        return largest.cautiousSignificance(largest(run, now));
    }

    /** The hypothesis with the largest sum. */
    int strongest(int run, double[] now) {
        int strongest = 0;
        double most = 0;
        for (int h = 0; h < now.length; h++) {
            double sum = largest(run, h, now[h]);
            if (sum > most) {
                most = sum;
                strongest = h;
            }
        }
        return strongest;
    }

    private double largest(int run, double[] now) {
        if (run == judgedRun && Arrays.equals(now, judged)) {
            return judgedLargest;
        }
        double most = 0;
        for (int h = 0; h < now.length; h++) {
            most = Math.max(most, largest(run, h, now[h]));
        }
        judged = now;
        judgedRun = run;
        judgedLargest = most;
        return most;
    }

    /**
     * Half the square of the largest sum, each divided by the root of its length: falls exponentially where pulls are normal. Sums end with
     * {@code now} and begin in the same run.
     */
    private double largest(int run, int hypothesis, double now) {
        double own = standardised(hypothesis, now);
        double most = own * own / 2;
        if (run != recentRun || Math.abs(own) < AGREES) {
            return most;
        }
        double sum = Math.clamp(own, -MOST_OF_ONE, MOST_OF_ONE);
        for (int back = 1; back <= recentSeen; back++) {
            sum += recent[back - 1][hypothesis];
            if (sum * own > 0) {
                most = Math.max(most, sum * sum / (2 * (back + 1)));
            }
        }
        return most;
    }

    private double standardised(int hypothesis, double pull) {
        if (learned < SETTLED) {
            return 0;
        }
        return Math.clamp((pull - mean[hypothesis]) * precision[hypothesis], -FARTHEST, FARTHEST);
    }

    private double precision(int hypothesis) {
        return 1 / Math.sqrt(Math.max(square[hypothesis], leastVariance));
    }

    /**
     * Takes note of a lumisection, which counts as recent in every case.
     *
     * @param trust 1 where it is healthy, so that it calibrates; less where it is suspect but not known for a fault, so that nothing is locked
     *     out for ever; 0 where nothing is to be learned
     */
    void observe(int run, double[] now, double trust) {
        if (trust == 1 && learned >= SETTLED) {
            largest.add(run, largest(run, now));
        }
        if (run != recentRun) {
            recentRun = run;
            recentSeen = 0;
        }
        double[] oldest = recent[WINDOW - 2];
        System.arraycopy(recent, 0, recent, 1, WINDOW - 2);
        recent[0] = oldest;
        for (int h = 0; h < now.length; h++) {
            oldest[h] = Math.clamp(standardised(h, now[h]), -MOST_OF_ONE, MOST_OF_ONE);
        }
        if (trust > 0) {
            learned++;
            double gain = trust / Math.min(learned, MEMORY);
            for (int h = 0; h < now.length; h++) {
                double off = now[h] - mean[h];
                mean[h] += gain * off;
                square[h] = (1 - gain) * (square[h] + gain * off * off);
                precision[h] = precision(h);
            }
        }
        recentSeen = Math.min(recentSeen + 1, WINDOW - 1);
        judged = null;
    }

    void save(DataOutput out) throws IOException {
        largest.save(out);
        for (int i = 0; i < mean.length; i++) {
            out.writeDouble(mean[i]);
            out.writeDouble(square[i]);
        }
        out.writeInt(learned);
        out.writeInt(recentSeen);
        out.writeInt(recentRun);
        for (double[] of : recent) {
            for (double value : of) {
                out.writeDouble(value);
            }
        }
    }

    static PullHistory read(int hypotheses, double leastVariance, DataInput in) throws IOException {
        PullHistory history = new PullHistory(hypotheses, leastVariance, HealthyHistory.read(CAPACITY, FEW, in));
        history.restore(in);
        return history;
    }
}
