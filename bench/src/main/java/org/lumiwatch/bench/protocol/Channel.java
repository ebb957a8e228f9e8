package org.lumiwatch.bench.protocol;

import java.util.List;

/**
 * What is true of a channel over some lumisections.
 *
 * @param mean counts expected while it is healthy
 * @param trials events
 */
record Channel(double mean, double trials) {
    private static final double BLIND = 5;
    /** Upper ends of the bins of p, the share of events that are over threshold. */
    private static final List<Double> ENDS = List.of(0.08, 0.25, 0.5);

    static final List<String> BINS = List.of("p < .08", "p .08–.25", "p .25–.5", "p > .5");
    static final String BLIND_LABEL = "blind";

    /** Whether a fault of that strength moves the count by less than five standard deviations. */
    boolean isBlind(double strength) {
        double p = p();
        double shift = trials * Math.abs(Math.min(strength * p, 1) - p);
        return shift < BLIND * Math.sqrt(trials * p * (1 - p)) || shift == 0;
    }

    private double p() {
        return trials > 0 ? mean / trials : 0;
    }

    /** Such as {@code ×0.4, p < .08} or {@code ×0.4, p < .08, blind}. */
    String label(double strength) {
        int bin = 0;
        while (bin < ENDS.size() && p() >= ENDS.get(bin)) {
            bin++;
        }
        String label = "%s, %s".formatted(strength(strength), BINS.get(bin));
        return isBlind(strength) ? label + ", " + BLIND_LABEL : label;
    }

    /** Such as {@code ×0.4}. */
    static String strength(double strength) {
        return strength == Math.rint(strength) ? "×%.0f".formatted(strength) : "×%.1f".formatted(strength);
    }
}
