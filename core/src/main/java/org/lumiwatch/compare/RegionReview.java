package org.lumiwatch.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.histogram.Histogram;

/**
 * Weighs chosen places again with the expectation that none of them has influenced, joins neighbours that have the same fault, and
 * drops what was only the shadow of something stronger.
 */
final class RegionReview {
    /** Factors of one fault agree within this, as difference of logarithms, 5 % added so that two dead ones agree. */
    private static final double SAME_FACTOR = 0.4;

    private final Histogram observed;
    private final Prediction expected;
    private final Geometry geometry;
    private final RegionSearch search;
    private final RegionScan.Options options;

    RegionReview(Histogram observed, Prediction expected, RegionSearch search, RegionScan.Options options) {
        this.observed = observed;
        this.expected = expected;
        this.geometry = expected.geometry();
        this.search = search;
        this.options = options;
    }

    /** @return the significant regions, the most significant first */
    List<Region> significant(List<Candidate> chosen) {
        List<Region> regions = new ArrayList<>();
        boolean[] taken = new boolean[expected.cells()];
        for (Candidate candidate : chosen) {
            if (cells(candidate.boxes(), taken).length == 0) {
                continue;
            }
            Region region = weighed(candidate.boxes(), candidate.group(), candidate.logTrials(), taken);
            candidate.flag(geometry, taken);
            if (region.logChance() <= -options.logBudget()) {
                regions.add(region);
            }
        }
        joinNeighbours(regions);
        regions.sort(Comparator.comparingDouble(Region::logChance)
                .thenComparingInt(region -> geometry.cell(
                        region.box().x0(), region.box().y0(), region.box().z0())));
        return regions;
    }

    private void joinNeighbours(List<Region> regions) {
        for (int i = 0; i < regions.size(); i++) {
            for (int j = regions.size() - 1; j > i; j--) {
                Region one = regions.get(i);
                Region other = regions.get(j);
                Box both = Box.around(List.of(one.box(), other.box()));
                boolean blocks = one.group().isEmpty() && other.group().isEmpty();
                if (blocks && both.cells() == one.box().cells() + other.box().cells() && sameFactor(one, other)) {
                    double logTrials = Math.max(one.logTrials(), other.logTrials());
                    regions.set(i, weighed(List.of(both), "", logTrials, new boolean[expected.cells()]));
                    regions.remove(j);
                    j = regions.size();
                }
            }
        }
    }

    private static boolean sameFactor(Region one, Region other) {
        return Math.abs(Math.log((one.factor() + 0.05) / (other.factor() + 0.05))) < SAME_FACTOR;
    }

    private Region weighed(List<Box> boxes, String group, double logTrials, boolean[] taken) {
        int[] cells = cells(boxes, taken);
        double count = 0;
        double mean = 0;
        double variance = 0;
        for (int cell : cells) {
            count += observed.at(cell);
            mean += expected.mean(cell);
            variance += expected.variance(cell);
        }
        double logRatio = search.logRatio(count, mean, search.scatterOf(boxes.getFirst()) * variance);
        double uniform = uniform(cells, count, mean) * mean / variance;
        return new Region(boxes, group, cells.length, count, mean, logRatio, logTrials, uniform);
    }

    /** For Poisson counts: both hypotheses have the same sum, so only the shares of the cells count. */
    private double uniform(int[] cells, double count, double mean) {
        double added = (count - mean) / cells.length;
        if (added <= 0) {
            return 0;
        }
        double ratio = 0;
        for (int cell : cells) {
            double expectedHere = expected.mean(cell);
            ratio += observed.at(cell) * Math.log((expectedHere + added) / (expectedHere * count / mean));
        }
        return ratio;
    }

    private int[] cells(List<Box> boxes, boolean[] taken) {
        return IntStream.range(0, expected.cells())
                .filter(cell -> expected.live(cell) && !taken[cell] && expected.mean(cell) > 0)
                .filter(cell -> boxes.stream()
                        .anyMatch(box -> box.contains(geometry.x(cell), geometry.y(cell), geometry.z(cell))))
                .toArray();
    }
}
