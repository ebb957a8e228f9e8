package org.lumiwatch.expect;

/** −ln(1 − p), the scale on which losses and exposures multiply the probability p that an event fills a cell. */
final class Strength {
    /** Nearest to 1 that a probability is taken to be: beyond, a loss shows in no lumisection. */
    static final double MOST_PROBABLE = 1 - 1e-9;

    private static final int MOST_STEPS = 12;
    /** Relative size of the last step to the most likely change. */
    private static final double SMALL_STEP = 0.02;

    private Strength() {}

    static double of(double p) {
        return -Math.log1p(-p);
    }

    static double probability(double strength) {
        return -Math.expm1(-strength);
    }

    /** The probability of {@code factor} times the strength of {@code p}. */
    static double scaled(double p, double factor) {
        return p >= 1 ? 1 : 1 - Math.exp(factor * Math.log(1 - p));
    }

    /** Derivative of p by the logarithm of its strength: what a relative change of the strength does to the probability. */
    static double slope(double p) {
        double at = Math.min(p, MOST_PROBABLE);
        return -(1 - at) * Math.log(1 - at);
    }

    /** Relative variance of the strength of {@code p}, as so many events show it. */
    static double variance(double p, double events) {
        double at = Math.min(p, MOST_PROBABLE);
        double slope = slope(at);
        return at * (1 - at) / (events * slope * slope);
    }

    /**
     * The most likely relative change, by Fisher scoring: near 1, p is anything but straight in it.
     *
     * @param strength expected
     * @param count events that filled the cell
     * @param doubt relative variance of what was expected
     */
    static double change(double strength, double count, double events, double doubt) {
        double change = 0;
        double step = 1;
        for (int pass = 0; pass < MOST_STEPS && Math.abs(step) > SMALL_STEP * (1 + change); pass++) {
            double now = probability(strength * (1 + change));
            double score = strength * (count - events * now) / now;
            double information = events * strength * strength * (1 - now) / now + 1 / doubt;
            step = Math.clamp((score - change / doubt) / information, -0.5 * (1 + change), 1 + change);
            change += step;
        }
        return change;
    }
}
