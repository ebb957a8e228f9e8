package org.lumiwatch.compare;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.element.Geometry;

/**
 * How far the efficiency of regions is off in one lumisection, given what surrounds them: the score of a conditional autoregression
 * (Besag 1974). Each cell is held against what its neighbours tell of it, those of its own region by what they counted, for they share its
 * fault, those outside by what they are believed to tell. Sums over a region need what each cell contributes by itself and with each of its
 * neighbours in the region, so that any box takes constant time. Of the information that all cells of an ECAL map hold on a region this keeps
 * .8 to .95, the bare sum .3.
 */
final class EfficiencyScores {
    /** Steps from a cell to its neighbours on one side; those on the other have it as theirs. */
    static final int[][] STEPS = {{1, 0}, {0, 1}, {2, 0}, {0, 2}, {3, 0}, {0, 3}};

    private static final int SCORE = 0;
    private static final int INFORMATION = 1;

    private final Geometry geometry;
    /** Of each cell by itself. */
    private final double[][] own;
    /** By step: of each cell with its neighbour there. */
    private final double[][][] pairs;

    /** To be summed over blocks; null until blocks are asked for. */
    private @Nullable Tables tables;

    /**
     * Of the regions of a bank.
     *
     * @param deviation relative, from what is expected
     * @param information inverse of its variance; 0 where nothing is known
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Estimates(double[] deviation, double[] information) {
        private static Estimates of(double[] score, double[] information) {
            for (int region = 0; region < score.length; region++) {
                boolean known = information[region] > 1e-9;
                score[region] = known ? score[region] / information[region] : 0;
                information[region] = known ? information[region] : 0;
            }
            return new Estimates(score, information);
        }
    }

    /**
     * @param own score and information of each cell by itself
     * @param pairs by step, what each cell and its neighbour there add to both when they are in one region: less than nothing
     */
    EfficiencyScores(Geometry geometry, double[][] own, double[][][] pairs) {
        this.geometry = geometry;
        this.own = own;
        this.pairs = pairs;
    }

    Estimates ofBlocks(int width, int height) {
        if (tables == null) {
            tables = new Tables(tables(SCORE), tables(INFORMATION));
        }
        int blocks = (geometry.nx() - width + 1) * (geometry.ny() - height + 1) * geometry.nz();
        return Estimates.of(
                overBlocks(tables.score, width, height, blocks), overBlocks(tables.information, width, height, blocks));
    }

    /** By quantity: own, then by step. */
    private record Tables(List<SummedArea> score, List<SummedArea> information) {}

    private List<SummedArea> tables(int quantity) {
        return IntStream.rangeClosed(0, STEPS.length)
                .mapToObj(i -> new SummedArea(geometry, i == 0 ? own[quantity] : pairs[i - 1][quantity]))
                .toList();
    }

    private static double[] overBlocks(List<SummedArea> tables, int width, int height, int blocks) {
        double[] sums = new double[blocks];
        tables.getFirst().addBlocks(width, height, 0, 0, sums);
        for (int step = 0; step < STEPS.length; step++) {
            tables.get(1 + step).addBlocks(width, height, STEPS[step][0], STEPS[step][1], sums);
        }
        return sums;
    }

    Estimates of(List<Footprint> regions) {
        return Estimates.of(over(regions, SCORE), over(regions, INFORMATION));
    }

    private double[] over(List<Footprint> regions, int quantity) {
        return regions.stream()
                .mapToDouble(region -> {
                    double sum = region.sum(own[quantity]);
                    for (int step = 0; step < STEPS.length; step++) {
                        sum += region.sumWithNeighbour(step, pairs[step][quantity]);
                    }
                    return sum;
                })
                .toArray();
    }
}
