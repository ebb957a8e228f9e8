package org.lumiwatch.simulator.chance;

/** Gamma numbers of scale 1 (Marsaglia and Tsang 2000). */
final class Gamma {
    private Gamma() {}

    static double draw(Chance chance, double shape) {
        if (!(shape >= 0)) {
            throw new IllegalArgumentException("gamma shape: %s (expected: >= 0)".formatted(shape));
        }
        if (shape == 0) {
            return 0;
        }
        if (shape == 1) {
            return chance.exponential();
        }
        if (shape < 1) {
            return large(chance, shape + 1) * StrictMath.exp(StrictMath.log(chance.positive()) / shape);
        }
        return large(chance, shape);
    }

    private static double large(Chance chance, double shape) {
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = chance.normal();
            double root = 1 + c * x;
            if (root <= 0) {
                continue;
            }
            double v = root * root * root;
            double u = chance.positive();
            double square = x * x;
            if (u < 1 - 0.0331 * square * square || StrictMath.log(u) < square / 2 + d * (1 - v + StrictMath.log(v))) {
                return d * v;
            }
        }
    }
}
