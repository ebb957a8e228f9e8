package org.lumiwatch.histogram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Counts in cells over one to three axes.
 *
 * <p>Cells are numbered with the first axis fastest: {@code (iz · ny + iy) · nx + ix}, 0-based and in range. Flow bins
 * (under- and overflow) are kept apart, because some formats do not carry them: {@link #padded()} is then empty.
 * Contents are finite; they may be negative or fractional (weights), which {@link #isCounts()} tells. {@code entries} is the
 * number of fills, which may differ from the sum of contents.
 */
public final class Histogram {
    /** Beyond this not every whole number is a double. */
    private static final double MOST_COUNTS = 0x1p53;

    private final List<Axis> axes;
    private final double[] contents;
    private final double @org.jspecify.annotations.Nullable [] padded;
    private final double entries;
    private final double sum;
    private final boolean counts;

    private Histogram(
            List<Axis> axes, double[] contents, double @org.jspecify.annotations.Nullable [] padded, double entries) {
        this.axes = axes;
        this.contents = contents;
        this.padded = padded;
        this.entries = entries;
        double all = 0;
        boolean whole = true;
        for (double content : contents) {
            all += content;
            whole &= content >= 0 && content <= MOST_COUNTS && content == Math.rint(content);
        }
        this.sum = all;
        this.counts = whole;
    }

    /** A histogram of zeros, flow bins included. */
    public static Histogram empty(List<Axis> axes) {
        return withFlow(axes, new double[paddedCells(axes)], 0);
    }

    /** In-range contents only; {@code entries} becomes their sum. */
    public static Histogram of(List<Axis> axes, double... contents) {
        return of(axes, contents, Arrays.stream(contents).sum());
    }

    /**
     * In-range contents only.
     *
     * @param contents one per in-range cell, first axis fastest
     * @throws IllegalArgumentException when the number of contents is not the number of cells, or one is not finite
     */
    public static Histogram of(List<Axis> axes, double[] contents, double entries) {
        List<Axis> checked = checkAxes(axes);
        checkContents(contents, cells(checked), entries);
        return new Histogram(checked, contents.clone(), null, entries);
    }

    /**
     * Contents with flow bins.
     *
     * @param padded one per cell including under- and overflow of every axis, first axis fastest: (nx+2)·(ny+2)·(nz+2)
     * @throws IllegalArgumentException when the number of contents does not fit, or one is not finite
     */
    public static Histogram withFlow(List<Axis> axes, double[] padded, double entries) {
        List<Axis> checked = checkAxes(axes);
        checkContents(padded, paddedCells(checked), entries);
        double[] inRange = new double[cells(checked)];
        int nx = checked.get(0).bins();
        int ny = size(checked, 1);
        int nz = size(checked, 2);
        boolean deep = checked.size() == 3;
        boolean flat = checked.size() == 1;
        for (int z = 0; z < nz; z++) {
            for (int y = 0; y < ny; y++) {
                int row = (deep ? (z + 1) * (ny + 2) : 0) + (flat ? 0 : y + 1);
                System.arraycopy(padded, row * (nx + 2) + 1, inRange, (z * ny + y) * nx, nx);
            }
        }
        return new Histogram(checked, inRange, padded.clone(), entries);
    }

    public List<Axis> axes() {
        return axes;
    }

    public int dimensions() {
        return axes.size();
    }

    /** Bins along axis {@code dimension}; 1 for an axis this histogram does not have. */
    public int bins(int dimension) {
        return size(axes, dimension);
    }

    /** Number of in-range cells. */
    public int cells() {
        return contents.length;
    }

    /** Content of in-range cell {@code cell}. */
    public double at(int cell) {
        return contents[cell];
    }

    /** Content at in-range bins of a map. */
    public double at(int ix, int iy) {
        return contents[iy * axes.get(0).bins() + ix];
    }

    /** A copy of the in-range contents, first axis fastest. */
    public double[] contents() {
        return contents.clone();
    }

    /** The same as single-precision numbers, exact up to 2²⁴ counts: what networks take. */
    public float[] floatContents() {
        float[] floats = new float[contents.length];
        for (int cell = 0; cell < floats.length; cell++) {
            floats[cell] = (float) contents[cell];
        }
        return floats;
    }

    /** A copy of all contents with flow bins, first axis fastest, when the source carried them. */
    public Optional<double[]> padded() {
        return padded == null ? Optional.empty() : Optional.of(padded.clone());
    }

    /** Number of fills. */
    public double entries() {
        return entries;
    }

    /** Sum of in-range contents. */
    public double sum() {
        return sum;
    }

    /** Whether every in-range content is a whole number that is neither negative nor beyond what doubles count exactly, 2⁵³. */
    public boolean isCounts() {
        return counts;
    }

    /**
     * Whether both count the same: equal axes and contents, and equal flow bins where both carry them. Unlike {@link #equals}
     * this is true of one histogram read from two formats, of which one drops the flow bins.
     */
    public boolean sameBins(Histogram other) {
        return axes.equals(other.axes)
                && Arrays.equals(contents, other.contents)
                && (padded == null || other.padded == null || Arrays.equals(padded, other.padded));
    }

    /**
     * Sum of two histograms: commutative and associative, {@link #empty} is its identity. Flow bins survive when both
     * have them.
     */
    public Histogram plus(Histogram other) {
        checkSameAxes(other);
        double total = entries + other.entries;
        if (padded != null && other.padded != null) {
            return withFlow(axes, added(padded, other.padded), total);
        }
        return new Histogram(axes, added(contents, other.contents), null, total);
    }

    /** Joins every {@code factor} neighbouring bins of axis {@code dimension}; flow bins are dropped. */
    public Histogram rebin(int dimension, int factor) {
        List<Axis> joined = new ArrayList<>(axes);
        joined.set(dimension, axis(dimension).rebinned(factor));
        return regrouped(List.copyOf(joined), dimension, factor);
    }

    /** Sums over all other axes, in range only. */
    public Histogram project(int dimension) {
        Axis kept = axis(dimension);
        double[] sums = new double[kept.bins()];
        int stride = 1;
        for (int d = 0; d < dimension; d++) {
            stride *= axes.get(d).bins();
        }
        for (int cell = 0; cell < contents.length; cell++) {
            sums[cell / stride % kept.bins()] += contents[cell];
        }
        return new Histogram(List.of(kept), sums, null, entries);
    }

    private Histogram regrouped(List<Axis> joined, int dimension, int factor) {
        double[] sums = new double[cells(joined)];
        int nx = bins(0);
        int ny = bins(1);
        int[] by = {1, 1, 1};
        by[dimension] = factor;
        int jx = size(joined, 0);
        int jy = size(joined, 1);
        for (int cell = 0; cell < contents.length; cell++) {
            int x = cell % nx / by[0];
            int y = cell / nx % ny / by[1];
            int z = cell / nx / ny / by[2];
            sums[(z * jy + y) * jx + x] += contents[cell];
        }
        return new Histogram(joined, sums, null, entries);
    }

    private Axis axis(int dimension) {
        if (dimension < 0 || dimension >= axes.size()) {
            throw new IllegalArgumentException("axis: %d (expected: 0 to %d)".formatted(dimension, axes.size() - 1));
        }
        return axes.get(dimension);
    }

    private void checkSameAxes(Histogram other) {
        if (!axes.equals(other.axes)) {
            throw new IllegalArgumentException(
                    "axis: %s (expected: %s); rebin one of the two first".formatted(other.axes, axes));
        }
    }

    private static List<Axis> checkAxes(List<Axis> axes) {
        if (axes.isEmpty() || axes.size() > 3) {
            throw new IllegalArgumentException("axes: %d (expected: 1 to 3)".formatted(axes.size()));
        }
        return List.copyOf(axes);
    }

    private static void checkContents(double[] contents, int expected, double entries) {
        if (contents.length != expected) {
            throw new IllegalArgumentException("contents: %d (expected: %d)".formatted(contents.length, expected));
        }
        for (int i = 0; i < contents.length; i++) {
            if (!Double.isFinite(contents[i])) {
                throw new IllegalArgumentException("content %d: %s (expected: finite)".formatted(i, contents[i]));
            }
        }
        if (!Double.isFinite(entries)) {
            throw new IllegalArgumentException("entries: %s (expected: finite)".formatted(entries));
        }
    }

    private static int size(List<Axis> axes, int dimension) {
        return dimension < axes.size() ? axes.get(dimension).bins() : 1;
    }

    private static int cells(List<Axis> axes) {
        return Math.toIntExact(axes.stream().mapToLong(Axis::bins).reduce(1, Math::multiplyExact));
    }

    private static int paddedCells(List<Axis> axes) {
        return Math.toIntExact(axes.stream().mapToLong(axis -> axis.bins() + 2L).reduce(1, Math::multiplyExact));
    }

    private static double[] added(double[] a, double[] b) {
        double[] sum = new double[a.length];
        Arrays.setAll(sum, i -> a[i] + b[i]);
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Histogram that
                && axes.equals(that.axes)
                && entries == that.entries
                && Arrays.equals(contents, that.contents)
                && Arrays.equals(padded, that.padded);
    }

    @Override
    public int hashCode() {
        return 31 * axes.hashCode() + Arrays.hashCode(contents);
    }

    @Override
    public String toString() {
        return "Histogram%s with %s entries".formatted(axes, entries);
    }
}
