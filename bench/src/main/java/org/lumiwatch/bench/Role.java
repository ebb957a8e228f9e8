package org.lumiwatch.bench;

/** Whose measurement it is. */
public enum Role {
    /** What others publish or run. */
    BASELINE,
    /** Lumiwatch as it is today. */
    OURS,
    /** What nothing can beat. */
    LIMIT,
    /** A property of the data or of the protocol itself. */
    CONTROL
}
