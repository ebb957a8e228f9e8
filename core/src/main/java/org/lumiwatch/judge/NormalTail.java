package org.lumiwatch.judge;

import org.hipparchus.special.Erf;

/** Tail probabilities of the normal distribution that stay exact where they underflow. */
public final class NormalTail {
    private NormalTail() {}

    /** ln P(|Z| ≥ z) for z ≥ 0. */
    public static double logTwoSided(double z) {
        if (z < 25) {
            return Math.log(Erf.erfc(z / Math.sqrt(2)));
        }
        return -z * z / 2 - Math.log(z * Math.sqrt(Math.PI / 2)) + Math.log1p(-1 / (z * z));
    }

    /** ln P(Z ≥ z). */
    public static double logUpper(double z) {
        return z < 0 ? Math.log(0.5 * Erf.erfc(z / Math.sqrt(2))) : logTwoSided(z) - Math.log(2);
    }
}
