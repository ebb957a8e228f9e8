package org.lumiwatch.judge;

import java.util.List;

/** What the shift crew is told about one monitor element in one lumisection. */
public sealed interface Verdict {
    /** As expected; {@code significance} tells how close it came to being bad. */
    record Good(double significance) implements Verdict {
        public Good {
            Significance.check(significance);
        }
    }

    /** Not as expected; findings by falling significance. */
    record Bad(double significance, List<Finding> findings) implements Verdict {
        public Bad {
            Significance.check(significance);
            findings = List.copyOf(findings);
            if (findings.isEmpty()) {
                throw new IllegalArgumentException("findings: none (expected: what is bad)");
            }
        }
    }

    /** Not enough was seen to judge: not the same as good. */
    record Undecided(Reason reason) implements Verdict {}

    /** What is wrong; nothing unless it is bad. */
    default List<Finding> findings() {
        return List.of();
    }

    /** The line shown on the shift page. */
    default String headline() {
        return switch (this) {
            case Good(double significance) -> "good (%.1f)".formatted(significance);
            case Bad(double significance, List<Finding> findings) ->
                "BAD (%.1f): %s".formatted(significance, findings.getFirst().headline());
            case Undecided(Reason reason) -> "undecided: " + reason.headline();
        };
    }
}
