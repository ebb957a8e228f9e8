package org.lumiwatch.element;

/** How the contents of an element fluctuate. */
public enum CountLaw {
    /** A cell counts the events in which it was over threshold: at most the number of events. HCAL occupancy. */
    BINOMIAL,
    /** A cell counts digis or clusters, many from one particle: variance a multiple of the mean. ECAL, tracker maps. */
    CLUSTERED,
    /** Bins share the entries of a distribution. One-dimensional elements. */
    MULTINOMIAL
}
