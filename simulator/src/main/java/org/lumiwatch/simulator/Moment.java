package org.lumiwatch.simulator;

import org.lumiwatch.lumisection.LumisectionId;

/**
 * True running conditions of one lumisection.
 *
 * @param index place in the stream, from 0
 * @param era state of the detector
 * @param wear lumisections of radiation that the detector carries: rises with luminosity, falls while it recovers in stops
 * @param pileup mean number of interactions per crossing; 0 without beam
 * @param events events that entered the histograms
 */
public record Moment(int index, LumisectionId id, Era era, double wear, double pileup, int events) {
    /** A moment of a detector that has aged since the stream began and never recovered. */
    public Moment(int index, LumisectionId id, double pileup, int events) {
        this(index, id, Era.Y2022, index, pileup, events);
    }
}
