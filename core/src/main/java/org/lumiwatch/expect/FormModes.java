package org.lumiwatch.expect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * How the form of a distribution differs between two modes that it flips between, such as two trigger mixes: one ratio a bin, learned from
 * epochs that took turns, and good for epochs to come. Mutable.
 */
final class FormModes {
    /** Returns of a form after which the ratio is used, and over which it is averaged. */
    private static final int NEEDED = 10;
    /** Counts that a bin must have had in both modes to tell anything. */
    private static final double TELLING = 20;

    private final double[] sums;
    private final double[] weights;
    private int returns;
    private List<Mode> all;

    /** A ratio to the form of an epoch. Immutable by contract: arrays are read by {@link EpochBank}, millions of times. */
    static final class Mode {
        /** 0 for the form itself, else which way. */
        final int sign;
        /** One number a bin, and the relative variance of each. */
        final double[] ratio;

        final double[] variance;

        Mode(int sign, double[] ratio, double[] variance) {
            this.sign = sign;
            this.ratio = ratio;
            this.variance = variance;
        }
    }

    FormModes(int bins) {
        this.sums = new double[bins];
        this.weights = new double[bins];
        double[] same = new double[bins];
        Arrays.fill(same, 1);
        this.all = List.of(new Mode(0, same, new double[bins]));
    }

    boolean areKnown() {
        return returns >= NEEDED;
    }

    /** The form itself first, then one way and the other once they are known. */
    List<Mode> all() {
        return all;
    }

    /** Takes note of two forms that take turns: rates of each, and the counts that they rest on. */
    void note(double[] rates, double[] counts, double[] otherRates, double[] otherCounts) {
        double along = 0;
        for (int bin = 0; bin < sums.length; bin++) {
            if (weights[bin] > 0 && tells(counts[bin], otherCounts[bin])) {
                along += trust(counts[bin], otherCounts[bin])
                        * Math.log(rates[bin] / otherRates[bin])
                        * (sums[bin] / weights[bin]);
            }
        }
        returns++;
        refine(along < 0 ? -1 : 1, rates, counts, otherRates, otherCounts);
    }

    /** The same of a form and its mode whose sign is known. */
    void refine(int sign, double[] rates, double[] counts, double[] otherRates, double[] otherCounts) {
        // rates are relative to their sums, which differ from epoch to epoch
        double offset = 0;
        double trusted = 0;
        for (int bin = 0; bin < sums.length; bin++) {
            if (weights[bin] > 0 && tells(counts[bin], otherCounts[bin])) {
                double trust = trust(counts[bin], otherCounts[bin]);
                offset += trust * (sign * Math.log(rates[bin] / otherRates[bin]) - sums[bin] / weights[bin]);
                trusted += trust;
            }
        }
        for (int bin = 0; bin < sums.length; bin++) {
            if (tells(counts[bin], otherCounts[bin])) {
                double trust = trust(counts[bin], otherCounts[bin]);
                double log = sign * Math.log(rates[bin] / otherRates[bin]) - (trusted > 0 ? offset / trusted : 0);
                sums[bin] += trust * log;
                weights[bin] += trust;
            }
        }
        if (areKnown()) {
            publish();
        }
    }

    private static boolean tells(double counts, double otherCounts) {
        return Math.min(counts, otherCounts) >= TELLING;
    }

    private static double trust(double counts, double otherCounts) {
        return 1 / (1 / counts + 1 / otherCounts);
    }

    private void publish() {
        double[] one = new double[sums.length];
        double[] other = new double[sums.length];
        double[] variance = new double[sums.length];
        for (int bin = 0; bin < sums.length; bin++) {
            double log = weights[bin] > 0 ? sums[bin] / weights[bin] : 0;
            one[bin] = Math.exp(log);
            other[bin] = Math.exp(-log);
            variance[bin] = 1 / Math.max(weights[bin], 1);
        }
        all = List.of(all.getFirst(), new Mode(1, one, variance), new Mode(-1, other, variance));
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(returns);
        Doubles.write(sums, out);
        Doubles.write(weights, out);
    }

    void restore(DataInput in) throws IOException {
        returns = in.readInt();
        System.arraycopy(Doubles.read(sums.length, in), 0, sums, 0, sums.length);
        System.arraycopy(Doubles.read(sums.length, in), 0, weights, 0, sums.length);
        if (areKnown()) {
            publish();
        }
    }
}
