package org.lumiwatch.bench.oracle;

import org.hipparchus.special.Beta;

/**
 * False discovery rate at 99 % capture that an ideal, known reference attains with the sum of a window's counts in one cell, the counts
 * gamma-Poisson: what no learning can better, short of more knowledge of the noise.
 *
 * @param mean expected counts of a healthy cell in a lumisection
 * @param fano variance over mean, above 1
 * @param cells of the map
 */
public record Attainable(double mean, double fano, int cells) {
    private static final double CAPTURE = 0.99;

    public Attainable {
        if (!(mean > 0 && fano > 1 && cells > 0)) {
            throw new IllegalArgumentException("attainable: mean %s, Fano factor %s, %d cells (expected: > 0, > 1, > 0)"
                    .formatted(mean, fano, cells));
        }
    }

    /** For cells at efficiency {@code factor}, one an image of background, in windows of so many lumisections. */
    public double falseDiscovery(double factor, int lumisections) {
        double all = mean * lumisections;
        double faultyFano = 1 + factor * (fano - 1);
        double falseCells = factor < 1
                ? cells * below(coldThreshold(factor * all, faultyFano), all, fano)
                : cells * above(hotThreshold(factor * all, faultyFano), all, fano);
        return falseCells / (falseCells + CAPTURE);
    }

    /** The least count that 99 % of faulty cells do not exceed. */
    private static int coldThreshold(double faulty, double faultyFano) {
        if (faulty == 0) {
            return 0;
        }
        int low = -1;
        int high = (int) (faulty + 50 * Math.sqrt(faulty * faultyFano)) + 50;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (below(middle, faulty, faultyFano) >= CAPTURE) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** The largest count that 99 % of faulty cells reach. */
    private static int hotThreshold(double faulty, double faultyFano) {
        int low = 0;
        int high = (int) (faulty + 50 * Math.sqrt(faulty * faultyFano)) + 50;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (above(middle, faulty, faultyFano) >= CAPTURE) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Chance of at most {@code count}: a gamma-Poisson number is negative binomial. */
    private static double below(int count, double mean, double fano) {
        return Beta.regularizedBeta(1 / fano, mean / (fano - 1), count + 1.0);
    }

    /** Chance of at least {@code count}. */
    private static double above(int count, double mean, double fano) {
        return count == 0 ? 1 : Beta.regularizedBeta(1 - 1 / fano, count, mean / (fano - 1));
    }
}
