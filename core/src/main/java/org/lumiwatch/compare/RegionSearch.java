package org.lumiwatch.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.Geometry.Tower;
import org.lumiwatch.element.HardwareGroup;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.expect.WinsorisedScale;
import org.lumiwatch.histogram.Histogram;

/** One look over a map, given one expectation: which places are worth explaining, the best first. */
final class RegionSearch {
    /** Half of a block must be live: a block of absent cells around one live cell is that cell. */
    private static final int LIVE_SHARE = 2;

    private static final int GROUPS_TO_COMPARE = 15;

    private final Geometry geometry;
    private final RegionScan.Options options;
    private final BlockSums sums;
    private final BlockScatter scatter;
    private final List<BlockShape> shapes;
    private final Trials trials;
    private final List<Candidate> candidates = new ArrayList<>();
    private double best = Double.NEGATIVE_INFINITY;

    RegionSearch(Histogram observed, Prediction expected, boolean[] explained, RegionScan.Options options) {
        this.geometry = expected.geometry();
        this.options = options;
        this.sums = new BlockSums(observed, expected, explained);
        this.shapes = BlockShape.within(geometry);
        this.scatter = new BlockScatter(geometry, sums, shapes);
        this.trials =
                Trials.of(expected.liveCells(), towers() + geometry.groups().size(), shapes.size() - 1);
        blocks();
        groups();
        Collections.sort(candidates);
    }

    /** ln of the chance of the best place, after all that were tried; at most 0. */
    double logChance() {
        return Math.min(0, -best);
    }

    /**
     * Significant places that do not touch each other, the best first. Those ten times weaker than the best wait for the next look:
     * the best may have bent the expectation around itself.
     */
    List<Candidate> disjoint() {
        List<Candidate> chosen = new ArrayList<>();
        for (Candidate candidate : candidates) {
            boolean strong = chosen.isEmpty()
                    || candidate.logRatio() > 0.1 * chosen.getFirst().logRatio();
            if (strong && chosen.stream().noneMatch(candidate::touches)) {
                Candidate fitted = candidate.group().isEmpty() ? fitted(candidate) : candidate;
                if (chosen.stream().noneMatch(fitted::touches)) {
                    chosen.add(fitted);
                }
            }
        }
        return chosen;
    }

    /** Log-likelihood ratio of counts in a place, given the null that the options allow. */
    double logRatio(double count, double mean, double variance) {
        if (count >= mean) {
            double tolerated = Math.min(count, mean * (1 + options.toleratedExcess()));
            double growth = tolerated / mean;
            // The relative spread stays, the Poisson part grows with the mean.
            return BestFactor.logRatio(count, tolerated, tolerated + (variance - mean) * growth * growth);
        }
        return count > (1 - options.smallestLoss()) * mean ? 0 : BestFactor.logRatio(count, mean, variance);
    }

    double scatterOf(Box box) {
        return scatter.factorOf(box.x1() - box.x0() + 1, box.y1() - box.y0() + 1);
    }

    private int towers() {
        Tower tower = geometry.tower();
        return tower.width() * tower.height() == 1
                ? 0
                : geometry.nx() / tower.width() * (geometry.ny() / tower.height()) * geometry.nz();
    }

    private void blocks() {
        for (BlockShape shape : shapes) {
            double factor = scatter.factor(shape);
            for (int z = 0; z < geometry.nz(); z++) {
                for (int y = 0; y + shape.height() <= geometry.ny(); y++) {
                    row(shape, factor, y, z);
                }
            }
        }
    }

    private void row(BlockShape shape, double factor, int y, int z) {
        int width = shape.width();
        int height = shape.height();
        for (int x = 0; x + width <= geometry.nx(); x++) {
            int corner = sums.corner(x, y, z);
            int cells = sums.cells(corner, width, height);
            if (cells == 0 || LIVE_SHARE * cells < shape.cells()) {
                continue;
            }
            double count = sums.count(corner, width, height);
            double mean = sums.mean(corner, width, height);
            double variance = factor * sums.variance(corner, width, height);
            if ((count - mean) * (count - mean) > 4 * variance) {
                offer(new Box(x, y, z, x + width - 1, y + height - 1, z), shape, logRatio(count, mean, variance));
            }
        }
    }

    private void offer(Box box, BlockShape shape, double logRatio) {
        double logTrials = shape.isCell() ? trials.cell() : isTower(box, shape) ? trials.hardware() : trials.free();
        keep(Candidate.block(box, logRatio, logTrials));
    }

    private boolean isTower(Box box, BlockShape shape) {
        Tower tower = geometry.tower();
        return shape.width() == tower.width()
                && shape.height() == tower.height()
                && box.x0() % tower.width() == 0
                && box.y0() % tower.height() == 0;
    }

    private void keep(Candidate candidate) {
        best = Math.max(best, candidate.score());
        if (candidate.score() > options.logBudget()) {
            candidates.add(candidate);
        }
    }

    private void groups() {
        int n = geometry.groups().size();
        double[] squares = new double[n];
        int live = 0;
        for (HardwareGroup group : geometry.groups()) {
            Totals totals = Totals.of(sums, group.boxes());
            if (totals.cells() > 0) {
                squares[live++] = totals.deviationSquared();
            }
        }
        double common = live < GROUPS_TO_COMPARE ? 1 : WinsorisedScale.variance(squares, live);
        for (HardwareGroup group : geometry.groups()) {
            Totals totals = Totals.of(sums, group.boxes());
            long size = group.boxes().stream().mapToLong(Box::cells).sum();
            if (totals.cells() > 0 && LIVE_SHARE * totals.cells() >= size) {
                double factor = Math.max(common, scatterOf(group.boxes().getFirst()));
                double logRatio = logRatio(totals.count(), totals.mean(), factor * totals.variance());
                keep(new Candidate(group.boxes(), group.name(), logRatio, trials.hardware()));
            }
        }
    }

    /** The box with its edges moved, one row or column at a time, as long as that explains more; without dead margins. */
    private Candidate fitted(Candidate candidate) {
        Candidate fitted = candidate;
        boolean improved = true;
        while (improved) {
            improved = false;
            for (Box moved : BoxEdges.movedByOne(fitted.boxes().getFirst(), geometry)) {
                Candidate other = evaluated(moved);
                if (other.score() > fitted.score() + 1e-9) {
                    fitted = other;
                    improved = true;
                }
            }
        }
        return Candidate.block(
                BoxEdges.trimmed(fitted.boxes().getFirst(), sums), fitted.logRatio(), fitted.logTrials());
    }

    private Candidate evaluated(Box box) {
        int width = box.x1() - box.x0() + 1;
        int height = box.y1() - box.y0() + 1;
        Totals totals = Totals.of(sums, List.of(box));
        if (totals.cells() == 0 || LIVE_SHARE * totals.cells() < box.cells()) {
            return Candidate.block(box, 0, trials.free());
        }
        double logRatio = logRatio(totals.count(), totals.mean(), scatterOf(box) * totals.variance());
        BlockShape shape = new BlockShape(width, height);
        double logTrials = shape.isCell() ? trials.cell() : isTower(box, shape) ? trials.hardware() : trials.free();
        return Candidate.block(box, logRatio, logTrials);
    }
}
