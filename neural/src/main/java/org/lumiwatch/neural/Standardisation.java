package org.lumiwatch.neural;

/** Mean and width of every input over samples, as {@link Layer.Standardise} wants them. Mutable: add samples, then ask. */
public final class Standardisation {
    /** Of cells that never change. */
    private static final double LEAST_WIDTH = 0.1;

    private final double[] sums;
    private final double[] squares;
    private long samples;

    public Standardisation(int inputs) {
        this.sums = new double[inputs];
        this.squares = new double[inputs];
    }

    public void add(float[] input, int at) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += input[at + i];
            squares[i] += (double) input[at + i] * input[at + i];
        }
        samples++;
    }

    /** Largest distance of any input from its mean, in widths. */
    public double largestDeviation(float[] input) {
        float[] means = means();
        float[] factors = factors();
        double largest = 0;
        for (int i = 0; i < input.length; i++) {
            largest = Math.max(largest, Math.abs(input[i] - means[i]) * factors[i]);
        }
        return largest;
    }

    /** {@code weights} with these means and widths in them. */
    public Weights into(Network network, Weights weights) {
        return weights.with(network, "offset", means()).with(network, "factor", factors());
    }

    private float[] means() {
        float[] means = new float[sums.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = (float) (sums[i] / samples);
        }
        return means;
    }

    private float[] factors() {
        float[] factors = new float[sums.length];
        for (int i = 0; i < factors.length; i++) {
            double mean = sums[i] / samples;
            double variance = Math.max(squares[i] / samples - mean * mean, 0);
            factors[i] = (float) (1 / Math.max(Math.sqrt(variance), LEAST_WIDTH));
        }
        return factors;
    }
}
