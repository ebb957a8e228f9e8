package org.lumiwatch.bench;

/** How much a protocol measures. */
public enum Size {
    /** A sanity check: some seconds, with few lumisections. Its figures are not to be quoted. */
    QUICK,
    /** What may be quoted: at most half an hour on two cores. */
    FULL;

    /** One of two values. */
    public int of(int quick, int full) {
        return this == QUICK ? quick : full;
    }
}
