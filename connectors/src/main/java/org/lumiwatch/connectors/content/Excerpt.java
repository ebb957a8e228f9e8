package org.lumiwatch.connectors.content;

import java.nio.charset.StandardCharsets;

/** Beginnings of records, made fit for a message: one line, printable, at most {@value #LENGTH} characters. */
public final class Excerpt {
    private static final int LENGTH = 120;

    private Excerpt() {}

    /** Of the bytes {@code from} (inclusive) to {@code to} (exclusive), as UTF-8. */
    public static String of(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + 4 * LENGTH);
        return of(new String(bytes, from, Math.max(0, end - from), StandardCharsets.UTF_8));
    }

    public static String of(String text) {
        String line = text.substring(0, Math.min(text.length(), 4 * LENGTH))
                .replaceAll("\\s+", " ")
                .strip()
                .replaceAll("\\p{Cntrl}", "\uFFFD");
        return line.length() <= LENGTH ? line : line.substring(0, LENGTH) + "…";
    }
}
