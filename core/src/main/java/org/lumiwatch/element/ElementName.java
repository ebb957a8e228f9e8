package org.lumiwatch.element;

/**
 * Full path of a monitor element, as its source spells it: blanks, {@code +}, {@code :} and any letter are legal. Control
 * characters and line breaks are not, for a name is printed everywhere.
 */
public record ElementName(String path) implements Comparable<ElementName> {
    public ElementName {
        if (path.isBlank()) {
            throw new IllegalArgumentException("element name: blank (expected: a path)");
        }
        if (path.length() > 1024) {
            throw new IllegalArgumentException(
                    "element name: %d characters (expected: at most 1024)".formatted(path.length()));
        }
        if (path.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("element name: control character in '%s' (expected: printable text)"
                    .formatted(path.replaceAll("\\p{Cntrl}", "?")));
        }
    }

    /** Last part of the path. */
    public String shortName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public int compareTo(ElementName other) {
        return path.compareTo(other.path);
    }

    @Override
    public String toString() {
        return path;
    }
}
