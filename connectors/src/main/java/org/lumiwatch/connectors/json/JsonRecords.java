package org.lumiwatch.connectors.json;

import org.lumiwatch.connectors.content.ContentStream;
import org.lumiwatch.connectors.content.Excerpt;
import org.lumiwatch.connectors.content.Window;

/**
 * Cuts the objects out of {@code {…, "results": [{…}, {…}], …}}, out of a bare list, or one a line. The beginning of an object
 * that is no value of a key is always a new record, even when brackets or quotes before it do not match. Mutable, for one thread.
 */
public final class JsonRecords {
    private static final int LONGEST = 64 << 20;

    private final Window window;
    private int length;
    private long number;
    private String problem = "";

    public JsonRecords(ContentStream in) {
        this.window = new Window(in, LONGEST);
    }

    /**
     * Moves to the next record, or to text between records that belongs to none and is then a {@link #problem}; false at the
     * end.
     */
    public boolean next() {
        window.advance(length);
        length = 0;
        problem = "";
        return number == 0 ? first() : following();
    }

    /** 1 for the first. */
    public long number() {
        return number;
    }

    /** Why this is no record; empty when it may be one. */
    public String problem() {
        return problem;
    }

    public byte[] bytes() {
        return window.bytes();
    }

    public int start() {
        return window.base();
    }

    public int length() {
        return length;
    }

    public String excerpt() {
        return Excerpt.of(window.bytes(), window.base(), window.base() + length);
    }

    /** Passes over the envelope, which ends with the bracket of the list. */
    private boolean first() {
        int i = skipBlanks(0);
        if (window.has(i) && window.at(i) == '{' && !isEnvelope(i)) {
            return record(i);
        }
        int start = recordStart(window.has(i) ? i + 1 : i);
        char last = lastBefore(start);
        if (last == '[' || !window.has(start)) {
            boolean empty = !window.has(start) && isClosed(start);
            return window.has(start) ? record(start) : !empty && refused(start);
        }
        return refused(start);
    }

    /** An envelope without records ends with its brackets. */
    private boolean isClosed(int end) {
        return end == 0 || lastBefore(end) == '}' || lastBefore(end) == ']';
    }

    private boolean following() {
        int i = 0;
        while (window.has(i) && (isBlank(window.at(i)) || window.at(i) == ',')) {
            i++;
        }
        if (!window.has(i) || window.at(i) == ']') {
            return afterList(i);
        }
        return window.at(i) == '{' ? record(i) : refused(recordStart(i));
    }

    /** What follows the list is envelope, unless records come again. */
    private boolean afterList(int i) {
        int start = recordStart(i);
        if (!window.has(start)) {
            return window.isFull() && refused(start);
        }
        return record(start);
    }

    private boolean refused(int end) {
        length = end;
        number++;
        problem = "text that is no record (expected: an object in braces)";
        return true;
    }

    private boolean record(int start) {
        window.advance(start);
        number++;
        int depth = 0;
        boolean inString = false;
        int i = 0;
        for (; window.has(i); i++) {
            byte c = window.at(i);
            if (c == '{' && i > 0 && isRecordStart(i)) {
                return broken(i, "not closed before the next record begins");
            }
            if (inString) {
                if (c == '\\') {
                    i++;
                } else if (c == '"' || c == '\n') {
                    inString = false;
                }
            } else if (c == '"') {
                inString = true;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                length = i + 1;
                return true;
            }
        }
        return broken(
                Math.min(i, window.loaded()),
                window.isFull() ? "longer than %d MiB".formatted(LONGEST >> 20) : "cut short by the end of the file");
    }

    private boolean broken(int end, String what) {
        length = end;
        problem = "%s (expected: an object in braces)".formatted(what);
        return true;
    }

    /** First record start from {@code i} on; where the known text ends when there is none. */
    private int recordStart(int i) {
        int k = i;
        while (window.has(k)) {
            if (window.at(k) == '{' && isRecordStart(k)) {
                return k;
            }
            k++;
        }
        return Math.max(i, window.loaded());
    }

    /** Whether the brace at {@code i} is followed by a key and is not itself the value of one. */
    private boolean isRecordStart(int i) {
        if (lastBefore(i) == ':') {
            return false;
        }
        int k = skipBlanks(i + 1);
        if (!window.has(k) || window.at(k) != '"') {
            return false;
        }
        int key = ++k;
        while (window.has(k) && k - key < 64 && window.at(k) != '"' && window.at(k) != '\n') {
            k++;
        }
        if (!window.has(k) || window.at(k) != '"' || k == key) {
            return false;
        }
        k = skipBlanks(k + 1);
        return window.has(k) && window.at(k) == ':';
    }

    /** An object around the records rather than one of them: its first key is one of a page. */
    private boolean isEnvelope(int i) {
        int k = skipBlanks(i + 1);
        StringBuilder key = new StringBuilder();
        for (k++; window.has(k) && key.length() < 64 && window.at(k) != '"'; k++) {
            key.append((char) window.at(k));
        }
        return switch (key.toString()) {
            case "next", "previous", "results", "count", "exc_type", "exc_formatted" -> true;
            default -> false;
        };
    }

    private int skipBlanks(int i) {
        int k = i;
        while (window.has(k) && isBlank(window.at(k))) {
            k++;
        }
        return k;
    }

    /** Last character before {@code i} that is not blank; a blank when there is none. */
    private char lastBefore(int i) {
        int k = Math.min(i, window.loaded()) - 1;
        while (k >= 0 && isBlank(window.at(k))) {
            k--;
        }
        return k < 0 ? ' ' : (char) window.at(k);
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }
}
