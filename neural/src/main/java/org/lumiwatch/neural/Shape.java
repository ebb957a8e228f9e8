package org.lumiwatch.neural;

/** Extent of what flows between two layers: channels of rows × columns, columns fastest; a plain vector is {@code size}×1×1. */
public record Shape(int channels, int rows, int columns) {
    public Shape {
        if (channels < 1 || rows < 1 || columns < 1) {
            throw new IllegalArgumentException("shape: %d×%d×%d (expected: all >= 1); the layers before leave nothing"
                    .formatted(channels, rows, columns));
        }
    }

    public static Shape vector(int size) {
        return new Shape(size, 1, 1);
    }

    public int size() {
        return channels * rows * columns;
    }

    @Override
    public String toString() {
        return rows * columns == 1 ? "%d".formatted(channels) : "%d×%d×%d".formatted(channels, rows, columns);
    }
}
