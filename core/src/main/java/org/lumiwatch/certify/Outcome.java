package org.lumiwatch.certify;

import java.util.Locale;

/** What becomes of a lumisection. Only good ones enter the golden JSON. */
public enum Outcome {
    GOOD,
    /** Nothing speaks against it, but too little is known to vouch for it. */
    UNDECIDED,
    BAD;

    /** Lower-case name, as in files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    Outcome worse(Outcome other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
