package org.lumiwatch.expect;

import java.util.Arrays;
import java.util.List;
import org.lumiwatch.histogram.Histogram;

/**
 * Where the next lumisection of a distribution should lie among the points of {@link RootShape}: normally distributed about a
 * mean, with a variance of each coordinate by itself and a few directions in which all move together (beam spot, luminosity,
 * ageing). The last coordinate is the exposure. Immutable.
 */
public final class ExpectedShape {
    private final double[] mean;
    private final double[] independent;
    private final double[][] common;
    private final List<ScatterAxis> axes;
    private final double scale;
    private final double events;
    private final double squaredLength;

    /** @param events of the lumisection that it is for; 1 where they are not known */
    ExpectedShape(double[] mean, double[] independent, double[][] common, double scale, double events) {
        this(mean, independent, common, ScatterAxis.of(common, mean.length - 1), scale, events);
    }

    private ExpectedShape(
            double[] mean,
            double[] independent,
            double[][] common,
            List<ScatterAxis> axes,
            double scale,
            double events) {
        this.axes = axes;
        this.mean = mean;
        this.independent = independent;
        this.common = common;
        this.scale = scale;
        this.events = events;
        double squares = 0;
        for (int i = 0; i < mean.length - 1; i++) {
            squares += mean[i] * mean[i];
        }
        this.squaredLength = squares;
    }

    /** The same scatter about another mean, for a lumisection of as many events. */
    ExpectedShape about(double[] otherMean, double otherEvents) {
        return new ExpectedShape(otherMean, independent, common, axes, scale, otherEvents);
    }

    /** The same with the mean of each bin moved. */
    ExpectedShape movedBy(double[] offset) {
        double[] moved = mean.clone();
        for (int i = 0; i < offset.length; i++) {
            moved[i] = Math.max(0, moved[i] + offset[i]);
        }
        return about(moved, events);
    }

    /** Number of coordinates: bins, and one for the exposure. */
    public int dimensions() {
        return mean.length;
    }

    /** Observed minus expected, one per coordinate: 1 is a statistical standard deviation of a lumisection of typical entries. */
    public double[] deviation(Histogram observed) {
        double[] deviation = RootShape.of(observed, scale, events);
        for (int i = 0; i < deviation.length; i++) {
            deviation[i] -= mean[i];
        }
        return deviation;
    }

    /** Variance that coordinate {@code i} has by itself in a lumisection of {@code entries}: at least that of counting. */
    public double independentVariance(int i, double entries) {
        return Math.max(independent[i], i == mean.length - 1 ? 1 : scale / entries);
    }

    /** Variance that coordinate {@code i} has together with others. */
    public double commonVariance(int i) {
        double variance = 0;
        for (double[] direction : common) {
            variance += direction[i] * direction[i];
        }
        return variance;
    }

    /** Over bins, the directions in which all move together. */
    List<ScatterAxis> axes() {
        return axes;
    }

    /** Number of common directions. */
    public int directions() {
        return common.length;
    }

    /** Standard deviation of coordinate {@code i} along direction {@code k}, signed. */
    public double direction(int k, int i) {
        return common[k][i];
    }

    /** Share of entries expected in bin {@code i}; all bins add up to one. */
    public double share(int i) {
        return mean[i] * mean[i] / squaredLength;
    }

    /** Relative uncertainty of the share of bin {@code i} beyond counting in {@code entries}. */
    public double spread(int i, double entries) {
        double counting = scale / entries;
        double beyond = commonVariance(i) + Math.max(0, independent[i] - counting);
        return 2 * Math.sqrt(beyond) / Math.max(mean[i], Math.sqrt(counting));
    }

    /** Entries expected in range. */
    public double entries() {
        return events * RootShape.entries(mean[mean.length - 1]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExpectedShape that
                && Arrays.equals(mean, that.mean)
                && Arrays.equals(independent, that.independent)
                && Arrays.deepEquals(common, that.common)
                && scale == that.scale
                && events == that.events;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(mean);
    }
}
