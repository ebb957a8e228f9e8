package org.lumiwatch.bench.publication;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.lumiwatch.bench.Figure.Scale;
import org.lumiwatch.explain.Ticks;

/**
 * What an axis shows: from {@code low} to {@code high}, both finite, and above zero when it is logarithmic.
 */
record Span(Scale scale, double low, double high) {
    /** In decades, at either end: so that an axis spans a factor of two and has a label. */
    private static final double LEAST_ROOM = 0.16;

    private static final int MOST_DECADES = 7;
    /** Within these, labels of a logarithmic axis need no powers. */
    private static final double PLAIN_FROM = 5e-3;

    private static final double PLAIN_TO = 2e4;
    private static final double ROUNDING = 1e-9;

    /** Around all values that the scale can show, with a little room. */
    static Span around(Scale scale, DoubleStream values) {
        List<Double> shown = values.filter(value -> shows(scale, value)).boxed().toList();
        double low = shown.stream().mapToDouble(value -> value).min().orElse(1);
        double high = shown.stream().mapToDouble(value -> value).max().orElse(1);
        return switch (scale.kind()) {
            case LOGARITHMIC -> {
                double room = Math.max(0.04 * log(high / low), LEAST_ROOM);
                yield new Span(scale, low * StrictMath.pow(10, -room), high * StrictMath.pow(10, room));
            }
            case LINEAR -> {
                double room = high > low ? 0.04 * (high - low) : 0.5;
                boolean fromZero = low >= 0 && low < high / 2;
                yield new Span(scale, fromZero ? 0 : low - room, high + room);
            }
        };
    }

    /** What is not a number, or not above zero on a logarithmic axis, has no place. */
    static boolean shows(Scale scale, double value) {
        return Double.isFinite(value)
                && switch (scale.kind()) {
                    case LINEAR -> true;
                    case LOGARITHMIC -> value > 0;
                };
    }

    /** 0 at the low end, 1 at the high end. */
    double share(double value) {
        return switch (scale.kind()) {
            case LINEAR -> (value - low) / (high - low);
            case LOGARITHMIC -> log(value / low) / log(high / low);
        };
    }

    /** A mark of the axis; {@code label} empty for those between. */
    record Tick(double at, String label) {}

    List<Tick> ticks(int wanted) {
        return switch (scale.kind()) {
            case LINEAR -> {
                Ticks ticks = Ticks.between(low, high, wanted);
                yield ticks.values().stream()
                        .map(at -> new Tick(at, ticks.label(at)))
                        .toList();
            }
            case LOGARITHMIC -> decades();
        };
    }

    /** Powers of ten; within fewer than two decades also 2 and 5 of each, within less than one all digits. */
    private List<Tick> decades() {
        int first = (int) Math.floor(log(low) - ROUNDING);
        int last = (int) Math.ceil(log(high) + ROUNDING);
        int each = 1 + (last - first) / (MOST_DECADES + 1);
        double decades = log(high / low);
        boolean plain = low >= PLAIN_FROM && high <= PLAIN_TO;
        List<Tick> ticks = new ArrayList<>();
        for (int power = first; power <= last; power++) {
            for (int digit = 1; digit <= 9; digit++) {
                double at = digit * StrictMath.pow(10, power);
                if (at < low || at > high) {
                    continue;
                }
                boolean labelled = digit == 1 ? Math.floorMod(power, each) == 0 : isLabelled(digit, decades);
                ticks.add(new Tick(at, labelled ? label(digit, power, plain) : ""));
            }
        }
        return ticks;
    }

    private static boolean isLabelled(int digit, double decades) {
        return decades < 0.8 || (decades < 2 && (digit == 2 || digit == 5));
    }

    private static String label(int digit, int power, boolean plain) {
        if (plain) {
            return String.format(Locale.ROOT, "%,." + Math.max(0, -power) + "f", digit * StrictMath.pow(10, power));
        }
        if (power == 0) {
            return Integer.toString(digit);
        }
        StringBuilder raised = new StringBuilder();
        for (char c : Integer.toString(power).toCharArray()) {
            raised.append(c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0'));
        }
        return (digit == 1 ? "10" : digit + "·10") + raised;
    }

    private static double log(double value) {
        return StrictMath.log10(value);
    }
}
