package org.lumiwatch.judge;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.lumiwatch.element.Box;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.BarrelMaps.Fault;

/** Damages a map at random places that are at least two cells away from any other fault. */
final class FaultInjector {
    private static final int TRIES = 200;

    private final Histogram healthy;
    private final double[] contents;
    private final RandomGenerator random;
    private final boolean[] taken;
    private final Map<Box, String> faults = new LinkedHashMap<>();

    FaultInjector(Histogram map, List<Fault> known, RandomGenerator random) {
        this.healthy = map;
        this.contents = map.contents();
        this.random = random;
        this.taken = new boolean[contents.length];
        known.forEach(fault -> take(fault.box()));
    }

    /** Empties a block whose corner is a multiple of {@code grid}, where the column holds at least {@code fewest} counts a cell. */
    void dead(int width, int height, int grid, double fewest) {
        place(width, height, grid, fewest, "dead").ifPresent(box -> fill(box, 0));
    }

    /** Adds {@code factor} − 1 times the column's typical count to one cell. */
    void hot(double factor) {
        place(1, 1, 1, 0, "hot").ifPresent(box -> {
            double more = (factor - 1) * typical(box.x0());
            fill(box, Math.rint(healthy.at(box.x0(), box.y0()) + more + Math.sqrt(more) * random.nextGaussian()));
        });
    }

    Map<Box, String> faults() {
        return faults;
    }

    Histogram map() {
        return Histogram.of(healthy.axes(), contents);
    }

    private Optional<Box> place(int width, int height, int grid, double fewest, String kind) {
        for (int i = 0; i < TRIES; i++) {
            int x = random.nextInt((healthy.bins(0) - width) / grid + 1) * grid;
            int y = random.nextInt((healthy.bins(1) - height) / grid + 1) * grid;
            Box box = Box.of(x, y, x + width - 1, y + height - 1);
            if (isFree(box) && typical(x) >= fewest) {
                faults.put(box, kind);
                take(box);
                return Optional.of(box);
            }
        }
        return Optional.empty();
    }

    private double typical(int x) {
        double[] column = new double[healthy.bins(1)];
        Arrays.setAll(column, y -> healthy.at(x, y));
        Arrays.sort(column);
        return column[column.length / 2];
    }

    private boolean isFree(Box box) {
        for (int y = box.y0(); y <= box.y1(); y++) {
            for (int x = box.x0(); x <= box.x1(); x++) {
                if (taken[y * healthy.bins(0) + x]) {
                    return false;
                }
            }
        }
        return true;
    }

    private void take(Box box) {
        for (int y = Math.max(0, box.y0() - 2); y <= Math.min(healthy.bins(1) - 1, box.y1() + 2); y++) {
            for (int x = Math.max(0, box.x0() - 2); x <= Math.min(healthy.bins(0) - 1, box.x1() + 2); x++) {
                taken[y * healthy.bins(0) + x] = true;
            }
        }
    }

    private void fill(Box box, double content) {
        for (int y = box.y0(); y <= box.y1(); y++) {
            for (int x = box.x0(); x <= box.x1(); x++) {
                contents[y * healthy.bins(0) + x] = content;
            }
        }
    }
}
