package org.lumiwatch.bench;

import java.util.Locale;

/** As many digits of a number as are worth reading. */
final class Digits {
    /** Smaller numbers than this are written with a power of ten. */
    private static final double SMALL = 1e-3;
    /** Larger ones too. */
    private static final double LARGE = 1e7;

    private static final double LARGEST_WHOLE = 1e15;

    private Digits() {}

    /** Whole numbers whole, all others to three digits, small ones to two. */
    static String of(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "–" : value > 0 ? "∞" : "-∞";
        }
        if (value == Math.rint(value) && size < LARGEST_WHOLE) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return size < SMALL || size >= LARGE ? power(value) : fixed(value, 2 - (int) Math.floor(Math.log10(size)));
    }

    static String of(double value, double low, double high) {
        double width = high - low;
        if (!(width > 0) || !Double.isFinite(width)) {
            return "%s (%s–%s)".formatted(of(value), of(low), of(high));
        }
        double size = Math.max(Math.abs(low), Math.abs(high));
        if (size < SMALL || (value != 0 && Math.abs(value) < SMALL) || size >= LARGE) {
            return "%s (%s–%s)".formatted(power(value), power(low), power(high));
        }
        int decimals = width >= 10 ? 0 : width >= 1 ? 1 : Math.max(2, -(int) Math.floor(Math.log10(width)));
        return "%s (%s–%s)".formatted(fixed(value, decimals), fixed(low, decimals), fixed(high, decimals));
    }

    private static String power(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.1e", value);
    }

    private static String fixed(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + Math.clamp(decimals, 0, 9) + "f", value);
    }
}
