package org.lumiwatch.connectors.csv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.lumiwatch.connectors.content.ContentStream;
import org.lumiwatch.connectors.content.Excerpt;
import org.lumiwatch.connectors.content.Window;

/**
 * Walks over the rows of RFC 4180 text, one at a time, in one buffer.
 *
 * <p>A row that is broken (a quote never closed, text after a closing quote, longer than {@link #LONGEST}) is a row too, with a
 * {@link #problem}; reading goes on at the next line that looks like the start of a row. Mutable, for one thread.
 */
final class Rows {
    /** Bytes; a map of 200 × 300 cells takes about 0.3 MB. */
    static final int LONGEST = 16 << 20;

    private static final int LOOK_AHEAD = 4096;

    private final Window window;
    private RowStart rowStart = (text, from, to) -> true;
    private int length;

    private int fields;
    private int[] starts = new int[32];
    private int[] ends = new int[32];
    private boolean[] quoted = new boolean[32];
    private boolean done;
    private String problem = "";
    private String longExcerpt = "";
    private long number = -1;

    Rows(ContentStream in) {
        this.window = new Window(in, LONGEST);
        if (has(2) && (at(0) & 0xff) == 0xef && (at(1) & 0xff) == 0xbb && (at(2) & 0xff) == 0xbf) {
            window.advance(3);
        }
    }

    /** From now on breaks are mended with this knowledge of the dialect. */
    void expect(RowStart start) {
        this.rowStart = start;
    }

    /** Moves to the next row that is not blank; false at the end. */
    boolean next() {
        do {
            window.advance(length);
            length = 0;
            fields = 0;
            problem = "";
            longExcerpt = "";
            done = false;
            if (!has(0)) {
                return false;
            }
            int i = 0;
            while (!done) {
                i = field(i);
            }
            length = i;
            if (i >= LONGEST) {
                skipLongRow();
            }
        } while (isBlank());
        number++;
        return true;
    }

    /** Whether the line of the row is ended, and a row that is broken is followed by another: no more of it will come. */
    boolean isComplete() {
        return length == 0 || (at(length - 1) == '\n' && (problem.isEmpty() || has(length)));
    }

    /** Bytes of the stream up to the end of the row. */
    long endOfRow() {
        return window.passed() + length;
    }

    /** All fields, stripped. */
    List<String> names() {
        return IntStream.range(0, fields).mapToObj(k -> text(k).strip()).toList();
    }

    /** 0 for the first row of the file, which is the header. */
    long number() {
        return number;
    }

    /** What broke the row; empty when nothing did. */
    String problem() {
        return problem;
    }

    int fields() {
        return fields;
    }

    byte[] bytes() {
        return window.bytes();
    }

    /** Where field {@code k} starts in {@link #bytes}, inside its quotes. */
    int start(int k) {
        return window.base() + starts[k];
    }

    int end(int k) {
        return window.base() + ends[k];
    }

    String text(int k) {
        String text = new String(bytes(), start(k), end(k) - start(k), StandardCharsets.UTF_8);
        return quoted[k] ? text.replace("\"\"", "\"") : text;
    }

    /** Beginning of the row, for people. */
    String excerpt() {
        return longExcerpt.isEmpty() ? Excerpt.of(bytes(), window.base(), window.base() + length) : longExcerpt;
    }

    private boolean isBlank() {
        return problem.isEmpty() && fields == 1 && start(0) == end(0) && !quoted[0];
    }

    /** Takes the field that starts at {@code i}; returns where the next one or the next row starts. */
    private int field(int i) {
        int at = i;
        while (has(at) && at(at) == ' ') {
            at++;
        }
        return has(at) && at(at) == '"' ? quotedField(at) : plainField(i);
    }

    private int plainField(int start) {
        int i = start;
        while (has(i)) {
            byte[] bytes = window.bytes();
            int known = window.loaded();
            int base = window.base();
            while (i < known && bytes[base + i] != ',' && bytes[base + i] != '\n') {
                i++;
            }
            if (i < known) {
                break;
            }
        }
        boolean more = has(i) && at(i) == ',';
        boolean line = has(i) && at(i) == '\n';
        int end = !more && i > start && at(i - 1) == '\r' ? i - 1 : i;
        addField(start, end, false);
        done = !more;
        return more || line ? i + 1 : i;
    }

    private int quotedField(int open) {
        int i = open + 1;
        while (true) {
            if (!has(i)) {
                addField(open + 1, i, true);
                return broken("a quote opened in field %d is never closed".formatted(fields), i);
            }
            byte[] bytes = window.bytes();
            int known = window.loaded();
            int base = window.base();
            while (i < known && bytes[base + i] != '"' && bytes[base + i] != '\n') {
                i++;
            }
            if (i == known) {
                continue;
            }
            if (bytes[base + i] == '\n') {
                i++;
                if (rowStartsAt(i)) {
                    addField(open + 1, i, true);
                    return broken("a quote opened in field %d is never closed".formatted(fields), i);
                }
            } else if (has(i + 1) && at(i + 1) == '"') {
                i += 2;
            } else {
                addField(open + 1, i, true);
                return afterQuote(i + 1);
            }
        }
    }

    private int afterQuote(int quoteEnd) {
        int i = quoteEnd;
        while (has(i) && (at(i) == ' ' || at(i) == '\r')) {
            i++;
        }
        if (!has(i)) {
            done = true;
            return i;
        }
        if (at(i) == ',') {
            return i + 1;
        }
        if (at(i) == '\n') {
            done = true;
            return i + 1;
        }
        String seen = Excerpt.of(bytes(), window.base() + i, window.base() + Math.min(window.loaded(), i + 10));
        return broken(
                "text '%s' after the closing quote of field %d (expected: a comma)".formatted(seen, fields),
                lineEnd(i));
    }

    /** Ends a broken row at {@code end}, with the following lines that hold no comma: what is left of a list of several lines. */
    private int broken(String what, int end) {
        problem = what;
        done = true;
        int i = end;
        while (i < LONGEST / 2 && has(i) && !rowStartsAt(i) && !hasComma(i)) {
            i = lineEnd(i);
        }
        return i;
    }

    private boolean hasComma(int i) {
        for (int k = i; has(k) && at(k) != '\n'; k++) {
            if (at(k) == ',') {
                return true;
            }
        }
        return false;
    }

    /** Where the line after the one that holds {@code i} starts. */
    private int lineEnd(int i) {
        int k = i;
        while (has(k) && at(k) != '\n') {
            k++;
        }
        return has(k) ? k + 1 : k;
    }

    private boolean rowStartsAt(int i) {
        int ahead = has(i + LOOK_AHEAD - 1) ? LOOK_AHEAD : window.loaded() - i;
        int from = window.base() + i;
        return ahead > 0 && rowStart.startsAt(window.bytes(), from, from + ahead);
    }

    /** Gives up a row that does not fit into the buffer, and goes on at the next line that looks like a row. */
    private void skipLongRow() {
        problem = "longer than %d MiB (expected: one histogram a row)".formatted(LONGEST >> 20);
        longExcerpt = Excerpt.of(bytes(), window.base(), window.base() + window.loaded());
        fields = 0;
        window.advance(window.loaded());
        length = 0;
        do {
            while (has(0) && at(0) != '\n') {
                window.advance(1);
            }
            if (has(0)) {
                window.advance(1);
            }
        } while (has(0) && !rowStartsAt(0));
    }

    private void addField(int start, int end, boolean inQuotes) {
        if (fields == starts.length) {
            starts = Arrays.copyOf(starts, 2 * fields);
            ends = Arrays.copyOf(ends, 2 * fields);
            quoted = Arrays.copyOf(quoted, 2 * fields);
        }
        starts[fields] = start;
        ends[fields] = end;
        quoted[fields++] = inQuotes;
    }

    private byte at(int i) {
        return window.at(i);
    }

    private boolean has(int i) {
        return window.has(i);
    }
}
