package org.lumiwatch.bench.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;

/** A set of cells of one element, rising. Immutable. */
public final class Region {
    private final int[] cells;

    private Region(int[] cells) {
        this.cells = cells;
    }

    /** The cells within boxes, each once. */
    public static Region of(Geometry geometry, List<Box> boxes) {
        List<Integer> cells = new ArrayList<>();
        for (Box box : boxes) {
            for (int z = box.z0(); z <= box.z1(); z++) {
                for (int y = box.y0(); y <= box.y1(); y++) {
                    for (int x = box.x0(); x <= box.x1(); x++) {
                        cells.add(geometry.cell(x, y, z));
                    }
                }
            }
        }
        return new Region(
                cells.stream().mapToInt(Integer::intValue).distinct().sorted().toArray());
    }

    public static Region ofCell(int cell) {
        return new Region(new int[] {cell});
    }

    static Region ofCells(int[] rising) {
        return new Region(rising);
    }

    public int size() {
        return cells.length;
    }

    public int cell(int i) {
        return cells[i];
    }

    public boolean contains(int cell) {
        return Arrays.binarySearch(cells, cell) >= 0;
    }
}
