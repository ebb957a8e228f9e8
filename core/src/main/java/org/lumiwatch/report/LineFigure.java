package org.lumiwatch.report;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.lumiwatch.element.Box;

/** A distribution over what is expected of it, deviations below, the finding shaded. */
final class LineFigure {
    private static final int WIDTH = 980;
    private static final int HEIGHT = 200;
    private static final int LOWER = 70;
    private static final double LARGEST_DEVIATION = 10;

    private final BeforeAndDuring data;
    private final List<Box> boxes;

    LineFigure(BeforeAndDuring data, List<Box> boxes) {
        this.data = data;
        this.boxes = boxes;
    }

    String svg() {
        double top = 0;
        for (int i = 0; i < data.cells(); i++) {
            top = Math.max(top, Math.max(data.observed(i), data.expected(i)));
        }
        double height = top > 0 ? top * 1.05 : 1;
        StringBuilder shades = new StringBuilder();
        for (Box box : boxes) {
            shades.append("<rect class=\"shade\" x=\"%s\" y=\"0\" width=\"%s\" height=\"%d\"/>"
                    .formatted(
                            x(box.x0()),
                            Html.number(width() * (box.x1() - box.x0() + 1), 1).replace(",", ""),
                            HEIGHT + LOWER + 10));
        }
        return """
                <div class="lines"><figure><figcaption><b>Observed</b> <span class="observed">━</span> over <b>expected</b> \
                <span class="expected">┅</span> counts per LS; deviation in standard deviations below</figcaption>
                <svg viewBox="0 0 %d %d" role="img" aria-label="observed and expected distribution">%s%s%s\
                <path class="base" d="M0 %dH%d"/>%s</svg></figure></div>
                """.formatted(
                        WIDTH,
                        HEIGHT + LOWER + 10,
                        shades,
                        path("expected", i -> HEIGHT * (1 - data.expected(i) / height)),
                        path("observed", i -> HEIGHT * (1 - data.observed(i) / height)),
                        HEIGHT + 10 + LOWER / 2,
                        WIDTH,
                        deviations());
    }

    private String path(String style, IntToDoubleFunction y) {
        StringBuilder path = new StringBuilder("M0 " + HEIGHT);
        for (int i = 0; i < data.cells(); i++) {
            path.append("V%sH%s".formatted(Html.number(y.applyAsDouble(i), 1), x(i + 1)));
        }
        return "<path class=\"%s\" d=\"%sV%d\"/>".formatted(style, path, HEIGHT);
    }

    private String deviations() {
        StringBuilder bars = new StringBuilder();
        double middle = HEIGHT + 10 + LOWER / 2.0;
        for (int i = 0; i < data.cells(); i++) {
            double size = Math.clamp(data.deviation(i) / LARGEST_DEVIATION, -1, 1) * LOWER / 2;
            bars.append("<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>"
                    .formatted(
                            size < 0 ? "few" : "many",
                            x(i),
                            Html.number(size < 0 ? middle : middle - size, 1),
                            Html.number(width(), 2),
                            Html.number(Math.abs(size), 1)));
        }
        return bars.toString();
    }

    private double width() {
        return (double) WIDTH / data.cells();
    }

    private String x(int bin) {
        return Html.number(width() * bin, 1);
    }
}
