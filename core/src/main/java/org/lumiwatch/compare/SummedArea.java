package org.lumiwatch.compare;

import java.util.List;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;

/** Sums over boxes in constant time per layer, after one pass over the map (Crow 1984). Immutable. */
final class SummedArea {
    private final int nx;
    private final int ny;
    private final int nz;
    private final int stride;
    /** Per z: sum of all cells left of and below, (ny + 1) × (nx + 1). */
    private final double[] table;

    /** @param values one number a cell */
    SummedArea(Geometry geometry, double[] values) {
        nx = geometry.nx();
        ny = geometry.ny();
        nz = geometry.nz();
        stride = nx + 1;
        table = new double[stride * (ny + 1) * nz];
        for (int z = 0; z < nz; z++) {
            for (int y = 0; y < ny; y++) {
                double row = 0;
                int to = (z * (ny + 1) + y + 1) * stride + 1;
                int from = (z * ny + y) * nx;
                for (int x = 0; x < nx; x++) {
                    row += values[from + x];
                    table[to + x] = table[to + x - stride] + row;
                }
            }
        }
    }

    /** Of set flags. */
    static SummedArea ofFlags(Geometry geometry, boolean[] flags) {
        double[] values = new double[flags.length];
        for (int i = 0; i < flags.length; i++) {
            values[i] = flags[i] ? 1 : 0;
        }
        return new SummedArea(geometry, values);
    }

    /** Sum over boxes that do not overlap. */
    double sum(List<Box> boxes) {
        double sum = 0;
        for (Box box : boxes) {
            for (int z = box.z0(); z <= box.z1(); z++) {
                int low = (z * (ny + 1) + box.y0()) * stride;
                int high = (z * (ny + 1) + box.y1() + 1) * stride;
                sum += table[high + box.x1() + 1] - table[high + box.x0()];
                sum -= table[low + box.x1() + 1] - table[low + box.x0()];
            }
        }
        return sum;
    }

    /**
     * Adds the sum over each block of a size, or over what is left of it without its last columns and rows; nothing where nothing is.
     *
     * @param into one place for each block, in the order of {@link RegionBank}: along x, then y, then z
     */
    void addBlocks(int width, int height, int columns, int rows, double[] into) {
        if (columns >= width || rows >= height) {
            return;
        }
        int across = nx - width + 1;
        int down = ny - height + 1;
        int right = width - columns;
        for (int z = 0; z < nz; z++) {
            for (int y = 0; y < down; y++) {
                int to = (z * down + y) * across;
                int low = (z * (ny + 1) + y) * stride;
                int high = low + (height - rows) * stride;
                for (int x = 0; x < across; x++) {
                    into[to + x] += table[high + right + x] - table[high + x] - table[low + right + x] + table[low + x];
                }
            }
        }
    }
}
