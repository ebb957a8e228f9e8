package org.lumiwatch.lumisection;

/** Lumisections {@code first} to {@code last} of a run, both inclusive. */
public record LumisectionRange(int first, int last) {
    /** CMSSW's "to the end of the run". */
    public static final int END_OF_RUN = 0xFFFFFFF;

    public LumisectionRange {
        if (first < 1 || first > last) {
            throw new IllegalArgumentException("range: [%d, %d] (expected: 1 <= first <= last)".formatted(first, last));
        }
    }

    /** Number of lumisections. */
    public int count() {
        return last - first + 1;
    }
}
