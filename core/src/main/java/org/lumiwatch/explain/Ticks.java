package org.lumiwatch.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Round numbers along an axis. */
public record Ticks(double step, List<Double> values) {
    public Ticks {
        values = List.copyOf(values);
    }

    /** Multiples of 1, 2 or 5 times a power of ten in [low, high], about {@code wanted} of them. */
    public static Ticks between(double low, double high, int wanted) {
        double raw = Math.max((high - low) / Math.max(1, wanted), 1e-300);
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double ratio = raw / power;
        double step = power * (ratio <= 1 ? 1 : ratio <= 2 ? 2 : ratio <= 5 ? 5 : 10);
        return every(step, low, high);
    }

    /** The same in whole numbers. */
    static Ticks whole(int low, int high, int wanted) {
        Ticks ticks = between(low, high, wanted);
        return ticks.step < 1 ? every(1, low, high) : ticks;
    }

    private static Ticks every(double step, double low, double high) {
        List<Double> values = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
            values.add(i * step);
        }
        return new Ticks(step, values);
    }

    /** With as many decimals as the step needs. */
    public String label(double value) {
        int decimals = Math.clamp((int) Math.ceil(-Math.log10(step) - 1e-9), 0, 9);
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
