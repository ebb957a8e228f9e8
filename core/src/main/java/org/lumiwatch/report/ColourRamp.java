package org.lumiwatch.report;

/** Colours by value, even in brightness and safe for colour-blind eyes. */
final class ColourRamp {
    /** Cividis (Nuñez, Anderton & Renslow 2018), from none to much. */
    static final ColourRamp AMOUNT = new ColourRamp(0x00204d, 0x31446b, 0x666970, 0x958f78, 0xcbba69, 0xffea46);
    /** From too few over as expected to too many. */
    static final ColourRamp DEVIATION =
            new ColourRamp(0x08306b, 0x2171b5, 0x9ecae1, 0xf7f7f7, 0xfdbb84, 0xd7301f, 0x7f0000);
    /** Where no cell exists. */
    static final int NOTHING = 0xdfe2e6;

    private final int[] stops;

    private ColourRamp(int... stops) {
        this.stops = stops;
    }

    /** @param at 0 for the first colour, 1 for the last; clamped */
    int rgb(double at) {
        double position = Math.clamp(at, 0.0, 1.0) * (stops.length - 1);
        int low = Math.min((int) position, stops.length - 2);
        double part = position - low;
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double from = stops[low] >> shift & 0xff;
            double to = stops[low + 1] >> shift & 0xff;
            mixed |= (int) Math.round(from + part * (to - from)) << shift;
        }
        return mixed;
    }

    /** For the style sheet's {@code linear-gradient}. */
    String gradient() {
        StringBuilder colours = new StringBuilder();
        for (int stop : stops) {
            colours.append(",#%06x".formatted(stop));
        }
        return "linear-gradient(90deg" + colours + ")";
    }
}
