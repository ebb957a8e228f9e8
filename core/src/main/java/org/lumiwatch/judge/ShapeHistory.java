package org.lumiwatch.judge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a {@link ShapeTest} saw before, for calibration: logarithms of distances, the standardised and accumulated distances made
 * of them, and the best local likelihood ratios. Mutable; one thread at a time.
 */
final class ShapeHistory {
    private static final int CAPACITY = 400;
    /** A slow calibration keeps scores of different times comparable. */
    private static final int SLOW_CAPACITY = 1000;

    /** Values that the present run may add while there are few others, where what is expected is learned from runs. */
    static final int FEW = 20;
    /** The same where what is expected is not. */
    static final int MANY = 200;

    private static final int RECENT = 4;

    private final HealthyHistory distances;
    private final HealthyHistory accumulated;
    private final HealthyHistory ratios;
    /** Standardised distances of the last lumisections, the oldest first; 0 before there were any. */
    private final double[] recent = new double[RECENT];

    private int recentSeen;

    /** @param few values that the present run may add to its own history */
    ShapeHistory(int few) {
        this(
                new HealthyHistory(CAPACITY, few),
                new HealthyHistory(SLOW_CAPACITY, few),
                new HealthyHistory(SLOW_CAPACITY, few));
    }

    private ShapeHistory(HealthyHistory distances, HealthyHistory accumulated, HealthyHistory ratios) {
        this.distances = distances;
        this.accumulated = accumulated;
        this.ratios = ratios;
    }

    boolean isCalibrated(int enough) {
        return accumulated.size() >= enough && ratios.size() >= enough;
    }

    double significanceOfWhole(double logDistance) {
        return accumulated.significance(accumulate(logDistance));
    }

    double significanceOfPlace(double bestRatio) {
        return ratios.cautiousSignificance(bestRatio);
    }

    boolean isBeyond(double logDistance) {
        return accumulated.isBeyond(accumulate(logDistance));
    }

    /** How much a lumisection is trusted in learning: 1 up to the usual distance, then falling with the squared distance. */
    double weight(double logDistance) {
        return distances.size() < FEW ? 1 : Math.min(1, Math.exp(distances.quantile(0.5) - logDistance));
    }

    /** Takes note of the best local likelihood ratio of a lumisection without a local finding of high impact. */
    void observePlace(int run, double bestRatio) {
        ratios.add(run, bestRatio);
    }

    /** Takes note of a lumisection; {@code healthy} ones calibrate, all count as recent. */
    void observe(int run, double logDistance, boolean healthy) {
        if (distances.size() >= FEW) {
            double standardised = clipped(standardised(logDistance));
            double sum = accumulate(logDistance);
            System.arraycopy(recent, 1, recent, 0, RECENT - 1);
            recent[RECENT - 1] = standardised;
            recentSeen = Math.min(RECENT, recentSeen + 1);
            if (healthy) {
                accumulated.add(run, sum);
            }
        }
        if (healthy) {
            distances.add(run, logDistance);
        }
    }

    /** Its own standardised distance plus half the mean of the last five. */
    private double accumulate(double logDistance) {
        double own = standardised(logDistance);
        double sum = clipped(own);
        for (int i = RECENT - recentSeen; i < RECENT; i++) {
            sum += recent[i];
        }
        return own + 0.5 * sum / (recentSeen + 1);
    }

    /** Above the median, in units of the upper quartile's distance from it; the summand keeps constant elements finite. */
    private double standardised(double logDistance) {
        if (distances.size() < FEW) {
            return 0;
        }
        double median = distances.quantile(0.5);
        return (logDistance - median) / (distances.quantile(0.75) - median + 0.05);
    }

    /** No single lumisection may dominate the next ones. */
    private static double clipped(double standardised) {
        return Math.clamp(standardised, -2, 5);
    }

    void save(DataOutput out) throws IOException {
        distances.save(out);
        accumulated.save(out);
        ratios.save(out);
        out.writeInt(recentSeen);
        for (double value : recent) {
            out.writeDouble(value);
        }
    }

    static ShapeHistory read(int few, DataInput in) throws IOException {
        ShapeHistory history = new ShapeHistory(
                HealthyHistory.read(CAPACITY, few, in),
                HealthyHistory.read(SLOW_CAPACITY, few, in),
                HealthyHistory.read(SLOW_CAPACITY, few, in));
        history.recentSeen = in.readInt();
        for (int i = 0; i < RECENT; i++) {
            history.recent[i] = in.readDouble();
        }
        return history;
    }
}
