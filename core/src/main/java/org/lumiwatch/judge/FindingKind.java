package org.lumiwatch.judge;

/** What is wrong with a region. */
public enum FindingKind {
    /** Nothing, or next to nothing, is counted. */
    DEAD,
    /** Less than expected is counted. */
    DEGRADED,
    /** More than expected is counted, in proportion to what is expected. */
    HOT,
    /** Counts are added that do not depend on the beam. */
    NOISY,
    /** A distribution's form has changed. */
    SHAPE,
    /** The whole element, or the whole subdetector, has changed at once. */
    GLOBAL;

    /** Below this factor little enough is left to call it dead. */
    private static final double LITTLE_LEFT = 0.1;

    /**
     * Of a place in an element.
     *
     * @param factor observed over expected
     * @param added whether counts beyond the expected ones were added rather than multiplied
     */
    static FindingKind of(double factor, boolean added) {
        if (factor < LITTLE_LEFT) {
            return DEAD;
        }
        if (factor < 1) {
            return DEGRADED;
        }
        return added ? NOISY : HOT;
    }

    /** Whether it is said of an element as a whole, not of a place in it. */
    public boolean isOfWhole() {
        return this == SHAPE || this == GLOBAL;
    }

    /** Lower-case name, as in files. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
