package org.lumiwatch.bench.baseline;

import org.lumiwatch.histogram.Histogram;

/** A baseline whose expectation can be asked for by itself. */
public interface Forecast extends Baseline {
    /** Share of the entries expected in each in-range bin; what the bin itself counts in {@code histogram} is not used. */
    double[] expected(Histogram histogram);
}
