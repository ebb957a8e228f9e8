package org.lumiwatch.connectors.csv;

/** Tells the beginning of a row from a line inside a broken one. */
@FunctionalInterface
interface RowStart {
    /** Whether a row begins at {@code from}; {@code to} is where the known text ends, which may be inside the row. */
    boolean startsAt(byte[] text, int from, int to);
}
