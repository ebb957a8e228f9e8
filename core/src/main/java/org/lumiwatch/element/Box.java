package org.lumiwatch.element;

import java.util.List;

/** Cells x0…x1 × y0…y1 × z0…z1, 0-based, inclusive. A box may not wrap around a periodic axis. */
public record Box(int x0, int y0, int z0, int x1, int y1, int z1) {
    public Box {
        if (x0 < 0 || y0 < 0 || z0 < 0 || x1 < x0 || y1 < y0 || z1 < z0) {
            throw new IllegalArgumentException(
                    "box: [%d, %d, %d] to [%d, %d, %d] (expected: 0 <= low <= high)".formatted(x0, y0, z0, x1, y1, z1));
        }
    }

    /** A box in a map or, with {@code y0 = y1 = 0}, in a distribution. */
    public static Box of(int x0, int y0, int x1, int y1) {
        return new Box(x0, y0, 0, x1, y1, 0);
    }

    /** The smallest box around one or more others. */
    public static Box around(List<Box> boxes) {
        return boxes.stream()
                .reduce((a, b) -> new Box(
                        Math.min(a.x0, b.x0),
                        Math.min(a.y0, b.y0),
                        Math.min(a.z0, b.z0),
                        Math.max(a.x1, b.x1),
                        Math.max(a.y1, b.y1),
                        Math.max(a.z1, b.z1)))
                .orElseThrow(() -> new IllegalArgumentException("boxes: none (expected: >= 1)"));
    }

    public long cells() {
        return (long) (x1 - x0 + 1) * (y1 - y0 + 1) * (z1 - z0 + 1);
    }

    public boolean contains(int x, int y, int z) {
        return x >= x0 && x <= x1 && y >= y0 && y <= y1 && z >= z0 && z <= z1;
    }

    /** Number of cells in both. */
    public long common(Box other) {
        long x = Math.min(x1, other.x1) - Math.max(x0, other.x0) + 1L;
        long y = Math.min(y1, other.y1) - Math.max(y0, other.y0) + 1L;
        long z = Math.min(z1, other.z1) - Math.max(z0, other.z0) + 1L;
        return x <= 0 || y <= 0 || z <= 0 ? 0 : x * y * z;
    }

    /** Intersection over union: 1 for equal boxes, 0 for disjoint ones. */
    public double overlap(Box other) {
        long common = common(other);
        return (double) common / (cells() + other.cells() - common);
    }
}
