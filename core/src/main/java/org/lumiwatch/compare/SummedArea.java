package org.lumiwatch.compare;

import java.util.Arrays;
import java.util.List;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;

/**
 * Sums of up to four quantities over boxes in constant time per layer, after one pass over the map (Crow 1984). The quantities of a corner
 * lie side by side, so that a box costs four places in memory, not four for each. Immutable.
 */
final class SummedArea {
    /** Quantities that lie side by side; places without one hold zeros. */
    static final int QUANTITIES = 4;

    private final int nx;
    private final int ny;
    /** Per z: sum of all cells left of and below, (ny + 1) × (nx + 1) × {@value #QUANTITIES}. */
    private final double[] table;

    /** @param values one array for each quantity, with one number a cell */
    SummedArea(Geometry geometry, double[]... values) {
        nx = geometry.nx();
        ny = geometry.ny();
        if (values.length > QUANTITIES) {
            throw new IllegalArgumentException(
                    "quantities: %d (expected: at most %d)".formatted(values.length, QUANTITIES));
        }
        int stride = (nx + 1) * QUANTITIES;
        table = new double[stride * (ny + 1) * geometry.nz()];
        for (int q = 0; q < values.length; q++) {
            for (int z = 0; z < geometry.nz(); z++) {
                for (int y = 0; y < ny; y++) {
                    double row = 0;
                    int to = (z * (ny + 1) + y + 1) * stride + QUANTITIES + q;
                    int from = (z * ny + y) * nx;
                    for (int x = 0; x < nx; x++) {
                        row += values[q][from + x];
                        table[to + x * QUANTITIES] = table[to + x * QUANTITIES - stride] + row;
                    }
                }
            }
        }
    }

    /** Of set flags. */
    static SummedArea ofFlags(Geometry geometry, boolean[] flags) {
        double[] values = new double[flags.length];
        Arrays.setAll(values, i -> flags[i] ? 1 : 0);
        return new SummedArea(geometry, values);
    }

    /** Sum of the first quantity over boxes that do not overlap. */
    double sum(List<Box> boxes) {
        double[] sums = new double[QUANTITIES];
        boxes.forEach(box -> add(box, sums));
        return sums[0];
    }

    /**
     * Adds the sums over a box, or its part on the map.
     *
     * @param into one place for each of {@value #QUANTITIES} quantities
     */
    void add(Box box, double[] into) {
        addShrunk(box, 0, 0, into);
    }

    /** The same over a box without its last columns and rows; nothing when nothing is left of it. */
    void addShrunk(Box box, int columns, int rows, double[] into) {
        int x0 = Math.max(0, box.x0()) * QUANTITIES;
        int y0 = Math.max(0, box.y0());
        int x1 = Math.min(nx, box.x1() + 1 - columns) * QUANTITIES;
        int y1 = Math.min(ny, box.y1() + 1 - rows);
        if (x1 <= x0 || y1 <= y0) {
            return;
        }
        int stride = (nx + 1) * QUANTITIES;
        for (int z = box.z0(); z <= box.z1(); z++) {
            int low = (z * (ny + 1) + y0) * stride;
            int high = (z * (ny + 1) + y1) * stride;
            int a = high + x1;
            int b = high + x0;
            int c = low + x1;
            int d = low + x0;
            into[0] += table[a] - table[b] - table[c] + table[d];
            into[1] += table[a + 1] - table[b + 1] - table[c + 1] + table[d + 1];
            into[2] += table[a + 2] - table[b + 2] - table[c + 2] + table[d + 2];
            into[3] += table[a + 3] - table[b + 3] - table[c + 3] + table[d + 3];
        }
    }
}
