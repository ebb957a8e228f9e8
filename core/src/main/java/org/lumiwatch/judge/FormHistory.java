package org.lumiwatch.judge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.lumiwatch.compare.FormScan.Hypothesis;

/**
 * Pulls of the last lumisections along the hypotheses of a changed form: each in units of its own healthy scatter, added up over up to {@value
 * #WINDOW} lumisections; and how unusual their largest sum is among those of before. Mutable; one thread at a time.
 */
final class FormHistory {
    private static final int WINDOW = 5;
    private static final int CAPACITY = 1000;
    private static final int FEW = 20;
    /** Half the distance of the quartiles of a normal distribution, in standard deviations. */
    private static final double QUARTILE = 0.6745;

    private static final double FARTHEST = 8;

    private final HealthyHistory[] pulls = new HealthyHistory[Hypothesis.values().length];
    private final HealthyHistory largest;
    /** Standardised, the latest last; as many as were seen. */
    private final double[][] recent = new double[Hypothesis.values().length][WINDOW - 1];

    private int recentSeen;

    FormHistory() {
        Arrays.setAll(pulls, i -> new HealthyHistory(CAPACITY, FEW));
        largest = new HealthyHistory(CAPACITY, FEW);
    }

    private FormHistory(DataInput in) throws IOException {
        for (int i = 0; i < pulls.length; i++) {
            pulls[i] = HealthyHistory.read(CAPACITY, FEW, in);
        }
        largest = HealthyHistory.read(CAPACITY, FEW, in);
        recentSeen = in.readInt();
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
    double significance(double[] now) {
        return largest.cautiousSignificance(largest(now));
    }

    /** Half the square of the largest sum, each divided by the root of its length: falls exponentially where pulls are normal. */
    private double largest(double[] now) {
        double best = 0;
        for (int h = 0; h < now.length; h++) {
            double sum = standardised(h, now[h]);
            best = Math.max(best, sum * sum / 2);
            for (int back = 1; back <= recentSeen; back++) {
                sum += recent[h][WINDOW - 1 - back];
                best = Math.max(best, sum * sum / (2 * (back + 1)));
            }
        }
        return best;
    }

    private double standardised(int hypothesis, double pull) {
        HealthyHistory history = pulls[hypothesis];
        if (history.size() < FEW) {
            return 0;
        }
        double width = (history.quantile(0.75) - history.quantile(0.25)) / (2 * QUARTILE);
        return Math.clamp((pull - history.quantile(0.5)) / Math.max(width, 0.5), -FARTHEST, FARTHEST);
    }

    /** Takes note of a lumisection; healthy ones calibrate, all count as recent. */
    void observe(int run, double[] now, boolean healthy) {
        if (healthy && pulls[0].size() >= FEW) {
            largest.add(run, largest(now));
        }
        for (int h = 0; h < now.length; h++) {
            System.arraycopy(recent[h], 1, recent[h], 0, WINDOW - 2);
            recent[h][WINDOW - 2] = standardised(h, now[h]);
            if (healthy) {
                pulls[h].add(run, now[h]);
            }
        }
        recentSeen = Math.min(recentSeen + 1, WINDOW - 1);
    }

    void save(DataOutput out) throws IOException {
        for (HealthyHistory of : pulls) {
            of.save(out);
        }
        largest.save(out);
        out.writeInt(recentSeen);
        for (double[] of : recent) {
            for (double value : of) {
                out.writeDouble(value);
            }
        }
    }

    static FormHistory read(DataInput in) throws IOException {
        return new FormHistory(in);
    }
}
