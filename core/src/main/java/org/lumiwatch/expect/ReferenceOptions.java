package org.lumiwatch.expect;

/**
 * Settings of a {@link RunningReference}; may be shared.
 *
 * @param needed lumisections to learn before anything is predicted
 * @param memory lumisections over which the mean of a cell is averaged
 * @param dispersionMemory lumisections over which over-dispersion is averaged
 * @param startingDispersion variance over that of the bare law, before any was measured
 */
public record ReferenceOptions(int needed, double memory, double dispersionMemory, double startingDispersion) {
    public ReferenceOptions {
        if (needed < 1 || !(memory >= 1) || !(dispersionMemory >= 1) || !(startingDispersion >= 1)) {
            throw new IllegalArgumentException("reference options: %d, %s, %s, %s (expected: each >= 1)"
                    .formatted(needed, memory, dispersionMemory, startingDispersion));
        }
    }

    public static ReferenceOptions defaults() {
        return new ReferenceOptions(5, 500, 300, 4);
    }
}
