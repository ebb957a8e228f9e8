package org.lumiwatch.certify;

import java.util.Locale;

/** Which verdicts a decision rests on. */
public enum Basis {
    /** Those of the pass over the complete run. */
    HINDSIGHT,
    /** Those given while the run went on: onset and end are late by the latency. */
    ONLINE,
    /** There were none. */
    NONE;

    /** Lower-case name, as in files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
