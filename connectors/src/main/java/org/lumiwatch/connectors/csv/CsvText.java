package org.lumiwatch.connectors.csv;

import org.lumiwatch.connectors.content.Decimal;

/** Fields as RFC 4180 wants them. */
final class CsvText {
    private CsvText() {}

    /** Quoted only when it must be. */
    static String field(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** {@code [1, 2, 3]}. */
    static void list(double[] values, StringBuilder into) {
        list(values, 0, values.length, into);
    }

    static void list(double[] values, int from, int to, StringBuilder into) {
        into.append('[');
        for (int i = from; i < to; i++) {
            into.append(i == from ? "" : ", ").append(Decimal.ofContent(values[i]));
        }
        into.append(']');
    }
}
