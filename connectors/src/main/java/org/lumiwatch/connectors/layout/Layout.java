package org.lumiwatch.connectors.layout;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.source.ReadOptions.FlatOrder;

/**
 * What a record declares of its histogram.
 *
 * @param dimension from the record's type code, when it has one that is known
 * @param y absent where the record has no second axis
 * @param entries absent where the record does not say: then the sum of all values, flow bins included
 */
public record Layout(Dimension dimension, Binning x, Optional<Binning> y, OptionalDouble entries) {

    /** Number of axes. */
    public enum Dimension {
        ONE,
        TWO,
        /** Not declared: two when values are nested or there are several y bins that fit their number, else one. */
        BY_SHAPE
    }

    /**
     * An axis as declared; nothing is checked yet.
     *
     * @param bins a whole number, often written as a float
     */
    public record Binning(double bins, double low, double high) {}

    /**
     * A histogram and how it was read.
     *
     * @param variant such as {@code 2-D, no flow bins, nested}
     */
    public record Placed(Histogram histogram, String variant) {}

    /**
     * Puts the values into cells.
     *
     * @param contents what messages call the values, such as {@code histo}
     * @throws InvalidDataException when the number of values does not fit the axes; says both
     */
    public Placed place(Values values, FlatOrder order, String contents) {
        int nx = bins("x bins", x);
        double total = entries.orElseGet(values::sum);
        if (!(total >= 0) || Double.isInfinite(total)) {
            throw new InvalidDataException("entries: %s (expected: a number >= 0)".formatted(total));
        }
        return isTwoDimensional(values, nx)
                ? placeMap(values, order, contents, nx, total)
                : placeLine(values, contents, nx, total);
    }

    private boolean isTwoDimensional(Values values, int nx) {
        return switch (dimension) {
            case ONE -> false;
            case TWO -> true;
            case BY_SHAPE -> values.nested() || (y.isPresent() && y.get().bins() >= 1 && !fitsLine(values, nx));
        };
    }

    private boolean fitsLine(Values values, int nx) {
        return y.isPresent() && y.get().bins() <= 1 && (values.count() == nx || values.count() == nx + 2);
    }

    private Placed placeLine(Values values, String contents, int nx, double total) {
        List<Axis> axes = List.of(axis("x", x, nx));
        if (values.nested()) {
            throw new InvalidDataException("%s: %d rows of values (expected: one list, for the record is 1-D)"
                    .formatted(contents, values.rows()));
        }
        if (values.count() == nx) {
            return new Placed(Histogram.of(axes, values.toArray(), total), "1-D, no flow bins");
        }
        if (values.count() == nx + 2) {
            return new Placed(Histogram.withFlow(axes, values.toArray(), total), "1-D, flow bins");
        }
        throw new InvalidDataException(
                "%s: %d values (expected: %d, or %d with flow bins)".formatted(contents, values.count(), nx, nx + 2L));
    }

    private Placed placeMap(Values values, FlatOrder order, String contents, int nx, double total) {
        Binning declared = y.orElseThrow(
                () -> new InvalidDataException("y axis: absent (expected: bins and range, for the record is 2-D)"));
        int ny = bins("y bins", declared);
        long plain = (long) nx * ny;
        long padded = (nx + 2L) * (ny + 2L);
        boolean flow = values.count() == padded;
        if (!flow && values.count() != plain) {
            throw new InvalidDataException("%s: %d values (expected: %d = %d x %d, or %d with flow bins)"
                    .formatted(contents, values.count(), plain, nx, ny, padded));
        }
        int width = flow ? nx + 2 : nx;
        int height = flow ? ny + 2 : ny;
        boolean turn = order == FlatOrder.X_MAJOR;
        int columns = turn ? height : width;
        if (values.nested() && values.columns() != columns) {
            throw new InvalidDataException("%s: %d rows of %d (expected: %d rows of %d)"
                    .formatted(contents, values.rows(), values.columns(), turn ? width : height, columns));
        }
        List<Axis> axes = List.of(axis("x", x, nx), axis("y", declared, ny));
        double[] cells = turn ? values.transposed(height, width) : values.toArray();
        Histogram histogram = flow ? Histogram.withFlow(axes, cells, total) : Histogram.of(axes, cells, total);
        return new Placed(
                histogram,
                "2-D, %sflow bins%s%s"
                        .formatted(flow ? "" : "no ", values.nested() ? ", nested" : "", turn ? ", x-major" : ""));
    }

    private static int bins(String what, Binning declared) {
        double bins = declared.bins();
        if (!(bins >= 1) || bins > 100_000_000 || bins != Math.rint(bins)) {
            throw new InvalidDataException("%s: %s (expected: a whole number >= 1)".formatted(what, bins));
        }
        return (int) bins;
    }

    private static Axis axis(String which, Binning declared, int bins) {
        if (!(declared.low() < declared.high())
                || !Double.isFinite(declared.low())
                || !Double.isFinite(declared.high())) {
            throw new InvalidDataException("%s axis: %s to %s (expected: finite low < high)"
                    .formatted(which, declared.low(), declared.high()));
        }
        return Axis.regular(bins, declared.low(), declared.high());
    }
}
