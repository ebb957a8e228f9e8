package org.lumiwatch.source;

import java.util.OptionalInt;

/**
 * What a reader must be told because a format does not say it.
 *
 * @param run run of sources without ids; empty when the source has its own
 * @param firstLumisection number of the first lumisection of such a source
 * @param flatOrder how flat two-dimensional contents are laid out
 */
public record ReadOptions(OptionalInt run, int firstLumisection, FlatOrder flatOrder) {
    /** Layout of flat two-dimensional contents. */
    public enum FlatOrder {
        /** x fastest: CSV of every dialect. */
        Y_MAJOR,
        /** y fastest: files made from uproot values. */
        X_MAJOR
    }

    public static ReadOptions defaults() {
        return new ReadOptions(OptionalInt.empty(), 1, FlatOrder.Y_MAJOR);
    }
}
