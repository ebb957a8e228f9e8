package org.lumiwatch.explain;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.Judgement;

/**
 * Observed, expected and significance of a map, on one scale of counts: below each other for wide maps, side by side for others. Of
 * an element in depth, the layer of the worst finding.
 */
final class MapPicture {
    private static final int LEFT = 64;
    private static final int RIGHT = 96;
    private static final int ABOVE = 34;
    private static final int BELOW = 48;
    private static final int WIDE = 960;
    private static final int NARROW = 420;
    private static final double WIDE_FROM = 1.6;
    private static final double COLOURED_UP_TO = 10;

    private final Judgement judgement;
    private final Histogram observed;
    private final Geometry geometry;
    private final Heading heading;
    private final Wording wording;

    MapPicture(Judgement judgement, Wording wording) {
        this.judgement = judgement;
        this.observed = judgement.element().histogram();
        this.geometry = wording.geometry();
        this.wording = wording;
        this.heading = new Heading(judgement, wording);
    }

    BufferedImage drawn() {
        boolean wide = geometry.nx() >= WIDE_FROM * geometry.ny();
        int panels = judgement.prediction().isPresent() ? 3 : 1;
        int width = wide ? WIDE : NARROW;
        double aspect = (double) geometry.ny() / geometry.nx();
        int height = (int) (width * Math.clamp(aspect, wide ? 0.2 : 0.7, wide ? 0.4 : 1.2));
        int stepX = LEFT + width + RIGHT;
        int stepY = ABOVE + height + (wide ? 10 : 0);
        int sheetWidth = Math.max(WIDE, wide ? stepX : panels * stepX);
        int mapsHeight = wide ? panels * stepY + BELOW : ABOVE + height + BELOW;
        Sheet sheet = new Sheet(sheetWidth, Heading.HEIGHT + mapsHeight + heading.listHeight());
        heading.drawAbove(sheet, sheetWidth);
        for (int i = 0; i < panels; i++) {
            int x = LEFT + (wide ? 0 : i * stepX);
            int y = Heading.HEIGHT + ABOVE - 16 + (wide ? i * stepY : 0);
            MapPanel panel = new MapPanel(sheet, geometry, layer(), new Rectangle2D.Double(x, y, width, height));
            fill(panel, i);
            if (wide || i == 0) {
                panel.rowAxis();
            }
            if (!wide || i == panels - 1) {
                panel.columnAxis();
            }
            panel.outline(heading.findings(), wording::boxes, Heading.LISTED);
        }
        heading.drawBelow(sheet, Heading.HEIGHT + mapsHeight + 2, sheetWidth);
        return sheet.image();
    }

    private int layer() {
        List<Finding> findings = heading.findings();
        return findings.isEmpty() ? 0 : findings.getFirst().box().z0();
    }

    private void fill(MapPanel panel, int which) {
        Optional<Prediction> prediction = judgement.prediction();
        double most = most();
        String top = String.format(Locale.ROOT, "≥ %,.0f", most);
        String layer = geometry.nz() == 1 ? "" : ", layer " + layer();
        if (which == 0 || prediction.isEmpty()) {
            panel.title("Observed counts" + layer);
            panel.cells(cell -> live(cell) ? ColourScale.COUNTS.at(observed.at(cell) / most) : ColourScale.ABSENT);
            panel.scale(ColourScale.COUNTS, 0, most, top);
        } else if (which == 1) {
            Prediction expected = prediction.get();
            panel.title("Expected counts" + layer);
            panel.cells(cell -> live(cell) ? ColourScale.COUNTS.at(expected.mean(cell) / most) : ColourScale.ABSENT);
            panel.scale(ColourScale.COUNTS, 0, most, top);
        } else {
            panel.title("Blue: too few, red: too many" + layer);
            panel.cells(this::deviation);
            panel.scale(ColourScale.DEVIATION, -COLOURED_UP_TO, COLOURED_UP_TO, "−log₁₀ p");
        }
    }

    private Color deviation(int cell) {
        if (!live(cell)) {
            return ColourScale.ABSENT;
        }
        return ColourScale.DEVIATION.at(0.5 + judgement.cellSignificance(cell) / COLOURED_UP_TO / 2);
    }

    private boolean live(int cell) {
        return judgement
                .prediction()
                .map(expected -> expected.live(cell))
                .orElse(geometry.maskKnown() || observed.at(cell) != 0);
    }

    /** End of the scale: a little above what is expected in all but a few cells, so that hot ones do not darken the rest. */
    private double most() {
        double[] values = judgement.prediction().map(Prediction::means).orElseGet(observed::contents);
        Arrays.sort(values);
        double high = 1.25 * values[(int) (0.995 * (values.length - 1))];
        return Math.max(1, high > 20 ? Math.ceil(high / 10) * 10 : Math.ceil(high));
    }
}
