package org.lumiwatch.simulator.chance;

import java.util.random.RandomGenerator;

/**
 * A stream of random numbers that belongs to a seed, a name and a place, such as lumisection 17 of the ECAL barrel. Streams of
 * different names or places are independent, so any lumisection can be drawn without those before it, and switching one
 * effect off leaves all others as they were.
 *
 * <p>xoshiro256++ (Blackman and Vigna 2019), its state filled by SplitMix64. Not for use by several threads.
 */
public final class Chance implements RandomGenerator {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long s0;
    private long s1;
    private long s2;
    private long s3;

    private Chance(long key) {
        long next = key + GOLDEN;
        s0 = mixed(next);
        next += GOLDEN;
        s1 = mixed(next);
        next += GOLDEN;
        s2 = mixed(next);
        next += GOLDEN;
        s3 = mixed(next);
    }

    /** The stream of {@code name} at {@code place} under {@code seed}; a place is any row of numbers, or none. */
    public static Chance of(long seed, String name, long... place) {
        long key = mixed(seed ^ GOLDEN);
        for (int i = 0; i < name.length(); i++) {
            key = (key ^ name.charAt(i)) * 0x100000001B3L;
        }
        key = mixed(key);
        for (long part : place) {
            key = mixed((key + GOLDEN) ^ (part * 0xD6E8FEB86659FD93L));
        }
        return new Chance(key);
    }

    @Override
    public long nextLong() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    /** Uniform in [0, 1), 53 bits. */
    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Uniform in (0, 1), for logarithms. */
    public double positive() {
        return ((nextLong() >>> 12) + 0.5) * 0x1.0p-52;
    }

    /** Mean 0, standard deviation 1. */
    public double normal() {
        return Normal.draw(this);
    }

    /** Mean 1. */
    public double exponential() {
        return -StrictMath.log(positive());
    }

    /** Gamma of mean and variance {@code shape}; 0 for shape 0. For whole shapes, the sum of that many exponentials. */
    public double gamma(double shape) {
        return Gamma.draw(this, shape);
    }

    /** Poisson of the given mean, at most 2³⁰. */
    public int poisson(double mean) {
        return Poisson.draw(this, mean);
    }

    /** The same for a mean below 10 whose {@code exp(-mean)} the caller knows: many cells often share it. */
    public int poisson(double mean, double expOfMinusMean) {
        return Poisson.bySearch(this, mean, expOfMinusMean);
    }

    /** Number of successes in {@code trials} of probability {@code p}. */
    public int binomial(int trials, double p) {
        return Binomial.draw(this, trials, p);
    }

    private static long mixed(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
