package org.lumiwatch.judge;

/** How much of a judged lumisection may be learned. */
public enum Lesson {
    /** All cells but those under a finding. */
    HEALTHY_CELLS,
    /** Nothing: the lumisection is bad as a whole, labelled bad, or a shared change that nobody explained. Evidence still accumulates. */
    NOTHING,
    /**
     * The form of a distribution as a whole is another, and nobody explained it: a fault, or a new state. Nothing that is settled learns it;
     * what remembers candidates apart takes note of it.
     */
    CANDIDATE,
    /** A change was explained or acknowledged: what is seen now is the new normal, learn it quickly. */
    NEW_EPOCH;

    /** Whether a reference learns from it. */
    boolean teaches() {
        return this == HEALTHY_CELLS || this == NEW_EPOCH;
    }
}
