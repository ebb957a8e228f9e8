package org.lumiwatch.evaluate.metric;

/**
 * Independent events over an exposure: false incidents over days, false cells over images.
 *
 * @param count of events; need not be whole, see {@link Interval#poisson}
 * @param exposure in the unit of which the rate is; 0 when there is no sample
 */
public record Rate(double count, double exposure) {
    /** Of nothing: the identity of {@link #plus}. */
    public static final Rate NONE = new Rate(0, 0);

    public Rate {
        if (!(count >= 0 && exposure >= 0)) {
            throw new IllegalArgumentException("rate: %s over %s (expected: both >= 0)".formatted(count, exposure));
        }
    }

    public Rate plus(Rate other) {
        return new Rate(count + other.count, exposure + other.exposure);
    }

    /** NaN when there is no sample. */
    public double value() {
        return count / exposure;
    }

    /** {@link Interval#poisson Garwood's}; without a sample infinite or NaN. */
    public Interval interval() {
        return Interval.poisson(count).times(1 / exposure);
    }

    /** One-sided 95 % upper limit; infinite when there is no sample. */
    public double limit() {
        return Interval.poissonLimit(count) / exposure;
    }
}
