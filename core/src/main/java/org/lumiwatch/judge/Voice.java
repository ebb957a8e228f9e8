package org.lumiwatch.judge;

/**
 * What one member of a quality test said, and how much its word counts.
 *
 * @param member such as {@code epochs}
 * @param share 0 to 1: of the verdict where members are weighed, else of the budget of false incidents
 * @param significance −log10 of the chance that it states
 */
public record Voice(String member, double share, double significance) {
    public Voice {
        Significance.check(significance);
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share of %s: %s (expected: 0 to 1)".formatted(member, share));
        }
    }

    /** Such as {@code epochs 12.3 (share 0.999)}. */
    public String text() {
        return "%s %.1f (share %.3f)".formatted(member, significance, share);
    }
}
