package org.lumiwatch.bench.oracle;

import java.util.Optional;

/**
 * The most likely time of a fault that began and ended once: the stretch with the largest sum of log-likelihood ratios.
 *
 * @param first its first place
 * @param last its last place, inclusive
 */
public record BestStretch(int first, int last) {
    /**
     * By Kadane's walk; of equal sums the earliest, and of those the shortest.
     *
     * @param ratios of "faulty" against "healthy", one a place
     * @return empty when nothing speaks for a fault anywhere
     */
    public static Optional<BestStretch> of(double... ratios) {
        double best = 0;
        Optional<BestStretch> found = Optional.empty();
        double sum = 0;
        int first = 0;
        for (int i = 0; i < ratios.length; i++) {
            if (sum <= 0) {
                sum = 0;
                first = i;
            }
            sum += ratios[i];
            if (sum > best) {
                best = sum;
                found = Optional.of(new BestStretch(first, i));
            }
        }
        return found;
    }
}
