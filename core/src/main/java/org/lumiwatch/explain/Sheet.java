package org.lumiwatch.explain;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** A white sheet to draw on, with the few kinds of text and marks that all pictures share. */
final class Sheet {
    static final Color INK = new Color(0x1a1a1a);
    static final Color FAINT = new Color(0x6b6b6b);
    static final Color BAD = new Color(0xc8102e);
    static final Color GOOD = new Color(0x1b7f3b);
    static final Color UNDECIDED = new Color(0x9a6700);
    /** Marks a finding: neither in {@link ColourScale#COUNTS} nor in {@link ColourScale#DEVIATION}. */
    static final Color MARK = new Color(0xff00c8);

    private final BufferedImage image;
    private final Graphics2D graphics;

    Sheet(int width, int height) {
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        fill(new Rectangle2D.Double(0, 0, width, height), Color.WHITE);
    }

    BufferedImage image() {
        graphics.dispose();
        return image;
    }

    Graphics2D graphics() {
        return graphics;
    }

    void fill(Rectangle2D area, Color colour) {
        graphics.setColor(colour);
        graphics.fill(area);
    }

    void frame(Rectangle2D area) {
        graphics.setColor(INK);
        graphics.setStroke(new BasicStroke(1));
        graphics.draw(area);
    }

    void line(double x0, double y0, double x1, double y1, Color colour, float width) {
        graphics.setColor(colour);
        graphics.setStroke(new BasicStroke(width));
        graphics.draw(new Line2D.Double(x0, y0, x1, y1));
    }

    /** Which part of a text lies at its x. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    void text(String text, double x, double y, Anchor anchor, Font font, Color colour) {
        graphics.setFont(font);
        graphics.setColor(colour);
        double width = graphics.getFontMetrics().stringWidth(text);
        double shift = switch (anchor) {
            case START -> 0;
            case MIDDLE -> width / 2;
            case END -> width;
        };
        graphics.drawString(text, (float) (x - shift), (float) y);
    }

    /** Text that reads upwards, its middle at (x, y). */
    void upwards(String text, double x, double y, Font font, Color colour) {
        AffineTransform before = graphics.getTransform();
        graphics.rotate(-Math.PI / 2, x, y);
        text(text, x, y, Anchor.MIDDLE, font, colour);
        graphics.setTransform(before);
    }

    /** The longest beginning of {@code text} that fits, with an ellipsis where something is left out. */
    String fitted(String text, double width, Font font) {
        graphics.setFont(font);
        String fitted = text;
        while (graphics.getFontMetrics().stringWidth(fitted) > width && fitted.length() > 2) {
            fitted = fitted.substring(0, fitted.length() - 2).stripTrailing() + "…";
        }
        return fitted;
    }

    /** An outline that stands out from any colour below it, a little outside of {@code area}. */
    void outline(Rectangle2D area) {
        double margin = 2;
        Rectangle2D around = new Rectangle2D.Double(
                area.getX() - margin,
                area.getY() - margin,
                area.getWidth() + 2 * margin,
                area.getHeight() + 2 * margin);
        graphics.setColor(Color.WHITE);
        graphics.setStroke(new BasicStroke(5));
        graphics.draw(around);
        graphics.setColor(MARK);
        graphics.setStroke(new BasicStroke(2.5f));
        graphics.draw(around);
    }

    /** A numbered disc. */
    void number(int number, double x, double y) {
        double radius = 9;
        graphics.setColor(Color.WHITE);
        graphics.fill(new Ellipse2D.Double(x - radius - 1.5, y - radius - 1.5, 2 * radius + 3, 2 * radius + 3));
        graphics.setColor(MARK);
        graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
        text(Integer.toString(number), x, y + 4.5, Anchor.MIDDLE, bold(13), Color.WHITE);
    }

    static Font plain(int size) {
        return new Font(Font.SANS_SERIF, Font.PLAIN, size);
    }

    static Font bold(int size) {
        return new Font(Font.SANS_SERIF, Font.BOLD, size);
    }
}
