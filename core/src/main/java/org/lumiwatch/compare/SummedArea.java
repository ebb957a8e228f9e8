package org.lumiwatch.compare;

import java.util.List;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;

/** Sums over boxes in constant time per layer, after one pass over the map (Crow 1984). Immutable. */
final class SummedArea {
    private final int nx;
    private final int ny;
    /** Per z: sum of all cells left of and below, (ny + 1) × (nx + 1). */
    private final double[] table;

    SummedArea(Geometry geometry, double[] values) {
        nx = geometry.nx();
        ny = geometry.ny();
        table = new double[(nx + 1) * (ny + 1) * geometry.nz()];
        for (int z = 0; z < geometry.nz(); z++) {
            for (int y = 0; y < ny; y++) {
                double row = 0;
                int to = (z * (ny + 1) + y + 1) * (nx + 1) + 1;
                int from = (z * ny + y) * nx;
                for (int x = 0; x < nx; x++) {
                    row += values[from + x];
                    table[to + x] = table[to + x - nx - 1] + row;
                }
            }
        }
    }

    /** Counts set flags. */
    static SummedArea ofFlags(Geometry geometry, boolean[] flags) {
        double[] values = new double[flags.length];
        for (int i = 0; i < flags.length; i++) {
            values[i] = flags[i] ? 1 : 0;
        }
        return new SummedArea(geometry, values);
    }

    double sum(List<Box> boxes) {
        double sum = 0;
        for (Box box : boxes) {
            sum += sum(box);
        }
        return sum;
    }

    double sum(Box box) {
        return sum(box, 0);
    }

    /** Over a box that grows by {@code margin} cells on every side but not beyond the map; 0 when nothing is left of a shrunken one. */
    double sum(Box box, int margin) {
        int x0 = Math.max(0, box.x0() - margin);
        int y0 = Math.max(0, box.y0() - margin);
        int x1 = Math.min(nx, box.x1() + 1 + margin);
        int y1 = Math.min(ny, box.y1() + 1 + margin);
        if (x1 <= x0 || y1 <= y0) {
            return 0;
        }
        double sum = 0;
        for (int z = box.z0(); z <= box.z1(); z++) {
            int low = (z * (ny + 1) + y0) * (nx + 1);
            int high = (z * (ny + 1) + y1) * (nx + 1);
            sum += table[high + x1] - table[high + x0] - table[low + x1] + table[low + x0];
        }
        return sum;
    }
}
