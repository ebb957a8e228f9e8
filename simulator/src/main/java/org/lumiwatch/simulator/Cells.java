package org.lumiwatch.simulator;

import java.util.Arrays;

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

    double total() {
        return Arrays.stream(counts).sum();
    }

    double totalRate() {
        return Arrays.stream(rates).sum();
    }
}
