package org.lumiwatch.compare;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.expect.Prediction;

/** One lumisection of a map, to be summed over regions: what live cells counted, what was expected, its variance, its uncertainty squared. */
final class MapSums {
    private final Geometry geometry;
    /** By quantity: of each cell; 0 where it is not live. */
    private final double[][] cells;
    /** The same to be summed over blocks; null until blocks are asked for. */
    private SummedArea @Nullable [] tables;

    private final @Nullable EfficiencyScores scores;

    /** @param scores of the same lumisection; null where regions are not judged given what surrounds them */
    MapSums(double[] counts, Prediction prediction, @Nullable EfficiencyScores scores) {
        this.geometry = prediction.geometry();
        this.cells = new double[RegionSums.QUANTITIES][counts.length];
        this.scores = scores;
        for (int cell = 0; cell < counts.length; cell++) {
            if (prediction.live(cell)) {
                double mean = prediction.mean(cell);
                double uncertain = prediction.spread(cell) * mean;
                cells[RegionSums.OBSERVED][cell] = counts[cell];
                cells[RegionSums.MEAN][cell] = mean;
                cells[RegionSums.VARIANCE][cell] = mean * Math.max(1 + prediction.excess(cell), 1e-6);
                cells[RegionSums.DOUBT][cell] = uncertain * uncertain;
            }
        }
    }

    /** Of the regions of a bank: cells, blocks, or others by their {@code footprints}. */
    RegionSums over(RegionBank bank, List<Footprint> footprints) {
        if (bank.isCells()) {
            return new RegionSums(cells, null);
        }
        double[][] sums = new double[RegionSums.QUANTITIES][bank.regions()];
        if (!bank.isBlocks()) {
            for (int quantity = 0; quantity < sums.length; quantity++) {
                double[] ofCells = cells[quantity];
                Arrays.setAll(sums[quantity], region -> footprints.get(region).sum(ofCells));
            }
            return new RegionSums(sums, scores == null ? null : scores.of(footprints));
        }
        if (tables == null) {
            tables = Arrays.stream(cells)
                    .map(values -> new SummedArea(geometry, values))
                    .toArray(SummedArea[]::new);
        }
        for (int quantity = 0; quantity < sums.length; quantity++) {
            tables[quantity].addBlocks(bank.width(), bank.height(), 0, 0, sums[quantity]);
        }
        return new RegionSums(sums, scores == null ? null : scores.ofBlocks(bank.width(), bank.height()));
    }
}
