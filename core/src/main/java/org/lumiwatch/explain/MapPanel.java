package org.lumiwatch.explain;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.explain.Sheet.Anchor;
import org.lumiwatch.judge.Finding;

/** One map with its axes and colour scale. Row 0 is at the bottom. */
final class MapPanel {
    private static final int BAR_WIDTH = 16;
    private static final int BAR_GAP = 12;

    private final Sheet sheet;
    private final Geometry geometry;
    private final int layer;
    private final Rectangle2D area;

    MapPanel(Sheet sheet, Geometry geometry, int layer, Rectangle2D area) {
        this.sheet = sheet;
        this.geometry = geometry;
        this.layer = layer;
        this.area = area;
    }

    void cells(IntFunction<Color> colour) {
        sheet.graphics().setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
        for (int y = 0; y < geometry.ny(); y++) {
            for (int x = 0; x < geometry.nx(); x++) {
                sheet.fill(rectangle(x, y, x, y), colour.apply(geometry.cell(x, y, layer)));
            }
        }
        sheet.graphics().setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        sheet.frame(area);
    }

    void title(String title) {
        sheet.text(title, area.getX(), area.getY() - 8, Anchor.START, Sheet.bold(16), Sheet.INK);
    }

    void rowAxis() {
        for (double tick :
                Ticks.whole(0, geometry.ny() - 1, (int) (area.getHeight() / 45)).values()) {
            double y = rectangle(0, (int) tick, 0, (int) tick).getCenterY();
            sheet.line(area.getX() - 4, y, area.getX(), y, Sheet.INK, 1);
            sheet.text("%.0f".formatted(tick), area.getX() - 7, y + 4.5, Anchor.END, Sheet.plain(13), Sheet.INK);
        }
        sheet.upwards(
                "row" + direction(Geometry.EtaAxis.Y), area.getX() - 36, area.getCenterY(), Sheet.plain(14), Sheet.INK);
    }

    void columnAxis() {
        for (double tick :
                Ticks.whole(0, geometry.nx() - 1, (int) (area.getWidth() / 75)).values()) {
            double x = rectangle((int) tick, 0, (int) tick, 0).getCenterX();
            sheet.line(x, area.getMaxY(), x, area.getMaxY() + 4, Sheet.INK, 1);
            sheet.text("%.0f".formatted(tick), x, area.getMaxY() + 18, Anchor.MIDDLE, Sheet.plain(13), Sheet.INK);
        }
        String label = "column" + direction(Geometry.EtaAxis.X);
        sheet.text(label, area.getCenterX(), area.getMaxY() + 36, Anchor.MIDDLE, Sheet.plain(14), Sheet.INK);
    }

    private String direction(Geometry.EtaAxis axis) {
        return switch (geometry.eta()) {
            case X, Y -> geometry.eta() == axis ? " (eta)" : " (phi)";
            case RADIUS, NONE -> "";
        };
    }

    /** @param low value of the scale's start, {@code high} of its end; {@code top} is written at the end in place of the number */
    void scale(ColourScale scale, double low, double high, String top) {
        double x = area.getMaxX() + BAR_GAP;
        for (int i = 0; i < (int) area.getHeight(); i++) {
            Color colour = scale.at(1 - i / area.getHeight());
            sheet.fill(new Rectangle2D.Double(x, area.getY() + i, BAR_WIDTH, 1.5), colour);
        }
        sheet.frame(new Rectangle2D.Double(x, area.getY(), BAR_WIDTH, area.getHeight()));
        Ticks ticks = Ticks.between(low, high, (int) Math.max(2, area.getHeight() / 55));
        for (double tick : ticks.values()) {
            double y = area.getMaxY() - (tick - low) / (high - low) * area.getHeight();
            if (y - area.getY() > 14 || top.isEmpty()) {
                sheet.line(x + BAR_WIDTH, y, x + BAR_WIDTH + 4, y, Sheet.INK, 1);
                sheet.text(ticks.label(tick), x + BAR_WIDTH + 7, y + 4.5, Anchor.START, Sheet.plain(13), Sheet.INK);
            }
        }
        sheet.text(top, x + BAR_WIDTH + 7, area.getY() + 8, Anchor.START, Sheet.plain(13), Sheet.INK);
    }

    /** Outlines findings of this layer, with the numbers of the listed ones. */
    void outline(List<Finding> findings, Function<Finding, List<Box>> boxes, int listed) {
        List<Rectangle2D> taken = new ArrayList<>();
        for (Finding finding : findings) {
            for (Box box : boxes.apply(finding)) {
                if (layer >= box.z0() && layer <= box.z1()) {
                    taken.add(rectangle(box.x0(), box.y0(), box.x1(), box.y1()));
                }
            }
        }
        taken.forEach(sheet::outline);
        for (int i = 0; i < Math.min(findings.size(), listed); i++) {
            Box box = boxes.apply(findings.get(i)).getFirst();
            if (layer >= box.z0() && layer <= box.z1()) {
                number(i + 1, rectangle(box.x0(), box.y0(), box.x1(), box.y1()), taken);
            }
        }
    }

    /** Puts a number at the first corner of the outline at which it is on the map and covers nothing marked. */
    private void number(int number, Rectangle2D outlined, List<Rectangle2D> taken) {
        double reach = 13;
        double[][] corners = {
            {outlined.getMaxX() + reach, outlined.getY() - 6},
            {outlined.getX() - reach, outlined.getY() - 6},
            {outlined.getMaxX() + reach, outlined.getMaxY() + 6},
            {outlined.getX() - reach, outlined.getMaxY() + 6},
            {outlined.getMaxX() + 2 * reach, outlined.getCenterY()},
            {outlined.getX() - 2 * reach, outlined.getCenterY()},
        };
        double[] chosen = corners[0];
        for (double[] corner : corners) {
            Rectangle2D disc = new Rectangle2D.Double(corner[0] - 9, corner[1] - 9, 18, 18);
            if (area.contains(disc) && taken.stream().noneMatch(disc::intersects)) {
                chosen = corner;
                break;
            }
        }
        taken.add(new Rectangle2D.Double(chosen[0] - 9, chosen[1] - 9, 18, 18));
        sheet.number(number, chosen[0], chosen[1]);
    }

    private Rectangle2D rectangle(int x0, int y0, int x1, int y1) {
        double width = area.getWidth() / geometry.nx();
        double height = area.getHeight() / geometry.ny();
        double left = Math.round(area.getX() + x0 * width);
        double right = Math.round(area.getX() + (x1 + 1) * width);
        double top = Math.round(area.getMaxY() - (y1 + 1) * height);
        double bottom = Math.round(area.getMaxY() - y0 * height);
        return new Rectangle2D.Double(left, top, right - left, bottom - top);
    }
}
