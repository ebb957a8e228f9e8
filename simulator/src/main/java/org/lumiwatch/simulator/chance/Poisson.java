package org.lumiwatch.simulator.chance;

/** Poisson numbers: by search below a mean of 10, by transformed rejection above (PTRS, Hörmann 1993). */
final class Poisson {
    private static final double SEARCH_BELOW = 10;
    private static final double LARGEST = 1 << 30;

    private Poisson() {}

    static int draw(Chance chance, double mean) {
        if (!(mean >= 0 && mean <= LARGEST)) {
            throw new IllegalArgumentException("Poisson mean: %s (expected: 0 to 2^30)".formatted(mean));
        }
        if (mean == 0) {
            return 0;
        }
        return mean < SEARCH_BELOW ? bySearch(chance, mean, StrictMath.exp(-mean)) : byRejection(chance, mean);
    }

    static int bySearch(Chance chance, double mean, double expOfMinusMean) {
        double u = chance.nextDouble();
        double p = expOfMinusMean;
        int k = 0;
        // beyond 200 nothing is left of a mean below 10: rounding must not make an endless search
        while (u >= p && k < 200) {
            u -= p;
            k++;
            p *= mean / k;
        }
        return k;
    }

    private static int byRejection(Chance chance, double mean) {
        double b = 0.931 + 2.53 * Math.sqrt(mean);
        double a = -0.059 + 0.02483 * b;
        double quick = 0.9277 - 3.6224 / (b - 2);
        while (true) {
            double u = chance.nextDouble() - 0.5;
            double v = chance.positive();
            double us = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= quick) {
                return (int) k;
            }
            if (!(k >= 0) || (us < 0.013 && v > us)) {
                continue;
            }
            double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
            double hat = StrictMath.log(v * inverseAlpha / (a / (us * us) + b));
            if (hat <= k * StrictMath.log(mean) - mean - LogFactorial.of(k)) {
                return (int) k;
            }
        }
    }
}
