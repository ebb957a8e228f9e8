package org.lumiwatch.compare;

import java.util.List;
import java.util.stream.IntStream;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;

/** Cells of a region of any form, and which of them have which neighbour within it. Immutable. */
final class Footprint {
    private final int[] cells;
    /** By step of {@link EfficiencyScores#STEPS}. */
    private final int[][] withNeighbour;

    Footprint(Geometry geometry, List<Box> boxes) {
        boolean[] within = new boolean[geometry.cells()];
        boxes.stream().flatMapToInt(geometry::cellsOf).forEach(cell -> within[cell] = true);
        cells = IntStream.range(0, within.length).filter(cell -> within[cell]).toArray();
        withNeighbour = new int[EfficiencyScores.STEPS.length][];
        for (int step = 0; step < withNeighbour.length; step++) {
            int dx = EfficiencyScores.STEPS[step][0];
            int dy = EfficiencyScores.STEPS[step][1];
            withNeighbour[step] = IntStream.of(cells)
                    .filter(cell -> geometry.neighbour(cell, dx, dy) >= 0 && within[geometry.neighbour(cell, dx, dy)])
                    .toArray();
        }
    }

    /** @param values one number a cell of the map */
    double sum(double[] values) {
        return sum(cells, values);
    }

    /** The same over cells whose neighbour at that step is in the region too. */
    double sumWithNeighbour(int step, double[] values) {
        return sum(withNeighbour[step], values);
    }

    private static double sum(int[] cells, double[] values) {
        double sum = 0;
        for (int cell : cells) {
            sum += values[cell];
        }
        return sum;
    }

    /** Whether more than half of the cells are flagged. */
    boolean isMostly(boolean[] flagged) {
        int count = 0;
        for (int cell : cells) {
            count += flagged[cell] ? 1 : 0;
        }
        return 2 * count > cells.length;
    }
}
