package org.lumiwatch.explain;

import java.awt.Color;

/** Colours along a scale from 0 to 1, readable with any colour vision. */
final class ColourScale {
    /** Few to many: dark blue to yellow (viridis, by Smith and van der Walt). */
    static final ColourScale COUNTS =
            new ColourScale(0x440154, 0x472d7b, 0x3b528b, 0x2c728e, 0x21918c, 0x28ae80, 0x5ec962, 0xaddc30, 0xfde725);

    /** Too few to too many: blue over white to red (after ColorBrewer's RdBu). */
    static final ColourScale DEVIATION =
            new ColourScale(0x0b4f9c, 0x3f8ec0, 0x92c5de, 0xd1e5f0, 0xf7f7f7, 0xfddbc7, 0xf4a582, 0xd6604d, 0xb2001f);

    /** Cells that do not exist or were not judged. */
    static final Color ABSENT = new Color(0xd4d4d4);

    private final int[] anchors;

    private ColourScale(int... anchors) {
        this.anchors = anchors.clone();
    }

    /** @param share along the scale; what is beyond its ends gets the colour of the end */
    Color at(double share) {
        double position = Math.clamp(share, 0, 1) * (anchors.length - 1);
        int below = Math.min((int) position, anchors.length - 2);
        double part = position - below;
        return new Color(mixed(below, part, 16), mixed(below, part, 8), mixed(below, part, 0));
    }

    private int mixed(int below, double part, int shift) {
        int low = anchors[below] >> shift & 0xff;
        int high = anchors[below + 1] >> shift & 0xff;
        return (int) Math.round(low + part * (high - low));
    }
}
