package org.lumiwatch.truth;

/** What a label says of a lumisection. */
public enum Quality {
    GOOD,
    BAD
}
