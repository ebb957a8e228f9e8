package org.lumiwatch.expect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Mean points by pileup, for distributions whose form follows it: sums at nodes some per cent of pileup apart, weighed by how near they are.
 * Mergeable, and forgotten as one. Mutable.
 */
final class PileupMean {
    /** Between two nodes, in the logarithm of pileup. */
    private static final double STEP = 0.03;
    /** Nodes to either side that are of nearly the same pileup, and are heard first; twice as many, where these know too little. */
    private static final int NEARBY = 3;

    private static final int FARTHEST = 24;
    /** Lumisections that must be heard. */
    static final int NEEDED = 5;

    private final int dimensions;
    /** By node: sum of points, their weight, and the sum of where they were. */
    private final TreeMap<Integer, double[]> nodes = new TreeMap<>();

    PileupMean(int dimensions) {
        this.dimensions = dimensions;
    }

    void add(double[] point, OptionalDouble pileup, double weight) {
        if (pileup.isEmpty()) {
            return;
        }
        double position = position(pileup);
        double[] sums = nodes.computeIfAbsent((int) Math.rint(position), node -> new double[dimensions + 2]);
        for (int i = 0; i < dimensions; i++) {
            sums[i] += weight * point[i];
        }
        sums[dimensions] += weight;
        sums[dimensions + 1] += weight * position;
    }

    /** The mean at this pileup; nothing when too little is known anywhere near it. */
    Optional<double[]> at(OptionalDouble pileup) {
        return at(pileup, FARTHEST);
    }

    /** The same from lumisections of nearly this pileup only. */
    Optional<double[]> nearby(OptionalDouble pileup) {
        return at(pileup, NEARBY);
    }

    private Optional<double[]> at(OptionalDouble pileup, int farthest) {
        if (pileup.isEmpty()) {
            return Optional.empty();
        }
        for (int reach = NEARBY; reach <= farthest; reach *= 2) {
            if (weight(position(pileup), reach) >= NEEDED) {
                return Optional.of(new Line(position(pileup), reach).atPosition());
            }
        }
        return Optional.empty();
    }

    /** Lumisections of nearly this pileup, up to {@value #NEEDED}, the farther ones counted for less. */
    int seenNearby(OptionalDouble pileup) {
        return pileup.isEmpty() ? 0 : (int) Math.min(NEEDED, weight(position(pileup), NEARBY));
    }

    private double weight(double position, int reach) {
        double weight = 0;
        for (Map.Entry<Integer, double[]> node : around(position, reach).entrySet()) {
            weight += heard(node.getKey(), position, reach) * node.getValue()[dimensions];
        }
        return weight;
    }

    private SortedMap<Integer, double[]> around(double position, int reach) {
        return nodes.subMap((int) Math.ceil(position) - reach, true, (int) Math.floor(position) + reach, true);
    }

    private static double heard(int node, double position, int reach) {
        return Math.max(0, 1 - Math.abs(node - position) / reach);
    }

    /** In steps from one node to the next. */
    private static double position(OptionalDouble pileup) {
        return Math.log(pileup.getAsDouble()) / STEP;
    }

    /** A straight line through the nodes around a position, the nearer ones with more weight. */
    private final class Line {
        private final double[] sum = new double[dimensions];
        private final double[] moment = new double[dimensions];
        private double weight;
        private double distance;
        private double squared;

        Line(double position, int reach) {
            around(position, reach).forEach((node, sums) -> {
                double away = sums[dimensions] > 0 ? sums[dimensions + 1] / sums[dimensions] - position : 0;
                double heard = heard(node, position, reach);
                for (int i = 0; i < dimensions; i++) {
                    sum[i] += heard * sums[i];
                    moment[i] += heard * away * sums[i];
                }
                weight += heard * sums[dimensions];
                distance += heard * away * sums[dimensions];
                squared += heard * away * away * sums[dimensions];
            });
        }

        double[] atPosition() {
            // as if one lumisection more held it level
            double held = squared + 1;
            double determinant = weight * held - distance * distance;
            double[] at = new double[dimensions];
            Arrays.setAll(at, i -> (held * sum[i] - distance * moment[i]) / determinant);
            return at;
        }
    }

    void add(PileupMean other) {
        other.nodes.forEach((node, sums) -> {
            double[] own = nodes.computeIfAbsent(node, key -> new double[dimensions + 2]);
            for (int i = 0; i <= dimensions + 1; i++) {
                own[i] += sums[i];
            }
        });
    }

    void forget(double by) {
        for (double[] sums : nodes.values()) {
            for (int i = 0; i <= dimensions + 1; i++) {
                sums[i] *= by;
            }
        }
    }

    void clear() {
        nodes.clear();
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(nodes.size());
        for (Map.Entry<Integer, double[]> node : nodes.entrySet()) {
            out.writeInt(node.getKey());
            Doubles.write(node.getValue(), out);
        }
    }

    static PileupMean read(int dimensions, DataInput in) throws IOException {
        PileupMean mean = new PileupMean(dimensions);
        for (int left = in.readInt(); left > 0; left--) {
            mean.nodes.put(in.readInt(), Doubles.read(dimensions + 2, in));
        }
        return mean;
    }
}
