package org.lumiwatch.connectors.json;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the first bytes of a file show of its keys. Found by looking, not by parsing, so that a fault in the first record does
 * not hide what the file is.
 *
 * @param keys names followed by a colon, in the order first seen; none when the text is no JSON object or list
 * @param first what the value of the first key begins with, blanks left out: two brackets, a bracket and a digit, a brace and
 *     a quote; at most two characters
 */
public record JsonBeginning(Set<String> keys, String first) {
    private static final Pattern KEY = Pattern.compile("[\"']([^\"'\\\\\\n]{1,200})[\"']\\s*:\\s*");

    public JsonBeginning {
        keys = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(keys));
    }

    public static JsonBeginning of(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Set<String> keys = new LinkedHashSet<>();
        String first = "";
        Matcher matcher = KEY.matcher(text);
        while (matcher.find()) {
            if (keys.isEmpty()) {
                first = text.substring(matcher.end(), Math.min(text.length(), matcher.end() + 40))
                        .replaceAll("\\s", "");
                first = first.substring(0, Math.min(2, first.length()));
            }
            keys.add(matcher.group(1));
        }
        return new JsonBeginning(keys, first);
    }

    public boolean has(String key) {
        return keys.contains(key);
    }

    /** The first key; empty when there is none. */
    public String firstKey() {
        return keys.isEmpty() ? "" : keys.iterator().next();
    }
}
