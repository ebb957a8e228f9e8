package org.lumiwatch.expect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalDouble;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;

/**
 * One coefficient of the tilt of a map along eta, as lumisections before make one expect it: a mean and a slope with pileup, recursive least
 * squares. What a single lumisection fits is mostly noise where few cells lie at the ends; it is heard only as far as fits before it have
 * shown to last: their covariance with the next, over their variance. Mutable.
 */
final class Tilt {
    private static final double MEMORY = 500;
    /** Fits without which a new one is taken as it is. */
    private static final int NEEDED = 10;
    /** Standard deviation of the slope before any was seen, for a relative change of pileup. */
    private static final double STARTING = 0.3;

    private static final double CLIP = 4;

    private double mean;
    private double slope;
    private double slopeVariance = STARTING * STARTING;
    private double usualPileup;
    /** Of deviations from what was expected: variance, covariance with the next, and the last. */
    private double variance;

    private double covariance;
    private double last;
    private int learned;

    /** What to take for it after {@code fitted} was found. */
    double heard(double fitted, LumisectionConditions conditions) {
        if (learned < NEEDED) {
            return fitted;
        }
        double lasting = variance > 0 ? Math.clamp(covariance / variance, 0, 1) : 0;
        double expected = expected(conditions);
        return expected + lasting * (fitted - expected);
    }

    private double expected(LumisectionConditions conditions) {
        return mean + slope * step(conditions);
    }

    /** Pileup against the usual, relative; 0 when it is not told. */
    private double step(LumisectionConditions conditions) {
        OptionalDouble pileup = conditions.value(Quantity.PILEUP);
        return pileup.isPresent() && usualPileup > 0 ? Math.clamp(pileup.getAsDouble() / usualPileup - 1, -1, 1) : 0;
    }

    /** Learns what a healthy lumisection fitted. */
    void learn(double fitted, LumisectionConditions conditions) {
        double step = step(conditions);
        double deviation = fitted - expected(conditions);
        if (learned >= NEEDED) {
            double limit = CLIP * Math.sqrt(variance);
            deviation = Math.clamp(deviation, -limit, limit);
        }
        learned++;
        double weight = 1 / Math.min(learned, MEMORY);
        variance += weight * (deviation * deviation - variance);
        covariance += weight * (deviation * last - covariance);
        last = deviation;
        double gain = variance > 0 ? slopeVariance * step / (slopeVariance * step * step + variance) : 0;
        slope += gain * deviation;
        slopeVariance *= 1 - gain * step;
        mean += weight * deviation;
        conditions
                .value(Quantity.PILEUP)
                .ifPresent(pileup -> usualPileup += (pileup - usualPileup) / Math.min(learned, MEMORY));
    }

    /** Begins anew: what the map looks like has changed. */
    void beginEpoch() {
        learned = 0;
    }

    void save(DataOutput out) throws IOException {
        for (double value : new double[] {mean, slope, slopeVariance, usualPileup, variance, covariance, last}) {
            out.writeDouble(value);
        }
        out.writeInt(learned);
    }

    void restore(DataInput in) throws IOException {
        mean = in.readDouble();
        slope = in.readDouble();
        slopeVariance = in.readDouble();
        usualPileup = in.readDouble();
        variance = in.readDouble();
        covariance = in.readDouble();
        last = in.readDouble();
        learned = in.readInt();
    }
}
