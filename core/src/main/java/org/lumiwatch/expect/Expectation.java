package org.lumiwatch.expect;

import java.util.Optional;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.MonitorElement;

/**
 * Predicts what an element should show, from history, conditions and <em>other</em> cells of the same lumisection, never from
 * the cell it predicts: an expectation that sees a fault copies it.
 *
 * <p>{@link #predict} has no side effect; {@link #learn} is another call, after it.
 */
public interface Expectation {
    /**
     * Expected counts for {@code observed}, whose contents serve only to fit what is common to many cells.
     *
     * @param excluded one flag per cell: cells that must not influence any other cell's prediction
     * @return nothing when too little was seen to predict
     */
    Optional<Prediction> predict(MonitorElement observed, LumisectionConditions conditions, boolean[] excluded);

    /**
     * Learns from a lumisection that was judged.
     *
     * @param excluded one flag per cell: cells whose memory stays as it is, mean and variance frozen
     */
    void learn(MonitorElement observed, LumisectionConditions conditions, boolean[] excluded);
}
