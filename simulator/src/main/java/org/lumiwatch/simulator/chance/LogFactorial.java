package org.lumiwatch.simulator.chance;

/** Logarithm of k!: a table, then Stirling's series, exact to 10⁻¹³ of the value. */
final class LogFactorial {
    private static final double[] TABLE = new double[256];
    private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

    static {
        for (int k = 2; k < TABLE.length; k++) {
            TABLE[k] = TABLE[k - 1] + StrictMath.log(k);
        }
    }

    private LogFactorial() {}

    /** Of a whole number that is not negative. */
    static double of(double k) {
        if (k < TABLE.length) {
            return TABLE[(int) k];
        }
        double inverse = 1 / k;
        double correction = inverse * (1.0 / 12 - inverse * inverse * (1.0 / 360 - inverse * inverse / 1260));
        return (k + 0.5) * StrictMath.log(k) - k + HALF_LOG_TWO_PI + correction;
    }
}
