package org.lumiwatch.compare;

import java.util.List;
import org.lumiwatch.element.Box;

/** Sums over the live, unexplained cells of some boxes. */
record Totals(int cells, double count, double mean, double variance) {
    static Totals of(BlockSums sums, List<Box> boxes) {
        int cells = 0;
        double count = 0;
        double mean = 0;
        double variance = 0;
        for (Box box : boxes) {
            int width = box.x1() - box.x0() + 1;
            int height = box.y1() - box.y0() + 1;
            for (int z = box.z0(); z <= box.z1(); z++) {
                int corner = sums.corner(box.x0(), box.y0(), z);
                cells += sums.cells(corner, width, height);
                count += sums.count(corner, width, height);
                mean += sums.mean(corner, width, height);
                variance += sums.variance(corner, width, height);
            }
        }
        return new Totals(cells, count, mean, variance);
    }

    /** Squared deviation in units of the variance. */
    double deviationSquared() {
        return (count - mean) * (count - mean) / variance;
    }
}
