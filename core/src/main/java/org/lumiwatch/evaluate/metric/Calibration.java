package org.lumiwatch.evaluate.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether a probability is one: of healthy lumisections, learned without labels, a share 10⁻ᵏ should have p below 10⁻ᵏ.
 *
 * @param scored healthy lumisections; figures need {@value #NEEDED}
 * @param below number with p below 10⁻¹, 10⁻², 10⁻³ and 10⁻⁴
 */
public record Calibration(long scored, List<Long> below) {
    /** Healthy lumisections from which on a figure may be quoted. */
    public static final int NEEDED = 50_000;

    private static final int DECADES = 4;
    private static final double LOW = 0.5;
    private static final double HIGH = 2;
    /** Expected events from which on a rate can be held against what was stated. */
    private static final double EVENTS_NEEDED = 30;

    /** Of no lumisections: the identity of {@link #plus}. */
    public static final Calibration NONE = new Calibration(0, List.of(0L, 0L, 0L, 0L));

    /** How what happens compares with what was stated. */
    public enum Outcome {
        HOLDS,
        /** Happens more than twice as often as stated. */
        TOO_BOLD,
        /** Happens less than half as often as stated. */
        OVER_CAUTIOUS,
        /** The sample is too small to say. */
        NOT_SHOWN
    }

    public Calibration {
        below = List.copyOf(below);
        if (below.size() != DECADES || below.getFirst() > scored) {
            throw new IllegalArgumentException("calibration: %s of %d lumisections (expected: %d counts of at most all)"
                    .formatted(below, scored, DECADES));
        }
    }

    /** Of one lumisection of this {@link org.lumiwatch.judge.Significance}. */
    public static Calibration of(double significance) {
        return of(List.of(significance));
    }

    /** @param significances −log₁₀ p, one a healthy lumisection */
    public static Calibration of(List<Double> significances) {
        List<Long> below = IntStream.rangeClosed(1, DECADES)
                .mapToObj(k -> significances.stream().filter(s -> s > k).count())
                .toList();
        return new Calibration(significances.size(), below);
    }

    public Calibration plus(Calibration other) {
        List<Long> sums = new ArrayList<>();
        for (int k = 0; k < DECADES; k++) {
            sums.add(below.get(k) + other.below.get(k));
        }
        return new Calibration(scored + other.scored, sums);
    }

    /** P(p &lt; 10⁻ᵏ), {@code k} 1 to 4. */
    public Proportion below(int k) {
        return new Proportion(below.get(k - 1), scored);
    }

    /** Whether P(p &lt; 10⁻ᵏ) is within [.5, 2]·10⁻ᵏ. */
    public Outcome outcome(int k) {
        double ratio = below(k).value() * Math.pow(10, k);
        if (scored < NEEDED) {
            return Outcome.NOT_SHOWN;
        }
        if (ratio > HIGH) {
            return Outcome.TOO_BOLD;
        }
        return ratio < LOW ? Outcome.OVER_CAUTIOUS : Outcome.HOLDS;
    }

    /** Whether that holds for all four. */
    public boolean passes() {
        return IntStream.rangeClosed(1, DECADES).allMatch(k -> outcome(k) == Outcome.HOLDS);
    }

    /**
     * Measured against stated false incidents: holds when the 95 % upper limit is at most twice the stated rate, and is
     * over-cautious when the rate is below half of it. To be asked in every era and condition band.
     *
     * @param stated per unit of {@code measured}'s exposure
     */
    public static Outcome ofIncidents(double stated, Rate measured) {
        if (!(stated > 0)) {
            throw new IllegalArgumentException("stated rate: %s (expected: > 0)".formatted(stated));
        }
        if (stated * measured.exposure() < EVENTS_NEEDED) {
            return Outcome.NOT_SHOWN;
        }
        if (measured.limit() > HIGH * stated) {
            return Outcome.TOO_BOLD;
        }
        return measured.value() < LOW * stated ? Outcome.OVER_CAUTIOUS : Outcome.HOLDS;
    }
}
