package org.lumiwatch.ledger;

import java.time.Instant;
import java.util.List;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.Judgement.Calibration;
import org.lumiwatch.judge.TestId;
import org.lumiwatch.lumisection.LumisectionId;

/**
 * One score as it is kept, of good lumisections too.
 *
 * @param pass whether said live or in hindsight
 * @param threshold significance from which the test called an element bad
 * @param inputHash SHA-256 of the histogram judged, hexadecimal
 * @param exposure 1 for a typical lumisection; NaN when unknown
 * @param significance −log10 p, 0 when undecided
 * @param state GOOD, BAD or UNDECIDED
 * @param reason why undecided, else empty
 * @param learned what was learned from it, such as {@code HEALTHY_CELLS}
 */
public record LedgerEntry(
        LumisectionId at,
        ElementName element,
        Pass pass,
        TestId test,
        double threshold,
        String inputHash,
        double entries,
        double exposure,
        double significance,
        Calibration calibration,
        State state,
        String reason,
        List<Finding> findings,
        String learned,
        Instant recorded) {

    /** When the score was given. */
    public enum Pass {
        ONLINE,
        HINDSIGHT
    }

    /** The verdict without its details. */
    public enum State {
        GOOD,
        BAD,
        UNDECIDED
    }

    /** The same score, from which something else was learned. */
    public LedgerEntry withLearned(String other) {
        return new LedgerEntry(
                at,
                element,
                pass,
                test,
                threshold,
                inputHash,
                entries,
                exposure,
                significance,
                calibration,
                state,
                reason,
                findings,
                other,
                recorded);
    }

    public LedgerEntry {
        findings = List.copyOf(findings);
    }
}
