package org.lumiwatch.simulator.toy;

import java.util.Set;

/**
 * A fault of the toy: a changed form, bins that stay empty, or both.
 *
 * @param first run it begins in
 * @param runs how many it lasts
 * @param deadBins bins that stay empty, from 0
 */
public record ToyFault(int first, int runs, double meanShift, double widthShift, Set<Integer> deadBins) {
    /** No fault at all. */
    public static final ToyFault NONE = new ToyFault(0, 0, 0, 0, Set.of());

    public ToyFault {
        deadBins = Set.copyOf(deadBins);
    }
}
