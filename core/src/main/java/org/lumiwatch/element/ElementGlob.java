package org.lumiwatch.element;

import java.util.regex.Pattern;

/**
 * Names by wildcard: {@code *} is any run of characters, slashes included, {@code ?} one character, {@code |} separates
 * alternatives; everything else, {@code +} too, means itself.
 */
public final class ElementGlob {
    private final String text;
    private final Pattern pattern;

    private ElementGlob(String text) {
        this.text = text;
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            regex.append(
                    switch (c) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        case '|' -> "|";
                        default -> Pattern.quote(String.valueOf(c));
                    });
        }
        this.pattern = Pattern.compile(regex.toString());
    }

    public static ElementGlob of(String text) {
        return new ElementGlob(text);
    }

    public boolean matches(ElementName name) {
        return pattern.matcher(name.path()).matches();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ElementGlob that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
