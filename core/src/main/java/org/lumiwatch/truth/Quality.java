package org.lumiwatch.truth;

/** What a label says of a lumisection. */
public enum Quality {
    GOOD,
    BAD,
    /** The author takes back what the same source and author said of these lumisections before. Nothing is deleted. */
    WITHDRAWN
}
