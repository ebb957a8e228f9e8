package org.lumiwatch.certify;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.lumisection.LumisectionSet;

/**
 * What was looked at, and what was not: silence is not health.
 *
 * @param tests quality tests with their versions
 * @param hindsight lumisections certified on verdicts of the complete run
 * @param online lumisections certified on verdicts given live
 * @param neverExamined lumisections without any verdict
 * @param neverScored elements that no quality test judged in any lumisection
 */
public record Coverage(
        SortedSet<String> tests,
        LumisectionSet hindsight,
        LumisectionSet online,
        LumisectionSet neverExamined,
        SortedSet<ElementName> neverScored) {
    public Coverage {
        tests = Collections.unmodifiableSortedSet(new TreeSet<>(tests));
        neverScored = Collections.unmodifiableSortedSet(new TreeSet<>(neverScored));
    }
}
