package org.lumiwatch.bench.oracle;

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
        return new Region(boxes.stream()
                .flatMapToInt(geometry::cellsOf)
                .distinct()
                .sorted()
                .toArray());
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
