package org.lumiwatch.connectors.layout;

import java.util.Arrays;
import org.lumiwatch.InvalidDataException;

/** The numbers of one record, flat or in rows of equal length. Mutable, for one thread: cleared and filled per record. */
public final class Values {
    private double[] values = new double[128];
    private int count;
    private int rows;
    private int columns;
    private int rowStart;
    private boolean inRow;

    public void clear() {
        count = 0;
        rows = 0;
        columns = 0;
        inRow = false;
    }

    /** Adds the next value; throws {@link InvalidDataException} when it is not finite, or stands beside rows. */
    public void add(double value) {
        if (!Double.isFinite(value)) {
            throw new InvalidDataException("value %d: %s (expected: finite)".formatted(count + 1, value));
        }
        if (rows > 0 && !inRow) {
            throw new InvalidDataException("value %d: beside the rows (expected: inside one)".formatted(count + 1));
        }
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        // Adding zero makes the negative zero a zero, so that equal contents are equal.
        values[count++] = value + 0.0;
    }

    public void openRow() {
        if (inRow) {
            throw new InvalidDataException("value %d: lists three deep (expected: at most two)".formatted(count + 1));
        }
        if (rows == 0 && count > 0) {
            throw new InvalidDataException("value %d: a row after values (expected: rows only)".formatted(count + 1));
        }
        inRow = true;
        rowStart = count;
        rows++;
    }

    public void closeRow() {
        inRow = false;
        int length = count - rowStart;
        if (rows == 1) {
            columns = length;
        } else if (length != columns) {
            throw new InvalidDataException(
                    "row %d: %d values (expected: %d, as in row 1)".formatted(rows, length, columns));
        }
    }

    public int count() {
        return count;
    }

    /** Whether the values came in rows. */
    public boolean nested() {
        return rows > 0;
    }

    /** Number of rows; 0 when flat. */
    public int rows() {
        return rows;
    }

    /** Values per row; 0 when flat. */
    public int columns() {
        return columns;
    }

    public double sum() {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
        }
        return sum;
    }

    /** The values in order; a copy. */
    public double[] toArray() {
        return Arrays.copyOf(values, count);
    }

    /** The values of a table, its columns one after the other instead of its rows. */
    double[] transposed(int columnsOfTable, int rowsOfTable) {
        double[] turned = new double[count];
        for (int i = 0; i < count; i++) {
            turned[i % columnsOfTable * rowsOfTable + i / columnsOfTable] = values[i];
        }
        return turned;
    }
}
