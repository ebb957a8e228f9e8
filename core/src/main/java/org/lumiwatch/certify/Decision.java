package org.lumiwatch.certify;

import java.util.List;

/**
 * What was decided of a lumisection and why.
 *
 * @param causes what made it other than good; of a good one what was overruled by a label
 * @param tolerated faults below the limit: listed, but nothing is lost for them
 */
public record Decision(Outcome outcome, Basis basis, List<Cause> causes, List<Cause> tolerated) {
    public Decision {
        causes = List.copyOf(causes);
        tolerated = List.copyOf(tolerated);
        if (outcome != Outcome.GOOD && causes.isEmpty()) {
            throw new IllegalArgumentException("causes: none (expected: why it is %s)".formatted(outcome.label()));
        }
    }
}
