package org.lumiwatch.neural;

import java.util.List;
import java.util.random.RandomGenerator;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.hipparchus.random.RandomDataGenerator;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;

/**
 * A fault that is put into a copy of a healthy map: to train classifiers with, and to examine every algorithm by.
 *
 * @param label such as {@code 5×5 ×0.5}
 * @param change what happens to a count
 * @param size cells along both sides
 */
public record MapFault(String label, Change change, int size) implements StandardFault {
    /** Share of a place that must have counted something before. */
    private static final double LIVE = 0.6;

    private static final int TRIES = 200;

    /** What a fault does to one count. */
    public sealed interface Change {
        /** Seen with this efficiency: counts are thinned, or more are drawn; never above the number of events. */
        record Efficiency(double factor) implements Change {}

        /** The recorded count times a number, without regard to events, as published studies did. */
        record Multiplied(double factor) implements Change {}

        /** So many counts more, in the mean. */
        record Noise(double counts) implements Change {}
    }

    /** What a classifier calls a map or cell. */
    public enum State {
        GOOD("good"),
        HOT("hot"),
        DEAD("dead"),
        DEGRADED("degraded");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        public static List<String> labels() {
            return java.util.Arrays.stream(values()).map(State::label).toList();
        }
    }

    static List<MapFault> standard() {
        return List.of(
                of("cell dead", new Change.Efficiency(0), 1),
                of("cell ×0.5", new Change.Efficiency(0.5), 1),
                of("cell ×2", new Change.Efficiency(2), 1),
                of("cell noisy", new Change.Noise(60), 1),
                of("5×5 dead", new Change.Efficiency(0), 5),
                of("5×5 ×0.5", new Change.Efficiency(0.5), 5),
                of("5×5 ×0.8", new Change.Efficiency(0.8), 5),
                of("5×5 ×2", new Change.Efficiency(2), 5));
    }

    private static MapFault of(String label, Change change, int size) {
        return new MapFault(label, change, size);
    }

    public State state() {
        return switch (change) {
            case Change.Efficiency(double factor) -> state(factor);
            case Change.Multiplied(double factor) -> state(factor);
            case Change.Noise none -> State.HOT;
        };
    }

    private static State state(double factor) {
        if (factor > 1) {
            return State.HOT;
        }
        return factor == 0 ? State.DEAD : State.DEGRADED;
    }

    /** A place of its size where most cells count something. */
    private Box place(float[] counts, int at, Geometry geometry, RandomGenerator random) {
        int width = Math.min(size, geometry.nx());
        int height = Math.min(size, geometry.ny());
        Box box = geometry.box(0);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int x = random.nextInt(geometry.nx() - width + 1);
            int y = random.nextInt(geometry.ny() - height + 1);
            int z = random.nextInt(geometry.nz());
            box = new Box(x, y, z, x + width - 1, y + height - 1, z);
            long live =
                    geometry.cellsOf(box).filter(cell -> counts[at + cell] > 0).count();
            if (live >= LIVE * width * height) {
                return box;
            }
        }
        return box;
    }

    @Override
    public Box into(float[] counts, int at, Geometry geometry, double most, RandomGenerator random) {
        Box box = place(counts, at, geometry, random);
        RandomDataGenerator drawn = new RandomDataGenerator(random.nextLong());
        geometry.cellsOf(box).forEach(cell -> counts[at + cell] = (float) spoiled(counts[at + cell], most, drawn));
        return box;
    }

    private double spoiled(double count, double most, RandomDataGenerator random) {
        return switch (change) {
            case Change.Multiplied(double factor) -> count * factor;
            case Change.Noise(double counts) -> Math.min(count + random.nextPoisson(counts), most);
            case Change.Efficiency(double factor) -> {
                if (factor == 0 || count < 1) {
                    yield factor == 0 ? 0 : count;
                }
                yield factor <= 1
                        ? random.nextDeviate(new BinomialDistribution((int) count, factor))
                        : Math.min(count + random.nextPoisson(count * (factor - 1)), most);
            }
        };
    }
}
