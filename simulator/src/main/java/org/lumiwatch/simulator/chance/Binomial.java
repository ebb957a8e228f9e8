package org.lumiwatch.simulator.chance;

/** Binomial numbers: by search below a mean of 10, by transformed rejection above (BTRS, Hörmann 1993). */
final class Binomial {
    private static final double SEARCH_BELOW = 10;

    private Binomial() {}

    static int draw(Chance chance, int trials, double p) {
        if (trials < 0 || !(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException(
                    "binomial: %d trials of %s (expected: >= 0 trials of 0 to 1)".formatted(trials, p));
        }
        if (p > 0.5) {
            return trials - smaller(chance, trials, 1 - p);
        }
        return smaller(chance, trials, p);
    }

    private static int smaller(Chance chance, int trials, double p) {
        if (p == 0 || trials == 0) {
            return 0;
        }
        return trials * p < SEARCH_BELOW ? bySearch(chance, trials, p) : byRejection(chance, trials, p);
    }

    private static int bySearch(Chance chance, int trials, double p) {
        double odds = p / (1 - p);
        double u = chance.nextDouble();
        double weight = StrictMath.exp(trials * StrictMath.log1p(-p));
        int k = 0;
        while (u >= weight && k < trials) {
            u -= weight;
            k++;
            weight *= odds * (trials - k + 1) / k;
        }
        return k;
    }

    private static int byRejection(Chance chance, int trials, double p) {
        double spread = Math.sqrt(trials * p * (1 - p));
        double b = 1.15 + 2.53 * spread;
        double a = -0.0873 + 0.0248 * b + 0.01 * p;
        double c = trials * p + 0.5;
        double quick = 0.92 - 4.2 / b;
        while (true) {
            double u = chance.nextDouble() - 0.5;
            double v = chance.positive();
            double us = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / us + b) * u + c);
            if (us >= 0.07 && v <= quick) {
                return (int) k;
            }
            if (!(k >= 0 && k <= trials)) {
                continue;
            }
            double alpha = (2.83 + 5.1 / b) * spread;
            double mode = Math.floor((trials + 1) * p);
            double hat = StrictMath.log(v * alpha / (a / (us * us) + b));
            double height = LogFactorial.of(mode)
                    + LogFactorial.of(trials - mode)
                    - LogFactorial.of(k)
                    - LogFactorial.of(trials - k)
                    + (k - mode) * StrictMath.log(p / (1 - p));
            if (hat <= height) {
                return (int) k;
            }
        }
    }
}
