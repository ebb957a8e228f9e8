package org.lumiwatch.bench.stream;

import org.lumiwatch.judge.Sensitivity;

/**
 * A kind of fault whose latency or discovery is quoted by itself.
 *
 * @param factor efficiency while it lasts
 * @param lasting lumisections that each fault lasts
 */
public record FaultClass(Shape shape, double factor, int lasting) {
    /** What fails together. */
    public enum Shape {
        CELL("cell"),
        BLOCK("5×5"),
        GROUP("group");

        final String label;

        Shape(String label) {
            this.label = label;
        }
    }

    /** Such as {@code 5×5 ×0.8}. */
    public String label() {
        return shape.label + " " + Sensitivity.strength(factor);
    }
}
