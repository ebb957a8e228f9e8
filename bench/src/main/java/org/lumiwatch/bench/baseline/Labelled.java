package org.lumiwatch.bench.baseline;

import org.lumiwatch.histogram.Histogram;

/** The histogram of a run, and whether people call it bad. */
public record Labelled(Histogram histogram, boolean bad) {}
