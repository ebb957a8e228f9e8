package org.lumiwatch.simulator;

import java.util.Arrays;
import org.lumiwatch.simulator.chance.Chance;

/**
 * One element of one lumisection while it is being made. Mutable, used by one thread.
 *
 * <p>{@code rates} are what the counts fluctuate about in this very lumisection: a hot cell adds counts at its own rate.
 */
final class Cells {
    final double[] counts;
    final double[] rates;
    /** Most that a cell can count: the number of events in binomial maps. */
    final double most;

    double underflow;
    double overflow;

    Cells(int cells, double most) {
        this.counts = new double[cells];
        this.rates = new double[cells];
        this.most = most;
    }

    Cells copy() {
        Cells copy = new Cells(counts.length, most);
        System.arraycopy(counts, 0, copy.counts, 0, counts.length);
        System.arraycopy(rates, 0, copy.rates, 0, rates.length);
        copy.underflow = underflow;
        copy.overflow = overflow;
        return copy;
    }

    /** Efficiency of a cell times {@code factor}: exact thinning, or counts added at the cell's own rate. */
    void scale(int cell, double factor, Chance chance) {
        double rate = Math.min(most, rates[cell] * factor);
        if (factor < 1) {
            counts[cell] = chance.binomial((int) counts[cell], factor);
        } else if (most == Double.POSITIVE_INFINITY) {
            counts[cell] += chance.poisson(rate - rates[cell]);
        } else if (rate > rates[cell]) {
            // an event not yet counted is now, with the chance that makes the sum binomial again
            counts[cell] += chance.binomial((int) (most - counts[cell]), (rate - rates[cell]) / (most - rates[cell]));
        }
        rates[cell] = rate;
    }

    void swap(int cell, int other) {
        double count = counts[cell];
        counts[cell] = counts[other];
        counts[other] = count;
        double rate = rates[cell];
        rates[cell] = rates[other];
        rates[other] = rate;
    }

    double total() {
        return Arrays.stream(counts).sum();
    }

    double totalRate() {
        return Arrays.stream(rates).sum();
    }
}
