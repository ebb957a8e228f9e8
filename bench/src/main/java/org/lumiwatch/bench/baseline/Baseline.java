package org.lumiwatch.bench.baseline;

import org.lumiwatch.histogram.Histogram;

/** A way to score the histograms of one element. Mutable; one thread at a time. */
public interface Baseline {
    /** 0 like the reference, more is more anomalous, never NaN; 0 for an empty histogram. Changes nothing. */
    double score(Histogram histogram);

    /** Takes {@code histogram} for healthy. */
    void learn(Histogram histogram);
}
