package org.lumiwatch.neural;

import java.util.List;
import java.util.random.RandomGenerator;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.hipparchus.random.RandomDataGenerator;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;

/** What goes wrong with a distribution. Entries are moved, lost or added one by one, so that what comes out could have been counted. */
public record DistributionFault(String label, Change change) implements StandardFault {
    /** Bins with a smaller share of the entries are not taken for a place that dies. */
    private static final double FULL = 0.02;

    /** What happens to the entries. */
    public sealed interface Change {
        /** All move up by this part of the standard deviation. */
        record Shifted(double widths) implements Change {}

        /** Their distance from the mean grows by this factor. */
        record Widened(double factor) implements Change {}

        /** This share of the entries more, in one bin. */
        record Spike(double share) implements Change {}

        /** This share of the entries more, all over the upper half of the axis. */
        record Tail(double share) implements Change {}

        /** A filled bin counts no more. */
        record DeadBin() implements Change {}
    }

    static List<DistributionFault> standard() {
        return List.of(
                new DistributionFault("shifted by .1 σ", new Change.Shifted(0.1)),
                new DistributionFault("shifted by .3 σ", new Change.Shifted(0.3)),
                new DistributionFault("widened ×1.1", new Change.Widened(1.1)),
                new DistributionFault("widened ×1.3", new Change.Widened(1.3)),
                new DistributionFault("spike of 2 %", new Change.Spike(0.02)),
                new DistributionFault("tail of 2 %", new Change.Tail(0.02)),
                new DistributionFault("dead bin", new Change.DeadBin()));
    }

    @Override
    public Box into(float[] counts, int at, Geometry geometry, double most, RandomGenerator random) {
        int bins = geometry.cells();
        RandomDataGenerator drawn = new RandomDataGenerator(random.nextLong());
        Moments moments = Moments.of(counts, at, bins);
        return switch (change) {
            case Change.Shifted(double widths) -> {
                move(counts, at, bins, bin -> widths * moments.width(), drawn);
                yield Box.of(0, 0, bins - 1, 0);
            }
            case Change.Widened(double factor) -> {
                move(counts, at, bins, bin -> (factor - 1) * (bin - moments.mean()), drawn);
                yield Box.of(0, 0, bins - 1, 0);
            }
            case Change.Spike(double share) -> {
                int bin = random.nextInt(bins);
                counts[at + bin] += drawn.nextPoisson(Math.max(share * moments.entries(), 1e-9));
                yield Box.of(bin, 0, bin, 0);
            }
            case Change.Tail(double share) -> {
                int first = bins / 2;
                double each = Math.max(share * moments.entries() / (bins - first), 1e-9);
                for (int bin = first; bin < bins; bin++) {
                    counts[at + bin] += drawn.nextPoisson(each);
                }
                yield Box.of(first, 0, bins - 1, 0);
            }
            case Change.DeadBin none -> {
                int bin = random.nextInt(bins);
                while (counts[at + bin] < FULL * moments.entries()) {
                    bin = (bin + 1) % bins;
                }
                counts[at + bin] = 0;
                yield Box.of(bin, 0, bin, 0);
            }
        };
    }

    private record Moments(double entries, double mean, double width) {
        static Moments of(float[] counts, int at, int bins) {
            double entries = 0;
            double sum = 0;
            double square = 0;
            for (int bin = 0; bin < bins; bin++) {
                entries += counts[at + bin];
                sum += (double) bin * counts[at + bin];
                square += (double) bin * bin * counts[at + bin];
            }
            double mean = sum / Math.max(entries, 1);
            return new Moments(entries, mean, Math.sqrt(Math.max(square / Math.max(entries, 1) - mean * mean, 0)));
        }
    }

    /** Moves every entry by so many bins; of a fraction of a bin, that share of the entries goes one further. */
    private static void move(
            float[] counts, int at, int bins, java.util.function.IntToDoubleFunction by, RandomDataGenerator random) {
        double[] moved = new double[bins];
        for (int bin = 0; bin < bins; bin++) {
            double distance = by.applyAsDouble(bin);
            int whole = (int) Math.floor(distance);
            int count = (int) counts[at + bin];
            int further = count == 0 ? 0 : random.nextDeviate(new BinomialDistribution(count, distance - whole));
            moved[Math.clamp(bin + whole, 0, bins - 1)] += count - further;
            moved[Math.clamp(bin + whole + 1, 0, bins - 1)] += further;
        }
        for (int bin = 0; bin < bins; bin++) {
            counts[at + bin] = (float) moved[bin];
        }
    }
}
