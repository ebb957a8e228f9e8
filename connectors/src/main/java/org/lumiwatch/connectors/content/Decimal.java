package org.lumiwatch.connectors.content;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Numbers as ASCII text, read from and written for the programs of the field (Python spelling). */
public final class Decimal {
    private static final double[] TENS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final long EXACT = 1L << 53;

    private Decimal() {}

    /**
     * The nearest double to the text in {@code from} (inclusive) to {@code to} (exclusive).
     *
     * @return NaN when it is no number; infinite when it is too large
     */
    public static double parse(byte[] text, int from, int to) {
        int i = from;
        boolean negative = false;
        if (i < to && (text[i] == '-' || text[i] == '+')) {
            negative = text[i] == '-';
            i++;
        }
        long digits = 0;
        int scale = 0;
        int seen = 0;
        boolean point = false;
        for (; i < to; i++) {
            int c = text[i];
            if (c >= '0' && c <= '9') {
                if (digits >= EXACT / 10) {
                    return slow(text, from, to);
                }
                digits = 10 * digits + c - '0';
                seen++;
                if (point) {
                    scale++;
                }
            } else if (c == '.' && !point) {
                point = true;
            } else {
                return slow(text, from, to);
            }
        }
        if (seen == 0) {
            return Double.NaN;
        }
        if (scale >= TENS.length) {
            return slow(text, from, to);
        }
        // Both are exact, so the quotient is correctly rounded.
        double value = scale == 0 ? digits : digits / TENS[scale];
        return negative ? -value : value;
    }

    private static double slow(byte[] text, int from, int to) {
        if (to - from > 400) {
            return Double.NaN;
        }
        for (int i = from; i < to; i++) {
            int c = text[i];
            // Double.parseDouble also takes hexadecimal and suffixes, and names of what is not finite.
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return Double.NaN;
            }
        }
        try {
            return Double.parseDouble(new String(text, from, to - from, StandardCharsets.US_ASCII));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** A count or weight: whole numbers without a point, others in the shortest form that reads back the same. */
    public static String ofContent(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : ofFloat(value);
    }

    /** As Python prints a float: {@code 4.0}, {@code -1.5}, {@code 1e-05}. */
    public static String ofFloat(double value) {
        double size = Math.abs(value);
        if (size == 0 || (size >= 1e-4 && size < 1e16)) {
            String plain =
                    new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        String[] parts = Double.toString(value).split("E", -1);
        String mantissa = parts[0].endsWith(".0") ? parts[0].substring(0, parts[0].length() - 2) : parts[0];
        int exponent = Integer.parseInt(parts[1]);
        return "%se%s%02d".formatted(mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
    }
}
