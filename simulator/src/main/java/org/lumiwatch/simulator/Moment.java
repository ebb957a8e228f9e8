package org.lumiwatch.simulator;

import org.lumiwatch.lumisection.LumisectionId;

/**
 * True running conditions of one lumisection.
 *
 * @param index place in the stream, from 0
 * @param pileup mean number of interactions per crossing; 0 without beam
 * @param events events that entered the histograms
 */
record Moment(int index, LumisectionId id, double pileup, int events) {}
