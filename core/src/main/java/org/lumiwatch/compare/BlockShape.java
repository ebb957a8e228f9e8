package org.lumiwatch.compare;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.lumiwatch.element.Geometry;

/** Size of a rectangular block of cells. */
record BlockShape(int width, int height) implements Comparable<BlockShape> {
    private static final List<Integer> SHORT = List.of(1, 2, 3, 5, 10);
    private static final int LONG = 15;

    /** All of {1, 2, 3, 5, 10} × {1 … 15} and {1 … 15} × {1, 2, 3, 5, 10} that fit into the map, small ones first. */
    static List<BlockShape> within(Geometry geometry) {
        SortedSet<BlockShape> shapes = new TreeSet<>();
        for (int side : SHORT) {
            for (int length = 1; length <= LONG; length++) {
                shapes.add(new BlockShape(side, length));
                shapes.add(new BlockShape(length, side));
            }
        }
        shapes.removeIf(shape -> shape.width > geometry.nx() || shape.height > geometry.ny());
        return List.copyOf(shapes);
    }

    int cells() {
        return width * height;
    }

    boolean isCell() {
        return cells() == 1;
    }

    @Override
    public int compareTo(BlockShape other) {
        if (cells() != other.cells()) {
            return Integer.compare(cells(), other.cells());
        }
        return Integer.compare(width, other.width);
    }
}
