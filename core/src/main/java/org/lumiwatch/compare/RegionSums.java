package org.lumiwatch.compare;

import org.jspecify.annotations.Nullable;

/** Sums over the live cells of each region of a bank in one lumisection. Immutable. */
final class RegionSums {
    static final int OBSERVED = 0;
    static final int MEAN = 1;
    static final int VARIANCE = 2;
    static final int DOUBT = 3;
    static final int QUANTITIES = 4;

    private final double[][] sums;
    private final EfficiencyScores.@Nullable Estimates given;

    /**
     * @param sums by quantity, one number a region
     * @param given how far efficiencies are off, given what surrounds each region; null where that is not heard
     */
    RegionSums(double[][] sums, EfficiencyScores.@Nullable Estimates given) {
        this.sums = sums;
        this.given = given;
    }

    double observed(int region) {
        return Math.max(0, sums[OBSERVED][region]);
    }

    /** Expected counts; 0 where no cell of the region is live. */
    double mean(int region) {
        double sum = sums[MEAN][region];
        return sum > 1e-9 ? sum : 0;
    }

    double variance(int region) {
        return Math.max(1e-12, sums[VARIANCE][region]);
    }

    /** Relative uncertainty of the expected counts. */
    double spread(int region) {
        return Math.sqrt(Math.max(0, sums[DOUBT][region])) / mean(region);
    }

    /** Relative deviation from what is expected, given what surrounds the region where that is heard. */
    double deviation(int region) {
        return given == null ? observed(region) / mean(region) - 1 : given.deviation()[region];
    }

    /** Inverse of the variance of the deviation, the expectation taken for true; 0 where nothing is known. */
    double information(int region) {
        double mean = mean(region);
        if (!(mean > 0)) {
            return 0;
        }
        return given == null ? mean * mean / variance(region) : given.information()[region];
    }
}
