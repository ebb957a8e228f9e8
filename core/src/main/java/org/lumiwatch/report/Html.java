package org.lumiwatch.report;

import java.util.Locale;

/** Text for HTML and SVG. Everything that comes from outside passes {@link #text}. */
final class Html {
    private Html() {}

    /** As text or as an attribute's value: markup in it is shown, not obeyed. */
    static String text(String raw) {
        StringBuilder safe = new StringBuilder(raw.length() + 16);
        raw.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(Character.isISOControl(c) && c != '\n' ? '\uFFFD' : c);
            }
        });
        return safe.toString();
    }

    /** A number with a point and commas, whatever the machine's language. */
    static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** A whole number with commas. */
    static String whole(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A share as percent: 2.8 %, never 0.0 % or 100.0 % of something that is not quite that. */
    static String percent(double share) {
        double percent = 100 * share;
        if (percent > 0 && percent < 0.05) {
            return "&lt; 0.1&nbsp;%";
        }
        if (percent < 100 && percent >= 99.95) {
            return "&gt; 99.9&nbsp;%";
        }
        return number(percent, percent == Math.rint(percent) ? 0 : 1) + "&nbsp;%";
    }

    /** {@code 1 incident}, {@code 2 incidents}. */
    static String count(long n, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", n, noun, n == 1 ? "" : "s");
    }
}
