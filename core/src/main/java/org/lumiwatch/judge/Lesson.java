package org.lumiwatch.judge;

/** How much of a judged lumisection may be learned. */
public enum Lesson {
    /** All cells but those under a finding. */
    HEALTHY_CELLS,
    /** Nothing: the lumisection is bad as a whole, labelled bad, or a shared change that nobody explained. Evidence still accumulates. */
    NOTHING,
    /** A change was explained or acknowledged: what is seen now is the new normal, learn it quickly. */
    NEW_EPOCH
}
