package org.lumiwatch.bench;

import java.util.List;

/** Curves over common axes. */
public record Figure(String title, Scale x, Scale y, List<Curve> curves) {
    public Figure {
        curves = List.copyOf(curves);
    }

    /** What an axis shows. */
    public record Scale(String label, Kind kind) {
        /** How numbers are laid out. */
        public enum Kind {
            LINEAR,
            LOGARITHMIC
        }

        public static Scale linear(String label) {
            return new Scale(label, Kind.LINEAR);
        }

        public static Scale logarithmic(String label) {
            return new Scale(label, Kind.LOGARITHMIC);
        }
    }

    /** One contender's points, by rising x. */
    public record Curve(String label, Role role, List<Point> points) {
        public Curve {
            points = List.copyOf(points);
            for (int i = 1; i < points.size(); i++) {
                if (points.get(i).x() < points.get(i - 1).x()) {
                    throw new IllegalArgumentException("curve '%s': x %s after %s (expected: rising x); sort the points"
                            .formatted(
                                    label, points.get(i).x(), points.get(i - 1).x()));
                }
            }
        }
    }

    /** One point. */
    public record Point(double x, double y) {}
}
