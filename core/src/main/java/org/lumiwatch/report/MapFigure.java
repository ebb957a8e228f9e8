package org.lumiwatch.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import javax.imageio.ImageIO;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;

/** Observed, expected and deviation maps side by side, the finding outlined. One picture element per cell, enlarged by the browser. */
final class MapFigure {
    private static final double LARGEST_DEVIATION = 10;

    private final Geometry geometry;
    private final BeforeAndDuring data;
    private final List<Box> boxes;
    private final int layer;

    MapFigure(Geometry geometry, BeforeAndDuring data, List<Box> boxes) {
        this.geometry = geometry;
        this.data = data;
        this.boxes = boxes;
        this.layer = boxes.getFirst().z0();
    }

    String svg() {
        double top = top();
        String scale = Html.number(top, top < 10 ? 1 : 0);
        return "<div class=\"maps\">\n"
                + figure("Observed", "counts per LS", cell -> data.observed(cell) / top, ColourRamp.AMOUNT, "0", scale)
                + figure("Expected", "counts per LS", cell -> data.expected(cell) / top, ColourRamp.AMOUNT, "0", scale)
                + figure(
                        "Deviation",
                        "standard deviations",
                        cell -> 0.5 + data.deviation(cell) / (2 * LARGEST_DEVIATION),
                        ColourRamp.DEVIATION,
                        "−10 too few",
                        "too many +10")
                + "</div>\n";
    }

    private String figure(
            String title, String unit, IntToDoubleFunction value, ColourRamp ramp, String low, String high) {
        int nx = geometry.nx();
        int ny = geometry.ny();
        StringBuilder outlines = new StringBuilder();
        for (Box box : boxes) {
            if (box.z0() <= layer && layer <= box.z1()) {
                // Small findings get a frame around them, which does not hide what it shows.
                int margin = box.x1() - box.x0() < 3 || box.y1() - box.y0() < 3 ? 1 : 0;
                String at = "x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\""
                        .formatted(
                                box.x0() - margin,
                                ny - 1 - box.y1() - margin,
                                box.x1() - box.x0() + 1 + 2 * margin,
                                box.y1() - box.y0() + 1 + 2 * margin);
                outlines.append("<rect class=\"halo\" %s/><rect class=\"outline\" %s/>".formatted(at, at));
            }
        }
        String layerName = geometry.nz() > 1 ? ", layer " + layer : "";
        return """
                <figure><figcaption><b>%s</b> %s%s</figcaption>
                <svg viewBox="-1 -1 %d %d" role="img" aria-label="%s map">\
                <image width="%d" height="%d" preserveAspectRatio="none" href="data:image/png;base64,%s"/>%s</svg>
                <div class="scale"><span>%s</span><i style="background:%s"></i><span>%s</span></div></figure>
                """.formatted(
                        title,
                        unit,
                        layerName,
                        nx + 2,
                        ny + 2,
                        title,
                        nx,
                        ny,
                        png(value, ramp),
                        outlines,
                        low,
                        ramp.gradient(),
                        high);
    }

    /** Value of the brightest colour: few cells are above it, so that one hot cell does not darken the rest. */
    private double top() {
        double[] expected = new double[data.cells()];
        int n = 0;
        for (int cell = 0; cell < expected.length; cell++) {
            if (data.live(cell)) {
                expected[n++] = Math.max(data.expected(cell), 0);
            }
        }
        Arrays.sort(expected, 0, n);
        double high = n == 0 ? 1 : expected[(int) (0.995 * (n - 1))];
        return high > 0 ? high : 1;
    }

    private String png(IntToDoubleFunction value, ColourRamp ramp) {
        BufferedImage image = new BufferedImage(geometry.nx(), geometry.ny(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < geometry.ny(); y++) {
            for (int x = 0; x < geometry.nx(); x++) {
                int cell = geometry.cell(x, y, layer);
                int rgb = data.live(cell) ? ramp.rgb(value.applyAsDouble(cell)) : ColourRamp.NOTHING;
                image.setRGB(x, geometry.ny() - 1 - y, rgb);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
