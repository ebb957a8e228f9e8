package org.lumiwatch.compare;

import java.util.List;
import org.lumiwatch.element.Box;

/**
 * Cells of a map that share one deviation from the expectation, explained by one efficiency factor.
 *
 * @param boxes the cells: one box, or those of a hardware group
 * @param group name of the hardware group; empty when it is none
 * @param liveCells cells in it that were predicted and not explained before
 * @param observed counts in them
 * @param expected counts expected in them, &gt; 0
 * @param logRatio log-likelihood ratio of the best factor against none, ≥ 0; exp(−logRatio) bounds the chance of such an excess
 *     or deficit (Chernoff)
 * @param logTrials logarithm of the number of such places that were tried, weighted so that all hypotheses share one false-alarm
 *     chance
 * @param uniform log-likelihood ratio of "the same counts were added to each cell" against "each cell was multiplied"
 */
public record Region(
        List<Box> boxes,
        String group,
        int liveCells,
        double observed,
        double expected,
        double logRatio,
        double logTrials,
        double uniform) {

    public Region {
        boxes = List.copyOf(boxes);
        if (boxes.isEmpty() || liveCells < 1) {
            throw new IllegalArgumentException(
                    "region: %d boxes, %d cells (expected: >= 1)".formatted(boxes.size(), liveCells));
        }
        if (!(expected > 0 && observed >= 0 && logRatio >= 0)) {
            throw new IllegalArgumentException(
                    "region: observed %s, expected %s, log ratio %s (expected: >= 0, > 0, >= 0)"
                            .formatted(observed, expected, logRatio));
        }
    }

    /** Observed over expected: 0 dead, 1 as expected. */
    public double factor() {
        return observed / expected;
    }

    /** ln of the chance that anything like it is seen anywhere in the map; at most 0. */
    public double logChance() {
        return Math.min(0, logTrials - logRatio);
    }

    /** The one box, or the largest of the group's. */
    public Box box() {
        Box largest = boxes.getFirst();
        for (Box box : boxes) {
            largest = box.cells() > largest.cells() ? box : largest;
        }
        return largest;
    }
}
