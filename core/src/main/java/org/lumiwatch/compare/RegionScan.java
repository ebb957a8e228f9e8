package org.lumiwatch.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.histogram.Histogram;

/**
 * Finds the regions that explain a map: single cells, towers and hardware groups of the geometry, and free blocks of
 * {1, 2, 3, 5, 10} × {1 … 15} cells either way round with edges that adapt.
 *
 * <p>Greedy: the best regions are taken out, the expectation is made again without them, and the rest is looked at again, so that one
 * fault is one region and does not hide its neighbours. Any expectation will do; its law of counts is in its variances. Blocks do not
 * cross the seam of a periodic axis. Immutable.
 */
public final class RegionScan {
    private final Options options;

    /**
     * @param falseAlarms chance that a healthy map shows any region, in (0, 1): an upper bound, and by the same theory the smallest
     *     chance that is significant
     * @param toleratedExcess relative excess that counts as expected, such as .25 where neighbours are all there is to compare with
     * @param smallestLoss relative deficit below which a region is not reported, however significant
     */
    public record Options(double falseAlarms, double toleratedExcess, double smallestLoss) {
        public Options {
            if (!(falseAlarms > 0 && falseAlarms < 1)) {
                throw new IllegalArgumentException(
                        "false alarms per map: %s (expected: above 0, below 1)".formatted(falseAlarms));
            }
            if (!(toleratedExcess >= 0 && smallestLoss >= 0 && smallestLoss < 1)) {
                throw new IllegalArgumentException("tolerated excess %s, smallest loss %s (expected: >= 0, 0 to 1)"
                        .formatted(toleratedExcess, smallestLoss));
            }
        }

        /** For a map with nothing but itself to compare with: its own structure of +25 % or −20 % is no fault. */
        public static Options withoutHistory(double falseAlarms) {
            return new Options(falseAlarms, 0.25, 0.2);
        }

        /** For an expectation from history: every deviation counts. */
        public static Options withHistory(double falseAlarms) {
            return new Options(falseAlarms, 0, 0);
        }

        double logBudget() {
            return -Math.log(falseAlarms);
        }
    }

    public RegionScan(Options options) {
        this.options = options;
    }

    /**
     * @param observed a map with the geometry of the expectation
     * @param expectation gives the expectation once the flagged cells, one flag each, have no influence on others
     * @return nothing when the expectation has nothing to say
     */
    public Optional<MapExplanation> explain(Histogram observed, Function<boolean[], Optional<Prediction>> expectation) {
        boolean[] explained = new boolean[observed.cells()];
        Optional<Prediction> first = expectation.apply(explained.clone());
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Prediction expected = first.get();
        Geometry geometry = expected.geometry();
        RegionSearch search = new RegionSearch(observed, expected, explained, options);
        double chance = search.logChance();
        List<Candidate> chosen = new ArrayList<>();
        for (List<Candidate> found = search.disjoint(); !found.isEmpty(); found = search.disjoint()) {
            chosen.addAll(found);
            found.forEach(candidate -> candidate.flag(geometry, explained));
            Optional<Prediction> next = expectation.apply(explained.clone());
            if (next.isEmpty()) {
                break;
            }
            expected = next.get();
            search = new RegionSearch(observed, expected, explained, options);
        }
        List<Region> regions = new RegionReview(observed, expected, search, options).significant(chosen);
        return Optional.of(new MapExplanation(regions, chanceOf(regions, chance), expected));
    }

    private double chanceOf(List<Region> regions, double chanceOfFirstLook) {
        return regions.isEmpty()
                ? Math.max(chanceOfFirstLook, Math.log(options.falseAlarms()))
                : regions.getFirst().logChance();
    }
}
