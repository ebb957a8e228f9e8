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
        double sum = 0;
        for (int z = box.z0(); z <= box.z1(); z++) {
            int low = (z * (ny + 1) + box.y0()) * (nx + 1);
            int high = (z * (ny + 1) + box.y1() + 1) * (nx + 1);
            sum += table[high + box.x1() + 1]
                    - table[high + box.x0()]
                    - table[low + box.x1() + 1]
                    + table[low + box.x0()];
        }
        return sum;
    }
}
