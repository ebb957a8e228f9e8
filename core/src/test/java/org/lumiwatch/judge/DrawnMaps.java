package org.lumiwatch.judge;

import java.util.List;
import java.util.SplittableRandom;
import org.hipparchus.distribution.continuous.GammaDistribution;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;

/** Maps drawn from gamma-Poisson counts about a smooth profile, and damage to them. */
final class DrawnMaps {
    private DrawnMaps() {}

    /** Means that rise by half from ring to ring's far end; {@code spread} is the relative scatter of cells' efficiencies. */
    static Histogram map(Geometry geometry, double mean, double spread, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] instrumented = geometry.instrumented();
        double[] contents = new double[geometry.cells()];
        GammaDistribution gain = new GammaDistribution(1 / (spread * spread), spread * spread);
        for (int cell = 0; cell < contents.length; cell++) {
            double profile = 1 + 0.5 * Math.abs(2.0 * geometry.ring(cell) / geometry.rings() - 1);
            double gained = mean * profile * gain.inverseCumulativeProbability(1e-9 + random.nextDouble(1 - 2e-9));
            contents[cell] = instrumented[cell] ? poisson(gained, random) : 0;
        }
        return Histogram.of(List.of(Axis.regular(geometry.nx(), 0, 1), Axis.regular(geometry.ny(), 0, 1)), contents);
    }

    /** A copy in which the contents of a box are multiplied and rounded down. */
    static Histogram scaled(Histogram map, Box box, double factor) {
        double[] contents = map.contents();
        for (int y = box.y0(); y <= box.y1(); y++) {
            for (int x = box.x0(); x <= box.x1(); x++) {
                contents[y * map.bins(0) + x] = Math.floor(contents[y * map.bins(0) + x] * factor);
            }
        }
        return Histogram.of(map.axes(), contents);
    }

    static double poisson(double mean, SplittableRandom random) {
        if (mean > 50) {
            return Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        int count = -1;
        for (double product = 1; product > Math.exp(-mean); product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
