package org.lumiwatch.connectors.csv;

import java.nio.charset.StandardCharsets;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.connectors.content.Decimal;
import org.lumiwatch.connectors.content.Excerpt;
import org.lumiwatch.connectors.layout.Values;

/**
 * Lists as text: {@code [1, 2]}, {@code [1., 2.]}, numpy's {@code [ 1.  2.]} over several lines, and lists of such lists.
 * Commas or blanks separate, not both: a lost comma must not join two records' numbers unseen.
 */
final class ListText {
    /** What stands between values. */
    enum Separator {
        NONE,
        COMMAS,
        BLANKS
    }

    private final Values values = new Values();
    private Separator separator = Separator.NONE;
    private boolean afterItem;
    private int depth;

    Values values() {
        return values;
    }

    Separator separator() {
        return separator;
    }

    /** Reads {@code from} (inclusive) to {@code to} (exclusive); throws {@link InvalidDataException} with the place. */
    void read(byte[] text, int from, int to) {
        values.clear();
        separator = Separator.NONE;
        afterItem = false;
        boolean afterComma = false;
        depth = 0;
        int i = from;
        while (i < to) {
            byte c = text[i];
            if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
                i++;
            } else if (c == ',') {
                if (!afterItem) {
                    throw refused("',' (expected: a value)");
                }
                separate(Separator.COMMAS);
                afterItem = false;
                afterComma = true;
                i++;
            } else if (c == ']') {
                if (afterComma) {
                    throw refused("']' after a comma (expected: a value)");
                }
                close();
                i++;
            } else if (depth == 0 && values.count() > 0) {
                throw refused(
                        "'%s' after the list (expected: its end)".formatted(Excerpt.of(text, i, Math.min(to, i + 10))));
            } else {
                if (afterItem) {
                    separate(Separator.BLANKS);
                }
                afterComma = false;
                if (c == '[') {
                    open();
                    i++;
                } else {
                    i = number(text, i, to);
                }
            }
        }
        if (depth > 0) {
            throw refused("the end of the text (expected: ']'); the row is cut short");
        }
        if (values.count() == 0) {
            throw new InvalidDataException("no values (expected: a list such as [1, 2])");
        }
    }

    private int number(byte[] text, int start, int to) {
        int end = start;
        while (end < to && !endsNumber(text[end])) {
            end++;
        }
        double value = Decimal.parse(text, start, end);
        if (depth == 0 || !Double.isFinite(value)) {
            String seen = new String(text, start, Math.min(end - start, 20), StandardCharsets.UTF_8);
            if (seen.startsWith("...")) {
                throw refused("'...', the list was shortened when printed; write it in full"
                        + " (numpy.set_printoptions(threshold=sys.maxsize))");
            }
            throw refused("'%s' (expected: %s)"
                    .formatted(Excerpt.of(seen), depth == 0 ? "a list such as [1, 2]" : "a finite number"));
        }
        values.add(value);
        afterItem = true;
        return end;
    }

    private static boolean endsNumber(byte c) {
        return c == ',' || c == ']' || c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '[';
    }

    private void open() {
        depth++;
        if (depth > 1) {
            values.openRow();
        }
        afterItem = false;
    }

    private void close() {
        if (depth == 0) {
            throw refused("']' (expected: '[' first)");
        }
        if (depth > 1) {
            values.closeRow();
        }
        depth--;
        afterItem = true;
    }

    private void separate(Separator by) {
        if (separator == Separator.NONE) {
            separator = by;
        } else if (separator != by) {
            throw refused(by == Separator.COMMAS ? "a comma among blanks" : "no comma before it (expected: one)");
        }
    }

    private InvalidDataException refused(String what) {
        return new InvalidDataException("value %d: %s".formatted(values.count() + 1, what));
    }
}
