package org.lumiwatch.expect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalDouble;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;

/**
 * The exposure that conditions make one expect, so that a fault shared by all cells shows: the fitted exposure would swallow it.
 *
 * <p>Exposure = events · (a + b · pileup): the intercept is noise and what is below threshold, so that rates are not
 * proportional to pileup, but half of a usual exposure at most stays, more or less, where there is no pileup: where pileup hardly moves
 * nothing else says how the exposure depends on it. Without events and pileup nothing can be expected. Recursive least squares with a
 * memory, on relative residuals. Mutable.
 */
public final class ExposureModel {
    private static final double MEMORY = 2000;
    private static final double TYPICAL_PILEUP = 40;
    private static final double TYPICAL_EVENTS = 500;
    private static final double LEAST_SPREAD = 0.005;
    /** Standard deviation of the pileup that is told, and of its mean over a lumisection in which it moves. */
    private static final double PILEUP_ERROR = 0.5;
    /** Standard deviation of the exposure that is left without pileup, over the usual one, before anything is known. */
    private static final double INTERCEPT = 0.5;

    private static final double UNKNOWN = 1e6;
    private static final double START_VARIANCE = 0.02 * 0.02;
    /** Lumisections over which evidence adds up: an error of the model is the same in all of them. */
    private static final double TOGETHER = 20;

    private double[] coefficients = {0, 0};
    private double variance = START_VARIANCE;
    private double[][] covariance = unknown(1);
    private int learned;
    private double meanPileup;
    private double variancePileup;
    private double meanEvents;

    /** Expected exposure; empty while fewer than 20 lumisections were learned or conditions do not tell. */
    public OptionalDouble expected(LumisectionConditions conditions) {
        double[] inputs = inputs(conditions);
        if (inputs.length == 0 || learned < 20) {
            return OptionalDouble.empty();
        }
        double value = coefficients[0] * inputs[0] + coefficients[1] * inputs[1];
        return value > 0 ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /**
     * Relative standard deviation of the fitted exposure about the expected one in a lumisection of which evidence is added up; the model's own
     * uncertainty, which they share, included.
     */
    public double spread(LumisectionConditions conditions) {
        double[] inputs = inputs(conditions);
        double value = expected(conditions).orElse(1);
        double model = 0;
        for (int i = 0; i < inputs.length; i++) {
            for (int j = 0; j < inputs.length; j++) {
                model += inputs[i] * covariance[i][j] * inputs[j];
            }
        }
        // rounding can leave a model that is known well with a variance just below 0
        double known = Math.max(0, model / (value * value));
        return Math.sqrt(variance * (fewness(conditions) + TOGETHER * known)
                + misread(inputs, value)
                + beyond(conditions)
                + LEAST_SPREAD * LEAST_SPREAD);
    }

    /**
     * Relative variance of an expected exposure at a pileup away from those learned. Where all of them differed by no more than the error of the
     * pileup, the slope is mostly noise, and too flat (errors in variables): a fill that was at a pileup of 5 tells nothing of 50. What the
     * slope could be is that of an exposure in proportion to pileup.
     */
    private double beyond(LumisectionConditions conditions) {
        double away = conditions.value(Quantity.PILEUP).orElse(meanPileup) - meanPileup;
        double noise = Math.min(1, PILEUP_ERROR * PILEUP_ERROR / Math.max(variancePileup, 1e-9));
        double error = noise * away / Math.max(meanPileup, 1);
        return Math.min(1, error * error);
    }

    /** How much more the exposure fluctuates in a lumisection of fewer events than usual, such as one that was cut short. */
    private double fewness(LumisectionConditions conditions) {
        return Math.max(
                1, meanEvents / Math.max(conditions.value(Quantity.EVENTS).orElse(meanEvents), 1));
    }

    /** Relative variance of an expected exposure by the error of the pileup. */
    private double misread(double[] inputs, double expected) {
        double error = inputs.length == 0 ? 0 : coefficients[1] * inputs[0] * PILEUP_ERROR / TYPICAL_PILEUP;
        return Math.min(1, error * error / (expected * expected));
    }

    /** Learns the exposure fitted in a healthy lumisection. */
    public void learn(LumisectionConditions conditions, double exposure) {
        double[] inputs = inputs(conditions);
        if (inputs.length == 0 || !(exposure > 0)) {
            return;
        }
        double predicted = coefficients[0] * inputs[0] + coefficients[1] * inputs[1];
        if (learned >= 20 && predicted > 0) {
            double residual = (exposure / predicted - 1) / Math.sqrt(fewness(conditions));
            double limit = 3 * Math.sqrt(variance);
            double clipped = Math.clamp(residual, -limit, limit);
            variance += (1.15 * clipped * clipped - variance) / Math.min(learned, 200);
        }
        update(inputs, exposure - predicted, exposure);
        learned++;
        double share = 1 / Math.min(learned, MEMORY);
        double away = conditions.value(Quantity.PILEUP).orElse(meanPileup) - meanPileup;
        meanPileup += share * away;
        variancePileup = (1 - share) * (variancePileup + share * away * away);
        meanEvents += share * (conditions.value(Quantity.EVENTS).orElse(meanEvents) - meanEvents);
    }

    /** Opens the model again after a change that was explained. */
    public void beginEpoch() {
        double usual = coefficients[0] + coefficients[1] * meanPileup / TYPICAL_PILEUP;
        if (usual > 0 && meanPileup > 0) {
            coefficients = new double[] {0, usual * TYPICAL_PILEUP / meanPileup};
            covariance = unknown(usual);
        }
    }

    /** Before anything is known but that exposures are about {@code usual} at the usual pileup. */
    private double[][] unknown(double usual) {
        return new double[][] {{INTERCEPT * INTERCEPT * usual * usual / variance, 0}, {0, UNKNOWN}};
    }

    private void update(double[] inputs, double error, double exposure) {
        double forgetting = 1 - 1 / MEMORY;
        double[] gain = new double[2];
        double denominator = forgetting * exposure * exposure * (1 + misread(inputs, exposure) / variance);
        for (int i = 0; i < 2; i++) {
            gain[i] = covariance[i][0] * inputs[0] + covariance[i][1] * inputs[1];
            denominator += gain[i] * inputs[i];
        }
        double[][] next = new double[2][2];
        for (int i = 0; i < 2; i++) {
            coefficients[i] += gain[i] / denominator * error;
            for (int j = 0; j < 2; j++) {
                next[i][j] = Math.clamp(
                        (covariance[i][j] - gain[i] * gain[j] / denominator) / forgetting, -UNKNOWN, UNKNOWN);
            }
        }
        covariance = next;
    }

    /** Regressors; none when conditions do not tell. */
    private double[] inputs(LumisectionConditions conditions) {
        OptionalDouble pileup = conditions.value(Quantity.PILEUP);
        OptionalDouble events = conditions.value(Quantity.EVENTS);
        if (pileup.isEmpty() || events.orElse(0) < 1) {
            return new double[0];
        }
        double scale = events.getAsDouble() / TYPICAL_EVENTS;
        return new double[] {scale, scale * pileup.getAsDouble() / TYPICAL_PILEUP};
    }

    public void save(DataOutput out) throws IOException {
        out.writeInt(learned);
        for (double value : new double[] {
            variance,
            meanPileup,
            variancePileup,
            meanEvents,
            coefficients[0],
            coefficients[1],
            covariance[0][0],
            covariance[0][1],
            covariance[1][0],
            covariance[1][1]
        }) {
            out.writeDouble(value);
        }
    }

    /** A model with the memory that {@link #save} wrote. */
    public static ExposureModel restore(DataInput in) throws IOException {
        ExposureModel model = new ExposureModel();
        model.learned = in.readInt();
        model.variance = in.readDouble();
        model.meanPileup = in.readDouble();
        model.variancePileup = in.readDouble();
        model.meanEvents = in.readDouble();
        model.coefficients = new double[] {in.readDouble(), in.readDouble()};
        model.covariance = new double[][] {{in.readDouble(), in.readDouble()}, {in.readDouble(), in.readDouble()}};
        return model;
    }
}
