package org.lumiwatch.evaluate.metric;

/**
 * So many of so many independent ones: recall, false positive rate, share of right places.
 *
 * @param all 0 when there is no sample
 */
public record Proportion(long of, long all) {
    /** Of nothing: the identity of {@link #plus}. */
    public static final Proportion NONE = new Proportion(0, 0);

    public Proportion {
        if (of < 0 || of > all) {
            throw new IllegalArgumentException("proportion: %d of %d (expected: 0 <= of <= all)".formatted(of, all));
        }
    }

    public Proportion plus(Proportion other) {
        return new Proportion(of + other.of, all + other.all);
    }

    /** 0 to 1; NaN when there is no sample. */
    public double value() {
        return (double) of / all;
    }

    /** {@link Interval#binomial Clopper and Pearson's}. */
    public Interval interval() {
        return Interval.binomial(of, all);
    }
}
