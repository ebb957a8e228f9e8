package org.lumiwatch.bench.publication;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.lumiwatch.bench.Figure;
import org.lumiwatch.bench.publication.Svg.Place;

/** All figures of a protocol, two beside each other. */
record Picture(List<Figure> figures) {
    private static final double ALONE = 720;
    private static final double ONE_OF_TWO = 500;
    private static final double MARGIN = 14;

    Picture {
        figures = List.copyOf(figures);
    }

    String svg() {
        int columns = figures.size() == 1 ? 1 : 2;
        double width = columns == 1 ? ALONE : ONE_OF_TWO;
        List<Panel> panels =
                figures.stream().map(figure -> new Panel(figure, width)).toList();
        Svg svg = new Svg();
        double top = MARGIN;
        for (int first = 0; first < panels.size(); first += columns) {
            List<Panel> row = panels.subList(first, Math.min(first + columns, panels.size()));
            top += largest(row, Panel::titleHeight);
            for (int i = 0; i < row.size(); i++) {
                row.get(i).draw(svg, new Place(MARGIN + i * (width + MARGIN), top));
            }
            top += largest(row, Panel::heightBelowTitle) + MARGIN;
        }
        return svg.document(columns * (width + MARGIN) + MARGIN, top);
    }

    private static double largest(List<Panel> row, ToDoubleFunction<Panel> height) {
        return row.stream().mapToDouble(height).max().orElse(0);
    }
}
