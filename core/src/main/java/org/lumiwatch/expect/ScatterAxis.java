package org.lumiwatch.expect;

import java.util.ArrayList;
import java.util.List;

/** A direction over the bins of a distribution in which healthy lumisections scatter, of unit length, and how much they do. Immutable. */
final class ScatterAxis {
    private final double[] unit;
    private final double variance;

    private ScatterAxis(double[] unit, double variance) {
        this.unit = unit;
        this.variance = variance;
    }

    /** Orthogonal axes, the most important first, of directions as long as the scatter along them; what is beyond {@code bins} is left out. */
    static List<ScatterAxis> of(double[][] directions, int bins) {
        List<ScatterAxis> axes = new ArrayList<>();
        for (double[] direction : directions) {
            double[] left = java.util.Arrays.copyOf(direction, bins);
            for (ScatterAxis other : axes) {
                double shared = other.along(left);
                for (int bin = 0; bin < bins; bin++) {
                    left[bin] -= shared * other.unit[bin];
                }
            }
            double variance = 0;
            for (double part : left) {
                variance += part * part;
            }
            if (variance > 0) {
                for (int bin = 0; bin < bins; bin++) {
                    left[bin] /= Math.sqrt(variance);
                }
                axes.add(new ScatterAxis(left, variance));
            }
        }
        return List.copyOf(axes);
    }

    double unit(int bin) {
        return unit[bin];
    }

    /** Counting included, where a bin scatters by 1. */
    double variance() {
        return variance;
    }

    /** How far a residual reaches along it. */
    double along(double[] residual) {
        double along = 0;
        for (int bin = 0; bin < unit.length; bin++) {
            along += unit[bin] * residual[bin];
        }
        return along;
    }
}
