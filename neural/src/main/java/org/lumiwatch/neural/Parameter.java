package org.lumiwatch.neural;

import java.util.List;

/**
 * One array of numbers that a network needs.
 *
 * @param shape extents, the last fastest
 * @param use who sets it
 */
public record Parameter(String name, List<Integer> shape, Use use) {
    /** Who sets a parameter. */
    public enum Use {
        /** Training, by gradient. */
        TRAINED,
        /** Batch normalisation, as it sees samples. */
        OBSERVED,
        /** Whoever prepares the training: constants of the data, such as means of cells. */
        FIXED
    }

    public Parameter {
        shape = List.copyOf(shape);
    }

    public int size() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }
}
