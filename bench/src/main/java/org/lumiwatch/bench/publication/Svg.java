package org.lumiwatch.bench.publication;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A drawing being written as SVG. Places are in pixels to one decimal, so that no machine's last bit shows. */
final class Svg {
    static final String INK = "#1a1a1a";
    static final String FAINT = "#e3e3e3";
    static final String GREY = "#6b6b6b";

    /** About the width of a letter, as a share of its size: fonts differ, and a file cannot ask. */
    private static final double LETTER = 0.54;

    private final StringBuilder content = new StringBuilder();

    /** Which part of a text lies at its x. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** How a line is drawn; {@code dashes} in the manner of SVG, empty for none. */
    record Stroke(String colour, double width, String dashes) {
        static Stroke solid(String colour, double width) {
            return new Stroke(colour, width, "");
        }

        private String attributes() {
            String dashed = dashes.isEmpty() ? "" : " stroke-dasharray=\"%s\"".formatted(dashes);
            return "stroke=\"%s\" stroke-width=\"%s\"%s".formatted(colour, number(width), dashed);
        }
    }

    record Place(double x, double y) {}

    void line(double x0, double y0, double x1, double y1, Stroke stroke) {
        path(List.of(new Place(x0, y0), new Place(x1, y1)), stroke);
    }

    void path(List<Place> places, Stroke stroke) {
        String points = places.stream()
                .map(place -> number(place.x()) + "," + number(place.y()))
                .collect(Collectors.joining(" "));
        content.append("<polyline fill=\"none\" stroke-linejoin=\"round\" %s points=\"%s\"/>\n"
                .formatted(stroke.attributes(), points));
    }

    void dot(Place at, double radius, String colour) {
        content.append("<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\"/>\n"
                .formatted(number(at.x()), number(at.y()), number(radius), colour));
    }

    void frame(double x, double y, double width, double height) {
        content.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"none\" stroke=\"%s\"/>\n"
                .formatted(number(x), number(y), number(width), number(height), INK));
    }

    void text(String text, Place at, Anchor anchor, int size) {
        text(text, at, anchor, size, "");
    }

    void bold(String text, Place at, Anchor anchor, int size) {
        text(text, at, anchor, size, " font-weight=\"bold\"");
    }

    /** Reads upwards, its middle at the place. */
    void upwards(String text, Place at, int size) {
        text(
                text,
                at,
                Anchor.MIDDLE,
                size,
                " transform=\"rotate(-90 %s %s)\"".formatted(number(at.x()), number(at.y())));
    }

    private void text(String text, Place at, Anchor anchor, int size, String more) {
        content.append("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" font-size=\"%d\"%s>%s</text>\n"
                .formatted(
                        number(at.x()),
                        number(at.y()),
                        anchor.name().toLowerCase(Locale.ROOT),
                        size,
                        more,
                        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")));
    }

    static double width(String text, int size) {
        return LETTER * size * text.codePointCount(0, text.length());
    }

    String document(double width, double height) {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s" \
                font-family="Helvetica, Arial, 'Liberation Sans', sans-serif" fill="%s">
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                %s</svg>
                """.formatted(number(width), number(height), number(width), number(height), INK, content);
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
