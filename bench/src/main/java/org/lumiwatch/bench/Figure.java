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
        }
    }

    /** One point. */
    public record Point(double x, double y) {}
}
