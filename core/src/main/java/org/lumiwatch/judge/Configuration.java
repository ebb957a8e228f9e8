package org.lumiwatch.judge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalDouble;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.element.CountLaw;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.expect.WinsorisedScale;

/** The detector's configuration that a map is known under, and what another one on record did to single cells. Mutable. */
final class Configuration {
    /** Relative fluctuation below which a cell is not taken to be known. */
    private static final double FLOOR = 0.03;
    /** Relative change of single cells that any recorded change, such as a new year, may bring. */
    private static final double LEAST_CHANGE = 0.06;
    /** No more than this is taken for a change on purpose. */
    private static final double MOST_CHANGE = 0.3;

    /** NaN while none was told. */
    private double number = Double.NaN;

    boolean isChangedBy(LumisectionConditions conditions) {
        OptionalDouble now = conditions.value(Quantity.CONFIGURATION);
        return now.isPresent() && !Double.isNaN(number) && now.getAsDouble() != number;
    }

    void follow(LumisectionConditions conditions) {
        conditions.value(Quantity.CONFIGURATION).ifPresent(now -> number = now);
    }

    /**
     * Relative size of the changes of cells, as the first lumisection tells; a few that did far more do not count.
     *
     * @param strengths of the reference, of which {@code before} is made
     */
    static double change(double[] counts, Prediction before, double[] strengths) {
        return Math.clamp(
                Math.hypot(ofSingleCells(counts, before), tilt(before, strengths)), LEAST_CHANGE, MOST_CHANGE);
    }

    /** What the fit of the exposure took for a tilt of the whole map. */
    private static double tilt(Prediction before, double[] strengths) {
        if (before.geometry().law() == CountLaw.BINOMIAL) {
            return 0;
        }
        StreamingStatistics scales = new StreamingStatistics();
        for (int cell = 0; cell < strengths.length; cell++) {
            if (before.live(cell) && strengths[cell] > 0) {
                scales.addValue(before.mean(cell) / strengths[cell]);
            }
        }
        return scales.getN() == 0 ? 0 : scales.getStandardDeviation() / scales.getMean();
    }

    private static double ofSingleCells(double[] counts, Prediction before) {
        double[] squares = new double[counts.length];
        double information = 0;
        double noise = 0;
        int live = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            double mean = before.mean(cell);
            // a cell that counts nearly every event hardly fluctuates: without a floor it alone would tell how far all
            // moved
            double variance = before.variance(cell) + FLOOR * mean * FLOOR * mean;
            if (mean > 0) {
                squares[live++] = (counts[cell] - mean) * (counts[cell] - mean) / variance;
                information += mean * mean / variance;
                noise += before.variance(cell) / variance;
            }
        }
        double beyond = live == 0 ? 0 : (WinsorisedScale.variance(squares, live) * live - noise) / information;
        return Math.sqrt(Math.max(0, beyond));
    }

    void save(DataOutput out) throws IOException {
        out.writeDouble(number);
    }

    void restore(DataInput in) throws IOException {
        number = in.readDouble();
    }
}
