package org.lumiwatch.connectors.oms;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.lumiwatch.connectors.content.ContentStream;
import org.lumiwatch.connectors.content.Decimal;
import org.lumiwatch.connectors.content.Window;

/**
 * Reads {@code {"name": [scalar, …], …}} value by value, so that a spoilt one spoils itself only: a parser that stops at the
 * first fault would lose every lumisection of the file. Python's spelling of constants is read too.
 */
final class ListsReader {
    private static final int LONGEST_VALUE = 1 << 16;
    private static final int LONGEST_NAME = 200;

    private final Window window;

    ListsReader(ContentStream in) {
        this.window = new Window(in, 1 << 20);
    }

    List<Column> read() {
        List<Column> columns = new ArrayList<>();
        while (window.has(0)) {
            int values = isQuote(window.at(0)) ? valuesAfterName(0) : -1;
            if (values < 0) {
                window.advance(1);
            } else {
                Column column = new Column(nameAtStart());
                window.advance(values);
                readValues(column);
                columns.add(column);
            }
        }
        return columns;
    }

    /** The name between the quotes that begin at 0. */
    private String nameAtStart() {
        int end = 1;
        while (window.at(end) != window.at(0)) {
            end++;
        }
        return new String(window.bytes(), window.base() + 1, end - 1, StandardCharsets.UTF_8);
    }

    /** Where the values of {@code "name": [} begin, when that is what stands at {@code i}; −1 otherwise. */
    private int valuesAfterName(int i) {
        int k = i + 1;
        while (window.has(k) && k - i <= LONGEST_NAME && isNameCharacter(window.at(k))) {
            k++;
        }
        if (k == i + 1 || !window.has(k) || window.at(k) != window.at(i)) {
            return -1;
        }
        k = skipBlanks(k + 1);
        if (!window.has(k) || window.at(k) != ':') {
            return -1;
        }
        k = skipBlanks(k + 1);
        return window.has(k) && window.at(k) == '[' ? k + 1 : -1;
    }

    private void readValues(Column column) {
        while (true) {
            window.advance(skipBlanks(0));
            int end = window.has(0) ? valueEnd() : -1;
            if (end < 0) {
                return;
            }
            boolean closed = !window.has(end) || window.at(end) == ']';
            if (end > 0 || !closed) {
                addValue(column, end);
            }
            window.advance(Math.min(end + 1, window.loaded()));
            if (closed) {
                return;
            }
        }
    }

    /**
     * Where the value at 0 ends; −1 when the next list begins before that, the bracket or a quote before it being lost: what is
     * left of this list is passed over.
     */
    private int valueEnd() {
        boolean inString = isQuote(window.at(0));
        int end = 0;
        while (end < LONGEST_VALUE && window.has(end)) {
            byte c = window.at(end);
            if (isQuote(c)) {
                if (valuesAfterName(end) >= 0) {
                    window.advance(end);
                    return -1;
                }
                inString = inString && end == 0;
            } else if (!inString && (c == ',' || c == ']')) {
                return end;
            }
            end++;
        }
        return Math.min(end, window.loaded());
    }

    private void addValue(Column column, int end) {
        String text = new String(window.bytes(), window.base(), end, StandardCharsets.UTF_8).strip();
        switch (text) {
            case "true", "True" -> column.add(Column.Kind.BIT, 1);
            case "false", "False" -> column.add(Column.Kind.BIT, 0);
            case "null", "None", "NaN" -> column.add(Column.Kind.ABSENT, Double.NaN);
            default -> addNumberOrText(column, text);
        }
    }

    private static void addNumberOrText(Column column, String text) {
        if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
            addText(column, text.substring(1, text.length() - 1));
            return;
        }
        byte[] ascii = text.getBytes(StandardCharsets.UTF_8);
        double value = Decimal.parse(ascii, 0, ascii.length);
        if (!Double.isFinite(value)) {
            column.add(Column.Kind.BROKEN, Double.NaN);
        } else if (column.isFlags() && (value == 0 || value == 1)) {
            column.add(Column.Kind.BIT, value);
        } else {
            column.add(Column.Kind.NUMBER, value);
        }
    }

    /** Texts are words, except times. */
    private static void addText(Column column, String text) {
        if (!column.name().equals("start_time")) {
            column.add(Column.Kind.TEXT, Double.NaN);
            return;
        }
        try {
            column.add(
                    Column.Kind.NUMBER, OffsetDateTime.parse(text).toInstant().toEpochMilli() / 1000.0);
        } catch (DateTimeException e) {
            column.add(Column.Kind.BROKEN, Double.NaN);
        }
    }

    private int skipBlanks(int i) {
        int k = i;
        while (window.has(k) && isBlank(window.at(k))) {
            k++;
        }
        return k;
    }

    private static boolean isQuote(byte c) {
        return c == '"' || c == '\'';
    }

    private static boolean isNameCharacter(byte c) {
        return !isQuote(c) && c != '[' && c != ']' && c != '{' && c != ':' && c != ',' && c != '\n';
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }
}
