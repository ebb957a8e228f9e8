package org.lumiwatch.compare;

import java.util.ArrayList;
import java.util.List;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;

/** Boxes whose edges are moved within a map. */
final class BoxEdges {
    private BoxEdges() {}

    /** Up to eight boxes with one edge moved by one cell, in or out. */
    static List<Box> movedByOne(Box box, Geometry geometry) {
        List<Box> moved = new ArrayList<>();
        for (int step = -1; step <= 1; step += 2) {
            add(moved, box.x0() + step, box.y0(), box.x1(), box.y1(), box.z0(), geometry);
            add(moved, box.x0(), box.y0() + step, box.x1(), box.y1(), box.z0(), geometry);
            add(moved, box.x0(), box.y0(), box.x1() + step, box.y1(), box.z0(), geometry);
            add(moved, box.x0(), box.y0(), box.x1(), box.y1() + step, box.z0(), geometry);
        }
        return moved;
    }

    private static void add(List<Box> boxes, int x0, int y0, int x1, int y1, int z, Geometry geometry) {
        if (x0 >= 0 && y0 >= 0 && x0 <= x1 && y0 <= y1 && x1 < geometry.nx() && y1 < geometry.ny()) {
            boxes.add(new Box(x0, y0, z, x1, y1, z));
        }
    }

    /** The smallest box that holds all live cells of {@code box}. */
    static Box trimmed(Box box, BlockSums sums) {
        int x0 = box.x0();
        int y0 = box.y0();
        int x1 = box.x1();
        int y1 = box.y1();
        int z = box.z0();
        while (x0 < x1 && sums.cells(sums.corner(x0, y0, z), 1, y1 - y0 + 1) == 0) {
            x0++;
        }
        while (x0 < x1 && sums.cells(sums.corner(x1, y0, z), 1, y1 - y0 + 1) == 0) {
            x1--;
        }
        while (y0 < y1 && sums.cells(sums.corner(x0, y0, z), x1 - x0 + 1, 1) == 0) {
            y0++;
        }
        while (y0 < y1 && sums.cells(sums.corner(x0, y1, z), x1 - x0 + 1, 1) == 0) {
            y1--;
        }
        return new Box(x0, y0, z, x1, y1, z);
    }
}
