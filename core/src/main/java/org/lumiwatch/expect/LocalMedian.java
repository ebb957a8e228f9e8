package org.lumiwatch.expect;

import java.util.Arrays;
import org.lumiwatch.element.Geometry;

/**
 * Median of a ratio over the window around each cell, the cell itself left out: up to half of the window may be faulty. Windows
 * wrap around periodic axes and end at the map's other edges.
 *
 * <p>All ratios are ranked once. A window slides along its row and notes which ranks it holds, while a pointer follows the median:
 * a few dozen steps per cell in place of a selection from all of the window (after Huang, Yang & Tang 1979).
 */
final class LocalMedian {
    private static final int FEWEST = 8;

    private final Geometry geometry;
    private final double[] ratio;
    private final int halfWidth;
    private final int halfHeight;
    /** Rank of each used cell among all used ones, −1 of the others. */
    private final int[] rank;
    /** Cell of each rank. */
    private final int[] ranked;

    private final boolean[] inside;
    private int size;
    private int pointer;
    private int below;

    /** @param ratio one per cell, not negative; read while this lives */
    LocalMedian(Geometry geometry, int halfWidth, int halfHeight, double[] ratio, boolean[] used) {
        this.geometry = geometry;
        this.ratio = ratio;
        this.halfWidth = Math.min(halfWidth, (geometry.nx() - 1) / 2);
        this.halfHeight = Math.min(halfHeight, (geometry.ny() - 1) / 2);
        this.rank = new int[ratio.length];
        this.ranked = cellsInOrder(ratio, used);
        Arrays.fill(rank, -1);
        for (int i = 0; i < ranked.length; i++) {
            rank[ranked[i]] = i;
        }
        this.inside = new boolean[ranked.length];
    }

    /** The bits of a float that is not negative are in its order: with the cell behind them, one sort of primitives is enough. */
    private static int[] cellsInOrder(double[] ratio, boolean[] used) {
        long[] keys = new long[ratio.length];
        int n = 0;
        for (int cell = 0; cell < ratio.length; cell++) {
            if (used[cell]) {
                keys[n++] = (long) Float.floatToIntBits((float) ratio[cell]) << Integer.SIZE | cell;
            }
        }
        Arrays.sort(keys, 0, n);
        return Arrays.stream(keys, 0, n).mapToInt(key -> (int) key).toArray();
    }

    /** @return one median per cell; 1 where fewer than eight cells are used */
    double[] medians() {
        double[] medians = new double[ratio.length];
        for (int z = 0; z < geometry.nz(); z++) {
            for (int y = 0; y < geometry.ny(); y++) {
                slide(y, z, medians);
            }
        }
        return medians;
    }

    private void slide(int y, int z, double[] medians) {
        Arrays.fill(inside, false);
        size = 0;
        pointer = 0;
        below = 0;
        for (int x = -halfWidth; x < halfWidth; x++) {
            add(x, y, z);
        }
        for (int x = 0; x < geometry.nx(); x++) {
            add(x + halfWidth, y, z);
            medians[geometry.cell(x, y, z)] = medianWithout(rank[geometry.cell(x, y, z)]);
            remove(x - halfWidth, y, z);
        }
    }

    private void add(int x, int y, int z) {
        int column = wrapped(x, geometry.nx(), geometry.xPeriodic());
        for (int dy = -halfHeight; dy <= halfHeight && column >= 0; dy++) {
            int row = wrapped(y + dy, geometry.ny(), geometry.yPeriodic());
            if (row >= 0) {
                add(rank[geometry.cell(column, row, z)]);
            }
        }
    }

    private void remove(int x, int y, int z) {
        int column = wrapped(x, geometry.nx(), geometry.xPeriodic());
        for (int dy = -halfHeight; dy <= halfHeight && column >= 0; dy++) {
            int row = wrapped(y + dy, geometry.ny(), geometry.yPeriodic());
            if (row >= 0) {
                remove(rank[geometry.cell(column, row, z)]);
            }
        }
    }

    private static int wrapped(int at, int bins, boolean periodic) {
        if (at >= 0 && at < bins) {
            return at;
        }
        return periodic ? Math.floorMod(at, bins) : -1;
    }

    private void add(int added) {
        if (added >= 0) {
            inside[added] = true;
            size++;
            below += added < pointer ? 1 : 0;
        }
    }

    private void remove(int removed) {
        if (removed >= 0) {
            inside[removed] = false;
            size--;
            below -= removed < pointer ? 1 : 0;
        }
    }

    private double medianWithout(int self) {
        remove(self);
        double median = size < FEWEST ? 1 : median();
        add(self);
        return median;
    }

    private double median() {
        int middle = size / 2;
        while (below > middle) {
            pointer--;
            below -= inside[pointer] ? 1 : 0;
        }
        while (below < middle || !inside[pointer]) {
            below += inside[pointer] ? 1 : 0;
            pointer++;
        }
        double upper = ratio[ranked[pointer]];
        if (size % 2 == 1) {
            return upper;
        }
        int lower = pointer - 1;
        while (!inside[lower]) {
            lower--;
        }
        return (ratio[ranked[lower]] + upper) / 2;
    }
}
