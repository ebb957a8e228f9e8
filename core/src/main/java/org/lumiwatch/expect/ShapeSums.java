package org.lumiwatch.expect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Weighted sums over lumisections from which mean and scatter of a shape follow: mergeable, and forgotten at two speeds, the
 * mean fast and the scatter slowly. Mutable; one thread at a time.
 */
final class ShapeSums {
    private final int dimensions;
    private final double[] sum;
    private final double[] squares;
    private final Directions directions;
    private final PileupMean byPileup;
    private double weight;
    private double scatterWeight;

    ShapeSums(int dimensions) {
        this(
                dimensions,
                new double[dimensions],
                new double[dimensions],
                new Directions(dimensions),
                new PileupMean(dimensions));
    }

    private ShapeSums(int dimensions, double[] sum, double[] squares, Directions directions, PileupMean byPileup) {
        this.byPileup = byPileup;
        this.dimensions = dimensions;
        this.sum = sum;
        this.squares = squares;
        this.directions = directions;
    }

    boolean isEmpty() {
        return weight == 0;
    }

    /** The mean, one per coordinate; only when not empty. */
    double[] mean() {
        double[] mean = new double[dimensions];
        for (int i = 0; i < dimensions; i++) {
            mean[i] = sum[i] / weight;
        }
        return mean;
    }

    /** The mean at this pileup, where enough was seen near it; else that of all. */
    double[] mean(OptionalDouble pileup) {
        return byPileup.at(pileup).orElseGet(this::mean);
    }

    /** The mean of lumisections of nearly this pileup; nothing when there were few. */
    Optional<double[]> nearby(OptionalDouble pileup) {
        return byPileup.nearby(pileup);
    }

    int seenNearby(OptionalDouble pileup) {
        return byPileup.seenNearby(pileup);
    }

    void addPoint(double[] point, OptionalDouble pileup, double w) {
        byPileup.add(point, pileup, w);
        for (int i = 0; i < dimensions; i++) {
            sum[i] += w * point[i];
        }
        weight += w;
    }

    /** Adds a deviation from the mean known when the lumisection was judged. */
    void addDeviation(double[] deviation, double w) {
        for (int i = 0; i < dimensions; i++) {
            squares[i] += w * deviation[i] * deviation[i];
        }
        directions.add(deviation, w);
        scatterWeight += w;
    }

    /** Adds the other's sums to these. */
    void add(ShapeSums other) {
        for (int i = 0; i < dimensions; i++) {
            sum[i] += other.sum[i];
            squares[i] += other.squares[i];
        }
        weight += other.weight;
        scatterWeight += other.scatterWeight;
        directions.add(other.directions);
        byPileup.add(other.byPileup);
    }

    /** The mean's sums become {@code mean} times, the scatter's {@code scatter} times what they were. */
    void forget(double mean, double scatter) {
        for (int i = 0; i < dimensions; i++) {
            sum[i] *= mean;
            squares[i] *= scatter;
        }
        weight *= mean;
        scatterWeight *= scatter;
        directions.forget(scatter);
        byPileup.forget(mean);
    }

    void clear() {
        forget(0, 0);
        directions.clear();
        byPileup.clear();
    }

    /** What these sums say of the next lumisection, leading {@code rank} directions apart; only when not empty. */
    ExpectedShape expected(double scale, int rank) {
        double[] independent = new double[dimensions];
        double[][] common = new double[0][];
        if (scatterWeight > 0) {
            common = directions.leading(rank);
            for (int i = 0; i < dimensions; i++) {
                independent[i] = squares[i] / scatterWeight;
            }
            for (double[] direction : common) {
                for (int i = 0; i < dimensions; i++) {
                    direction[i] /= Math.sqrt(scatterWeight);
                    independent[i] = Math.max(0, independent[i] - direction[i] * direction[i]);
                }
            }
        }
        return new ExpectedShape(mean(), independent, common, scale, 1);
    }

    void save(DataOutput out) throws IOException {
        out.writeDouble(weight);
        out.writeDouble(scatterWeight);
        Doubles.write(sum, out);
        Doubles.write(squares, out);
        directions.save(out);
        byPileup.save(out);
    }

    static ShapeSums read(int dimensions, DataInput in) throws IOException {
        double weight = in.readDouble();
        double scatterWeight = in.readDouble();
        double[] sum = Doubles.read(dimensions, in);
        double[] squares = Doubles.read(dimensions, in);
        ShapeSums sums = new ShapeSums(
                dimensions, sum, squares, Directions.read(dimensions, in), PileupMean.read(dimensions, in));
        sums.weight = weight;
        sums.scatterWeight = scatterWeight;
        return sums;
    }
}
