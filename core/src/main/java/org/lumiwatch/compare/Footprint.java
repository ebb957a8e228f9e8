package org.lumiwatch.compare;

import java.util.List;
import java.util.stream.IntStream;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;

/** Cells of a region of any form, and which of them have which neighbour within it. Immutable; arrays are read in inner loops. */
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

    int[] cells() {
        return cells;
    }

    /** Cells whose neighbour at that step is in the region too. */
    int[] withNeighbour(int step) {
        return withNeighbour[step];
    }
}
