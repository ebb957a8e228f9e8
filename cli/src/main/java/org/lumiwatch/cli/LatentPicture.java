package org.lumiwatch.cli;

import java.util.List;
import java.util.Locale;

/**
 * Two features of lumisections as points, the older the paler, bad ones in red.
 *
 * @param points in time order
 */
record LatentPicture(List<Point> points) {
    private static final double SIZE = 560;
    private static final double MARGIN = 40;

    /** One lumisection. */
    record Point(double first, double second, boolean bad) {}

    LatentPicture {
        points = List.copyOf(points);
    }

    String svg() {
        double lowX = points.stream().mapToDouble(Point::first).min().orElse(0);
        double highX = points.stream().mapToDouble(Point::first).max().orElse(1);
        double lowY = points.stream().mapToDouble(Point::second).min().orElse(0);
        double highY = points.stream().mapToDouble(Point::second).max().orElse(1);
        StringBuilder text =
                new StringBuilder(("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$.0f %1$.0f\""
                                + " font-family=\"sans-serif\" font-size=\"13\"><rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>"
                                + "<text x=\"%2$.0f\" y=\"24\">bottleneck: pale is old, dark is new, red was called bad</text>%n")
                        .formatted(SIZE + 2 * MARGIN, MARGIN));
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            double x = MARGIN + SIZE * place(point.first(), lowX, highX);
            double y = MARGIN + SIZE * (1 - place(point.second(), lowY, highY));
            double age = (double) i / Math.max(1, points.size() - 1);
            String colour = point.bad() ? "#c8102e" : "#1f5fa8";
            text.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\" fill-opacity=\"%.2f\"/>%n",
                    x,
                    y,
                    point.bad() ? 3.5 : 2.5,
                    colour,
                    point.bad() ? 1 : 0.15 + 0.75 * age));
        }
        return text.append("<text x=\"%.0f\" y=\"%.0f\" text-anchor=\"end\">first feature</text></svg>%n"
                        .formatted(SIZE + MARGIN, SIZE + 2 * MARGIN - 12))
                .toString();
    }

    private static double place(double value, double low, double high) {
        return high > low ? (value - low) / (high - low) : 0.5;
    }
}
