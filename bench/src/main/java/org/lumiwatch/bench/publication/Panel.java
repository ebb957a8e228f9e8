package org.lumiwatch.bench.publication;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.lumiwatch.bench.Figure;
import org.lumiwatch.bench.Figure.Curve;
import org.lumiwatch.bench.Figure.Point;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.publication.Span.Tick;
import org.lumiwatch.bench.publication.Svg.Anchor;
import org.lumiwatch.bench.publication.Svg.Place;
import org.lumiwatch.bench.publication.Svg.Stroke;

/** One figure: title, plot, axes, and the key below. */
final class Panel {
    private static final int PLOT_HEIGHT = 280;
    private static final int LEFT = 78;
    private static final int RIGHT = 14;
    private static final int TITLE_LINE = 20;
    private static final int BELOW_PLOT = 60;
    private static final int KEY_LINE = 20;
    private static final int SAMPLE = 34;
    private static final int TEXT = 13;
    private static final int TITLE = 15;
    /** Drawn later lies above. */
    private static final List<Role> ORDER = List.of(Role.CONTROL, Role.BASELINE, Role.LIMIT, Role.OURS);
    /** Curves with more points than this are lines alone. */
    private static final int DOTTED = 25;

    private final Figure figure;
    private final double width;
    private final Span x;
    private final Span y;
    private final List<String> title;
    private final List<Stroke> looks;
    private final List<Place> keys;

    Panel(Figure figure, double width) {
        this.figure = figure;
        this.width = width;
        this.x = Span.around(figure.x(), values(Point::x));
        this.y = Span.around(figure.y(), values(Point::y));
        this.title = folded(figure.title(), width - LEFT - RIGHT);
        this.looks = Looks.of(figure.curves());
        this.keys = keys();
    }

    double titleHeight() {
        return title.size() * TITLE_LINE + 8;
    }

    double heightBelowTitle() {
        double lastKey = keys.isEmpty() ? 0 : keys.getLast().y() + KEY_LINE;
        return PLOT_HEIGHT + BELOW_PLOT + lastKey;
    }

    /** @param corner upper left of the plot's frame with its labels, below the title */
    void draw(Svg svg, Place corner) {
        double left = corner.x() + LEFT;
        double top = corner.y();
        double plotWidth = width - LEFT - RIGHT;
        for (int i = 0; i < title.size(); i++) {
            svg.bold(title.get(i), new Place(left, top - titleHeight() + 15 + i * TITLE_LINE), Anchor.START, TITLE);
        }
        axes(svg, left, top, plotWidth);
        for (Role role : ORDER) {
            for (int i = 0; i < looks.size(); i++) {
                Curve curve = figure.curves().get(i);
                if (curve.role() == role) {
                    curve(svg, curve, looks.get(i), new Place(left, top));
                }
            }
        }
        for (int i = 0; i < looks.size(); i++) {
            double keyX = left + keys.get(i).x();
            double keyY = top + PLOT_HEIGHT + BELOW_PLOT + keys.get(i).y();
            svg.line(keyX, keyY, keyX + SAMPLE - 8, keyY, looks.get(i));
            svg.text(figure.curves().get(i).label(), new Place(keyX + SAMPLE, keyY + 4.5), Anchor.START, TEXT);
        }
    }

    private void axes(Svg svg, double left, double top, double plotWidth) {
        double bottom = top + PLOT_HEIGHT;
        for (Tick tick : x.ticks((int) (plotWidth / 70))) {
            double at = left + x.share(tick.at()) * plotWidth;
            boolean labelled = !tick.label().isEmpty();
            if (labelled) {
                svg.line(at, top, at, bottom, Stroke.solid(Svg.FAINT, 1));
                svg.text(tick.label(), new Place(at, bottom + 19), Anchor.MIDDLE, TEXT);
            }
            svg.line(at, bottom, at, bottom - (labelled ? 6 : 3), Stroke.solid(Svg.INK, 1));
        }
        for (Tick tick : y.ticks(6)) {
            double at = bottom - y.share(tick.at()) * PLOT_HEIGHT;
            boolean labelled = !tick.label().isEmpty();
            if (labelled) {
                svg.line(left, at, left + plotWidth, at, Stroke.solid(Svg.FAINT, 1));
                svg.text(tick.label(), new Place(left - 8, at + 4.5), Anchor.END, TEXT);
            }
            svg.line(left, at, left + (labelled ? 6 : 3), at, Stroke.solid(Svg.INK, 1));
        }
        svg.frame(left, top, plotWidth, PLOT_HEIGHT);
        svg.text(figure.x().label(), new Place(left + plotWidth / 2, bottom + 39), Anchor.MIDDLE, TEXT);
        svg.upwards(figure.y().label(), new Place(left - LEFT + 16, top + PLOT_HEIGHT / 2.0), TEXT);
    }

    /** Broken where a point has no place on the axes. */
    private void curve(Svg svg, Curve curve, Stroke look, Place corner) {
        List<Place> places = new ArrayList<>();
        for (Point point : curve.points()) {
            if (!shown(point)) {
                piece(svg, places, look);
                places.clear();
                continue;
            }
            places.add(new Place(
                    corner.x() + x.share(point.x()) * (width - LEFT - RIGHT),
                    corner.y() + (1 - y.share(point.y())) * PLOT_HEIGHT));
        }
        piece(svg, places, look);
    }

    private static void piece(Svg svg, List<Place> places, Stroke look) {
        if (places.size() > 1) {
            svg.path(places, look);
        }
        if (places.size() <= DOTTED) {
            places.forEach(place -> svg.dot(place, look.width() * 1.2, look.colour()));
        }
    }

    private boolean shown(Point point) {
        return Span.shows(figure.x(), point.x()) && Span.shows(figure.y(), point.y());
    }

    private DoubleStream values(ToDoubleFunction<Point> of) {
        return figure.curves().stream()
                .flatMap(curve -> curve.points().stream())
                .filter(this::shown)
                .mapToDouble(of);
    }

    /** Where each entry of the key begins, below and right of the key's corner. */
    private List<Place> keys() {
        List<Place> places = new ArrayList<>();
        double at = 0;
        double line = 0;
        for (Curve curve : figure.curves()) {
            double needed = SAMPLE + Svg.width(curve.label(), TEXT) + 14;
            if (at > 0 && at + needed > width - LEFT - RIGHT) {
                at = 0;
                line += KEY_LINE;
            }
            places.add(new Place(at, line));
            at += needed;
        }
        return places;
    }

    private static List<String> folded(String title, double width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : title.split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && Svg.width(longer, TITLE) > width) {
                lines.add(line);
                line = word;
            } else {
                line = longer;
            }
        }
        lines.add(line);
        return lines;
    }
}
