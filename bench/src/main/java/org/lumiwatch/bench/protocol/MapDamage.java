package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.lumiwatch.element.Box;
import org.lumiwatch.histogram.Histogram;

/** Damages a map at random places that are at least two cells away from any other fault. Mutable. */
final class MapDamage {
    private static final int TRIES = 200;
    private static final int DISTANCE = 2;

    private final Histogram healthy;
    private final double[] contents;
    private final RandomGenerator random;
    private final List<Box> taken = new ArrayList<>();

    MapDamage(Histogram map, List<Box> known, RandomGenerator random) {
        this.healthy = map;
        this.contents = map.contents();
        this.random = random;
        this.taken.addAll(known);
    }

    /** Empties a block whose corner is a multiple of {@code grid}, in columns of at least {@code fewest} counts a cell. */
    List<Box> dead(int width, int height, int grid, double fewest) {
        List<Box> placed = place(width, height, grid, fewest);
        placed.forEach(box -> {
            for (int y = box.y0(); y <= box.y1(); y++) {
                for (int x = box.x0(); x <= box.x1(); x++) {
                    contents[y * healthy.bins(0) + x] = 0;
                }
            }
        });
        return placed;
    }

    /** Adds {@code factor} − 1 times the column's typical count to one cell. */
    List<Box> hot(double factor) {
        List<Box> placed = place(1, 1, 1, 0);
        placed.forEach(box -> {
            double more = (factor - 1) * typical(box.x0());
            contents[box.y0() * healthy.bins(0) + box.x0()] +=
                    Math.rint(Math.max(0, more + Math.sqrt(more) * random.nextGaussian()));
        });
        return placed;
    }

    Histogram map() {
        return Histogram.of(healthy.axes(), contents);
    }

    /** One box, or none when there is no room. */
    private List<Box> place(int width, int height, int grid, double fewest) {
        for (int i = 0; i < TRIES; i++) {
            int x = random.nextInt((healthy.bins(0) - width) / grid + 1) * grid;
            int y = random.nextInt((healthy.bins(1) - height) / grid + 1) * grid;
            Box box = Box.of(x, y, x + width - 1, y + height - 1);
            if (taken.stream().noneMatch(other -> isNear(box, other)) && typical(x) >= fewest) {
                taken.add(box);
                return List.of(box);
            }
        }
        return List.of();
    }

    private static boolean isNear(Box box, Box other) {
        return box.x0() <= other.x1() + DISTANCE
                && other.x0() <= box.x1() + DISTANCE
                && box.y0() <= other.y1() + DISTANCE
                && other.y0() <= box.y1() + DISTANCE;
    }

    private double typical(int x) {
        double[] column = new double[healthy.bins(1)];
        Arrays.setAll(column, y -> healthy.at(x, y));
        Arrays.sort(column);
        return column[column.length / 2];
    }
}
