package org.lumiwatch.histogram;

import java.util.Arrays;
import java.util.List;

/** One direction of a histogram: an ordered set of bins. Underflow is index −1, overflow is index {@link #bins()}. */
public sealed interface Axis {

    /** Number of bins in range, at least one. */
    int bins();

    /** Lower edge of the first bin. */
    double low();

    /** Upper edge of the last bin. */
    double high();

    /** Lower edge of bin {@code bin}, 0-based; {@code edge(bins())} is the upper edge of the last bin. */
    double edge(int bin);

    /** Bin that holds {@code x}: −1 below the range or for NaN, {@link #bins()} at or above its end. */
    int indexOf(double x);

    /** An axis whose neighbouring {@code factor} bins are joined; throws when {@code factor} does not divide the bins. */
    Axis rebinned(int factor);

    /** Middle of bin {@code bin}. */
    default double center(int bin) {
        return (edge(bin) + edge(bin + 1)) / 2;
    }

    static Axis regular(int bins, double low, double high) {
        return new Regular(bins, low, high);
    }

    /** Bins of equal width. */
    record Regular(int bins, double low, double high) implements Axis {
        public Regular {
            if (bins < 1) {
                throw new IllegalArgumentException("axis bins: %d (expected: >= 1)".formatted(bins));
            }
            if (!(low < high) || !Double.isFinite(low) || !Double.isFinite(high)) {
                throw new IllegalArgumentException(
                        "axis range: [%s, %s) (expected: finite low < high)".formatted(low, high));
            }
        }

        @Override
        public double edge(int bin) {
            return bin == bins ? high : low + (high - low) * bin / bins;
        }

        @Override
        public int indexOf(double x) {
            if (!(x >= low)) {
                return -1;
            }
            return x >= high ? bins : Math.min(bins - 1, (int) ((x - low) / (high - low) * bins));
        }

        @Override
        public Axis rebinned(int factor) {
            checkFactor(this, factor);
            return new Regular(bins / factor, low, high);
        }

        @Override
        public String toString() {
            return "Regular[%d, %s, %s)".formatted(bins, low, high);
        }
    }

    /** Bins between given rising edges. */
    record Variable(List<Double> edges) implements Axis {
        public Variable {
            edges = List.copyOf(edges);
            if (edges.size() < 2) {
                throw new IllegalArgumentException("axis edges: %d (expected: >= 2)".formatted(edges.size()));
            }
            for (int i = 1; i < edges.size(); i++) {
                if (!(edges.get(i - 1) < edges.get(i))) {
                    throw new IllegalArgumentException(
                            "axis edges: %s then %s (expected: rising)".formatted(edges.get(i - 1), edges.get(i)));
                }
            }
        }

        @Override
        public int bins() {
            return edges.size() - 1;
        }

        @Override
        public double low() {
            return edges.getFirst();
        }

        @Override
        public double high() {
            return edges.getLast();
        }

        @Override
        public double edge(int bin) {
            return edges.get(bin);
        }

        @Override
        public int indexOf(double x) {
            if (!(x >= low())) {
                return -1;
            }
            int at = Arrays.binarySearch(edges.toArray(), x);
            return at >= 0 ? at : -at - 2;
        }

        @Override
        public Axis rebinned(int factor) {
            checkFactor(this, factor);
            return new Variable(java.util.stream.IntStream.rangeClosed(0, bins() / factor)
                    .mapToObj(i -> edges.get(i * factor))
                    .toList());
        }
    }

    /** Named bins, such as status words; bin {@code i} covers [i, i + 1). */
    record Category(List<String> labels) implements Axis {
        public Category {
            labels = List.copyOf(labels);
            if (labels.isEmpty()) {
                throw new IllegalArgumentException("axis labels: none (expected: >= 1)");
            }
        }

        @Override
        public int bins() {
            return labels.size();
        }

        @Override
        public double low() {
            return 0;
        }

        @Override
        public double high() {
            return labels.size();
        }

        @Override
        public double edge(int bin) {
            return bin;
        }

        @Override
        public int indexOf(double x) {
            return x >= 0 ? (int) Math.min(labels.size(), x) : -1;
        }

        @Override
        public Axis rebinned(int factor) {
            throw new IllegalArgumentException(
                    "axis: Category (expected: Regular or Variable); named bins cannot be joined");
        }
    }

    private static void checkFactor(Axis axis, int factor) {
        if (factor < 1 || axis.bins() % factor != 0) {
            throw new IllegalArgumentException(
                    "rebin factor: %d (expected: a divisor of %d bins)".formatted(factor, axis.bins()));
        }
    }
}
