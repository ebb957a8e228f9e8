package org.lumiwatch.compare;

import org.lumiwatch.element.Box;
import org.lumiwatch.lumisection.LumisectionId;

/**
 * A region in which the observed counts contradict what was expected.
 *
 * @param box smallest box around it
 * @param group its hardware group, empty when it is none
 * @param factor observed over expected since evidence began
 * @param significance −log10 of the expected number of false alarms at this evidence, per lumisection and element
 * @param since first lumisection with evidence
 * @param cells share of live cells
 * @param entries share of expected entries
 * @param addition natural logarithm of the likelihood ratio of the same number of counts added to each cell, whatever is
 *     expected there, against counts in proportion to what is expected; 0 for a single cell and where counts are missing
 * @param unsteady whether it is a single cell that is known to come and go
 */
public record Suspicion(
        Box box,
        String group,
        double factor,
        double significance,
        LumisectionId since,
        double cells,
        double entries,
        double addition,
        boolean unsteady) {}
