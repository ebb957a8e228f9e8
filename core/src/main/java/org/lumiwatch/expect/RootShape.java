package org.lumiwatch.expect;

import org.lumiwatch.histogram.Histogram;

/**
 * A distribution as a point: one coordinate per bin, {@code 2·√((count + ¼)/N)·√scale}, and one for the exposure,
 * {@code 10·ln(N / events)}. Counts of every size fluctuate alike in the root (Anscombe 1948): by √(scale/N), so by 1 in a lumisection
 * of {@code scale} entries. Flow bins are left out, for some sources do not carry them.
 */
final class RootShape {
    private static final double EXPOSURE_WEIGHT = 10;

    private RootShape() {}

    /** Number of coordinates for so many bins. */
    static int dimensions(int bins) {
        return bins + 1;
    }

    /**
     * Coordinates of a histogram with at least one entry in range.
     *
     * @param events that it was filled from; 1 where that is not known
     */
    static double[] of(Histogram histogram, double scale, double events) {
        double total = histogram.sum();
        double[] point = new double[dimensions(histogram.cells())];
        for (int i = 0; i < histogram.cells(); i++) {
            point[i] = 2 * Math.sqrt((histogram.at(i) + 0.25) / total * scale);
        }
        point[histogram.cells()] = EXPOSURE_WEIGHT * Math.log(total / events);
        return point;
    }

    /** Number of entries an event that an exposure coordinate stands for. */
    static double entries(double coordinate) {
        return Math.exp(coordinate / EXPOSURE_WEIGHT);
    }
}
