package org.lumiwatch.truth;

import java.time.Instant;
import org.lumiwatch.lumisection.LumisectionSet;

/**
 * What somebody said of some lumisections.
 *
 * @param source where it came from, such as the name of a golden JSON, or {@code shifter}
 * @param trust weight against other labels, 0 (none) to 1 (certain)
 * @param author person or program
 * @param recorded when it became known: what a test may use at a time is what was recorded before
 * @param comment the author's words; empty when none
 */
public record Label(
        LumisectionSet lumisections,
        Quality quality,
        String source,
        double trust,
        String author,
        Instant recorded,
        String comment) {
    public Label {
        if (!(trust >= 0 && trust <= 1)) {
            throw new IllegalArgumentException("trust: %s (expected: 0 to 1)".formatted(trust));
        }
    }

    /** The same said of other lumisections. */
    Label on(LumisectionSet lumisections) {
        return new Label(lumisections, quality, source, trust, author, recorded, comment);
    }
}
