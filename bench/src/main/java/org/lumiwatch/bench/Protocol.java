package org.lumiwatch.bench;

import java.util.List;

/**
 * One protocol: independent trials, one a seed, and a report over all of them.
 *
 * @param <T> what a trial measured: a record of numbers, texts, lists, maps and other such records. It is kept as JSON, so that a
 *     bench that was stopped takes up where it was
 */
public interface Protocol<T> {
    /** Such as {@code B3}. */
    String id();

    /** What is asked, in a line. */
    String title();

    /** Seeds that are run when none are chosen. */
    int trials(Size size);

    Class<T> trialType();

    /**
     * Measures once. Free of side effects; trials of one protocol run at the same time.
     *
     * @param seed of everything that is left to chance: equal seeds give equal results, where that {@link #isRepeatable can be}
     */
    T trial(long seed, Size size);

    /** Whether equal seeds give equal results: true unless the clock is what it measures. */
    default boolean isRepeatable() {
        return true;
    }

    /** Whether there is something that nothing can beat, to stand in every table: true for all but cost. */
    default boolean hasLimit() {
        return true;
    }

    /** Sums up; {@code trials} in the order of their seeds, at least one. */
    Report report(List<T> trials, Size size);
}
