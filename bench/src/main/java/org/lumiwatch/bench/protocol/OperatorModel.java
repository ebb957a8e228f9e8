package org.lumiwatch.bench.protocol;

import java.util.List;
import java.util.TreeSet;

/**
 * A person who looks at one plot after another and comes back to each after {@code cycle} lumisections, at a phase that is left to
 * chance. Every plot shows what was counted since the run began. Immutable.
 *
 * @param cycle lumisections between two looks at the same plot
 * @param contrast smallest relative difference between seen and usual counts that strikes the eye
 * @param report chance that what strikes the eye in a look is reported
 */
record OperatorModel(double cycle, double contrast, double report) {
    /** Relative differences that are counting noise strike nobody: below so many standard deviations. */
    private static final double NOISE = 3;

    OperatorModel {
        if (!(cycle > 0 && contrast > 0 && report >= 0 && report <= 1)) {
            throw new IllegalArgumentException("operator: cycle %s, contrast %s, report %s (expected: > 0, > 0, 0 to 1)"
                    .formatted(cycle, contrast, report));
        }
    }

    /**
     * Relative difference that a region shows.
     *
     * @param observed counts since the run began
     * @param deviation standard deviation of {@code observed}, were all well
     * @return 0 where nothing is expected and within the noise
     */
    static double shown(double observed, double expected, double deviation) {
        double difference = Math.abs(observed - expected);
        return expected > 0 && difference > NOISE * deviation ? difference / expected : 0;
    }

    /**
     * Chance that it is reported in time, over all phases of the cycle.
     *
     * @param shown relative difference that the plot shows during each lumisection until it is too late
     */
    double recall(List<Double> shown) {
        TreeSet<Double> bounds = new TreeSet<>(List.of(0.0, cycle));
        for (int ls = 0; ls <= shown.size(); ls++) {
            bounds.add(ls % cycle);
        }
        double sum = 0;
        double low = 0;
        for (double high : bounds) {
            sum += (high - low) * (1 - Math.pow(1 - report, strikingLooks((low + high) / 2, shown)));
            low = high;
        }
        return sum / cycle;
    }

    /** Looks at which the plot strikes the eye, the first of them {@code phase} lumisections after the first. */
    private int strikingLooks(double phase, List<Double> shown) {
        int looks = 0;
        for (int look = 0; phase + look * cycle < shown.size(); look++) {
            looks += shown.get((int) (phase + look * cycle)) > contrast ? 1 : 0;
        }
        return looks;
    }
}
