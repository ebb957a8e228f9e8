package org.lumiwatch.judge;

/** Name and version of a quality test, such as {@code occupancy/1}: scores of different versions are not compared. */
public record TestId(String name, int version) {
    public TestId {
        if (!name.matches("[a-z][a-z0-9-]*") || version < 1) {
            throw new IllegalArgumentException(
                    "test: %s/%d (expected: lower-case name, version >= 1)".formatted(name, version));
        }
    }

    @Override
    public String toString() {
        return name + "/" + version;
    }
}
