package org.lumiwatch.explain;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.lumiwatch.element.Box;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.explain.Sheet.Anchor;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.Judgement;

/** Observed steps over what was expected with its spread, the residuals below; findings are shaded. */
final class LinePicture {
    private static final int WIDTH = 1080;
    private static final int LEFT = 96;
    private static final int RIGHT = 32;
    private static final int COUNTS_HEIGHT = 330;
    private static final int RESIDUAL_HEIGHT = 130;
    private static final int GAP = 36;
    private static final int BELOW = 40;
    private static final Color OBSERVED = Sheet.INK;
    private static final Color EXPECTED = new Color(0x1f77b4);
    private static final Color SPREAD = new Color(0xbfdcf2);
    private static final Color SHADE = new Color(0xffd6f4);

    private final Judgement judgement;
    private final Histogram observed;
    private final Axis axis;
    private final Heading heading;

    LinePicture(Judgement judgement, Wording wording) {
        this.judgement = judgement;
        this.observed = judgement.element().histogram();
        this.axis = observed.axes().getFirst();
        this.heading = new Heading(judgement, wording);
    }

    BufferedImage drawn() {
        Optional<Prediction> prediction = judgement.prediction();
        int residuals = prediction.isPresent() ? GAP + RESIDUAL_HEIGHT : 0;
        int height = Heading.HEIGHT + 16 + COUNTS_HEIGHT + residuals + BELOW + heading.listHeight();
        Sheet sheet = new Sheet(WIDTH, height);
        heading.drawAbove(sheet, WIDTH);
        Plot counts = new Plot(
                sheet,
                new Rectangle2D.Double(LEFT, Heading.HEIGHT + 16, WIDTH - LEFT - RIGHT, COUNTS_HEIGHT),
                0,
                highest(prediction));
        counts.shade();
        prediction.ifPresent(expected -> {
            counts.band(expected);
            counts.steps(expected::mean, EXPECTED);
        });
        counts.steps(observed::at, OBSERVED);
        counts.axes("counts", prediction.isEmpty());
        key(sheet, prediction.isPresent());
        prediction.ifPresent(expected -> {
            Rectangle2D below = new Rectangle2D.Double(
                    LEFT, Heading.HEIGHT + 16 + COUNTS_HEIGHT + GAP, WIDTH - LEFT - RIGHT, RESIDUAL_HEIGHT);
            residuals(new Plot(sheet, below, -largest(expected), largest(expected)), expected);
        });
        heading.drawBelow(sheet, height - heading.listHeight() + 10, WIDTH);
        return sheet.image();
    }

    private void key(Sheet sheet, boolean withExpected) {
        double y = Heading.HEIGHT + 8;
        sheet.line(LEFT, y - 5, LEFT + 24, y - 5, OBSERVED, 2.5f);
        sheet.text("observed", LEFT + 30, y, Anchor.START, Sheet.bold(14), OBSERVED);
        if (withExpected) {
            sheet.line(LEFT + 120, y - 5, LEFT + 144, y - 5, EXPECTED, 2.5f);
            sheet.text("expected ± 2 σ", LEFT + 150, y, Anchor.START, Sheet.bold(14), EXPECTED);
        }
    }

    private void residuals(Plot plot, Prediction expected) {
        plot.shade();
        plot.bars(bin -> pull(expected, bin));
        plot.axes("(obs − exp) / σ", true);
    }

    private double pull(Prediction expected, int bin) {
        double sigma = Math.sqrt(Math.max(expected.variance(bin), 1e-9));
        return expected.live(bin) ? Math.clamp((observed.at(bin) - expected.mean(bin)) / sigma, -999, 999) : 0;
    }

    private double largest(Prediction expected) {
        double largest = 4;
        for (int bin = 0; bin < axis.bins(); bin++) {
            largest = Math.max(largest, 1.1 * Math.abs(pull(expected, bin)));
        }
        return largest;
    }

    private double highest(Optional<Prediction> prediction) {
        double highest = 1;
        for (int bin = 0; bin < axis.bins(); bin++) {
            double expected = prediction.isPresent() ? prediction.get().mean(bin) : 0;
            highest = Math.max(highest, Math.max(observed.at(bin), expected));
        }
        return 1.12 * highest;
    }

    /** A frame with the element's axis and a range of values. */
    private final class Plot {
        private final Sheet sheet;
        private final Rectangle2D area;
        private final double low;
        private final double high;

        Plot(Sheet sheet, Rectangle2D area, double low, double high) {
            this.sheet = sheet;
            this.area = area;
            this.low = low;
            this.high = high;
        }

        private double x(int edge) {
            return area.getX() + (axis.edge(edge) - axis.low()) / (axis.high() - axis.low()) * area.getWidth();
        }

        private double y(double value) {
            return area.getMaxY() - (Math.clamp(value, low, high) - low) / (high - low) * area.getHeight();
        }

        void shade() {
            int number = 1;
            for (Finding finding : heading.findings()) {
                Box box = finding.box();
                double left = x(box.x0());
                sheet.fill(new Rectangle2D.Double(left, area.getY(), x(box.x1() + 1) - left, area.getHeight()), SHADE);
                if (low == 0 && number <= Heading.LISTED) {
                    sheet.number(number, (left + x(box.x1() + 1)) / 2, area.getY() + 14);
                }
                number++;
            }
        }

        void band(Prediction expected) {
            for (int bin = 0; bin < axis.bins(); bin++) {
                double two = 2 * Math.sqrt(expected.variance(bin));
                double top = y(expected.mean(bin) + two);
                double bottom = y(expected.mean(bin) - two);
                sheet.fill(new Rectangle2D.Double(x(bin), top, x(bin + 1) - x(bin), bottom - top), SPREAD);
            }
        }

        void steps(IntToDoubleFunction value, Color colour) {
            Path2D path = new Path2D.Double();
            path.moveTo(x(0), y(value.applyAsDouble(0)));
            for (int bin = 0; bin < axis.bins(); bin++) {
                path.lineTo(x(bin), y(value.applyAsDouble(bin)));
                path.lineTo(x(bin + 1), y(value.applyAsDouble(bin)));
            }
            sheet.graphics().setColor(colour);
            sheet.graphics().setStroke(new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
            sheet.graphics().draw(path);
        }

        void bars(IntToDoubleFunction value) {
            for (int bin = 0; bin < axis.bins(); bin++) {
                double from = y(Math.max(0, value.applyAsDouble(bin)));
                double to = y(Math.min(0, value.applyAsDouble(bin)));
                Color colour = ColourScale.DEVIATION.at(0.5 + value.applyAsDouble(bin) / 10);
                sheet.fill(new Rectangle2D.Double(x(bin), from, x(bin + 1) - x(bin), to - from), colour);
            }
            for (double sigma : new double[] {-2, 0, 2}) {
                sheet.line(area.getX(), y(sigma), area.getMaxX(), y(sigma), Sheet.FAINT, sigma == 0 ? 1.5f : 0.7f);
            }
        }

        void axes(String label, boolean bottom) {
            sheet.frame(area);
            Ticks values = Ticks.between(low, high, (int) Math.max(4, area.getHeight() / 45));
            for (double tick : values.values()) {
                sheet.line(area.getX() - 5, y(tick), area.getX(), y(tick), Sheet.INK, 1);
                sheet.text(values.label(tick), area.getX() - 9, y(tick) + 4.5, Anchor.END, Sheet.plain(13), Sheet.INK);
            }
            sheet.upwards(label, area.getX() - 68, area.getCenterY(), Sheet.plain(14), Sheet.INK);
            Ticks positions = Ticks.between(axis.low(), axis.high(), 10);
            for (double tick : positions.values()) {
                double x = area.getX() + (tick - axis.low()) / (axis.high() - axis.low()) * area.getWidth();
                sheet.line(x, area.getMaxY(), x, area.getMaxY() + 5, Sheet.INK, 1);
                if (bottom) {
                    sheet.text(
                            positions.label(tick), x, area.getMaxY() + 20, Anchor.MIDDLE, Sheet.plain(13), Sheet.INK);
                }
            }
        }
    }
}
