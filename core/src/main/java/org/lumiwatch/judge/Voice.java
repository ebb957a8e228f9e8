package org.lumiwatch.judge;

import org.jspecify.annotations.Nullable;

/**
 * What one member of a quality test said, and how much its word counts.
 *
 * @param member such as {@code epochs}
 * @param share 0 to 1: of the verdict where members are weighed, else of the budget of false incidents
 * @param significance −log10 of the chance that it states
 * @param basis what the significance rests on; null where the member does not tell
 */
public record Voice(
        String member,
        double share,
        double significance,
        @Nullable Basis basis) {
    public Voice {
        Significance.check(significance);
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share of %s: %s (expected: 0 to 1)".formatted(member, share));
        }
    }

    /** Of a member that does not tell what its significance rests on. */
    public Voice(String member, double share, double significance) {
        this(member, share, significance, null);
    }

    /**
     * How far false alarms were counted, and how certain the significance is beyond.
     *
     * @param counted significance up to which they were
     * @param low lower end of the interval, at 95 %, of the significance stated
     * @param high its upper end
     */
    public record Basis(double counted, double low, double high) {
        private String text(double significance) {
            return significance <= counted
                    ? "; false alarms counted"
                    : "; %.1f to %.1f, for false alarms are counted up to 1 in %,.0f lumisections and continued beyond"
                            .formatted(low, high, Math.pow(10, counted));
        }
    }

    /** Such as {@code epochs 12.3 (share 0.999)}, and what that rests on. */
    public String text() {
        return "%s %.1f (share %.3f)%s"
                .formatted(member, significance, share, basis == null ? "" : basis.text(significance));
    }
}
