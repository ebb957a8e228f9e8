package org.lumiwatch.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lumiwatch.element.Box;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.histogram.Histogram;

/**
 * Looks in a distribution for bins, and runs of 2 to 5 neighbouring bins, that lost most counts or gained many:
 * wider and weaker changes are changes of the form. For each place the
 * best of a few efficiency factors; the logarithm of the ratio bounds the chance by Wald's inequality.
 */
public final class BinScan {
    private static final double LARGEST = 25;
    private static final int[] WIDTHS = {1, 2, 3, 5};
    private static final double[] FACTORS = {0.02, 0.2, 5, LARGEST};
    private static final double LARGEST_LOG = Math.log(LARGEST);
    /** Below this many counts expected a bin is empty by chance too often to look at alone. */
    private static final double LEAST_MEAN = 0.5;

    private BinScan() {}

    /**
     * A run of bins and the best hypothesis about it.
     *
     * @param factor observed over expected counts
     * @param logRatio natural logarithm of the likelihood ratio of the best hypothesis against "as expected"
     * @param share of the expected entries that lie in the box
     */
    public record Place(Box box, double factor, double expected, double logRatio, double share) {}

    /** Number of places and hypotheses looked at in so many bins: the look-elsewhere factor. */
    public static double looks(int bins) {
        double looks = 0;
        for (int width : WIDTHS) {
            looks += width <= bins ? (bins - width + 1.0) * FACTORS.length : 0;
        }
        return looks;
    }

    /** The place with the largest ratio, and all further ones above {@code least} that overlap none before; by falling ratio. */
    public static List<Place> deviations(Histogram observed, Prediction expected, double least) {
        Sums sums = new Sums(observed, expected);
        List<Place> all = new ArrayList<>();
        int bestFirst = 0;
        int bestWidth = 1;
        double most = 0;
        for (int width : WIDTHS) {
            for (int first = 0; first + width <= expected.cells(); first++) {
                if (sums.most(first, width) <= Math.min(most, least)) {
                    continue;
                }
                double ratio = sums.ratio(first, width);
                if (ratio >= least) {
                    all.add(sums.place(first, width, ratio));
                }
                if (ratio > most) {
                    bestFirst = first;
                    bestWidth = width;
                    most = ratio;
                }
            }
        }
        if (all.isEmpty()) {
            return List.of(sums.place(bestFirst, bestWidth, most));
        }
        all.sort(Comparator.comparingDouble(Place::logRatio).reversed());
        List<Place> chosen = new ArrayList<>();
        for (Place place : all) {
            if (chosen.stream().allMatch(other -> other.box().common(place.box()) == 0)) {
                chosen.add(place);
            }
        }
        return chosen;
    }

    /** Sums from the first bin on, so that every place costs the same. */
    private static final class Sums {
        private final double[] count;
        private final double[] mean;
        private final double[] uncertain;

        Sums(Histogram observed, Prediction expected) {
            int bins = expected.cells();
            count = new double[bins + 1];
            mean = new double[bins + 1];
            uncertain = new double[bins + 1];
            for (int i = 0; i < bins; i++) {
                count[i + 1] = count[i] + observed.at(i);
                mean[i + 1] = mean[i] + expected.mean(i);
                uncertain[i + 1] = uncertain[i] + expected.spread(i) * expected.mean(i);
            }
        }

        /** More than {@link #ratio} can be: losing all counts tells as much as was expected, each count the logarithm of a factor. */
        double most(int first, int width) {
            double seen = seen(first, width);
            double expected = expected(first, width);
            if (seen >= expected / 2 && seen <= expected * 2) {
                // no factor looked for explains it better, whatever the excess
                return 0;
            }
            return seen < expected ? expected : seen * LARGEST_LOG;
        }

        /** Of the best hypothesis; 0 when none is better than "as expected". */
        double ratio(int first, int width) {
            double seen = seen(first, width);
            double expected = expected(first, width);
            double sigma = uncertain[first + width] - uncertain[first];
            double excess = sigma * sigma / expected;
            double best = 0;
            for (double factor : FACTORS) {
                if (factor < 1 == seen < expected) {
                    best = Math.max(best, CountLikelihood.clustered(seen, expected, excess, factor));
                }
            }
            return best;
        }

        private double seen(int first, int width) {
            return count[first + width] - count[first];
        }

        private double expected(int first, int width) {
            return Math.max(mean[first + width] - mean[first], LEAST_MEAN);
        }

        Place place(int first, int width, double ratio) {
            double expected = expected(first, width);
            double share = Math.min(1, expected / mean[mean.length - 1]);
            Box box = Box.of(first, 0, first + width - 1, 0);
            return new Place(box, seen(first, width) / expected, expected, ratio, share);
        }
    }
}
