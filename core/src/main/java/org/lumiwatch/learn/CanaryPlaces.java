package org.lumiwatch.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.CountLaw;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.HardwareGroup;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.judge.Sensitivity;

/**
 * Chooses faults for one flight over a map: single cells far apart and either a block or a hardware group, never where something was found.
 * So few that the map as a whole stays what it is.
 */
final class CanaryPlaces {
    private static final double[] FACTORS = {0, 0.5, 0.8, 2};
    /** Live cells for each faulty one. */
    private static final int SHARE = 150;

    private static final int MOST_CELLS = 16;
    private static final int BLOCK = 5;
    private static final double WEAK = 0.8;
    /** Cells between two faults. */
    private static final int APART = 3;
    /** Share of the entries in a bin that is worth a trial. */
    private static final double FULL_BIN = 0.02;
    /** Places tried for each fault. */
    private static final int TRIES = 50;
    /** Live share of a block or group below which nothing is shown by it. */
    private static final double LIVE = 0.6;

    private final Prediction expected;
    private final Geometry geometry;
    private final RandomGenerator random;
    private final List<Box> taken;
    private final List<CanaryFault> faults = new ArrayList<>();

    private CanaryPlaces(Prediction expected, List<Box> found, RandomGenerator random) {
        this.expected = expected;
        this.geometry = expected.geometry();
        this.random = random;
        this.taken = new ArrayList<>(found);
    }

    /**
     * @param found places of what was found in the map already
     * @param flight number of the flight: blocks and groups take turns
     */
    static List<CanaryFault> of(Prediction expected, List<Box> found, int flight, RandomGenerator random) {
        CanaryPlaces places = new CanaryPlaces(expected, found, random);
        if (places.geometry.law() == CountLaw.MULTINOMIAL) {
            places.bin();
            return List.copyOf(places.faults);
        }
        if (flight % 2 == 0) {
            places.block();
        } else {
            places.group();
        }
        places.cells();
        return List.copyOf(places.faults);
    }

    /** One bin at a time: the bins of a distribution share their entries. */
    private void bin() {
        double factor = FACTORS[random.nextInt(FACTORS.length)];
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int bin = random.nextInt(geometry.cells());
            if (expected.mean(bin) >= FULL_BIN * expected.total()
                    && put("bin", "bins of 2 % and more", List.of(geometry.box(bin)), factor)) {
                return;
            }
        }
    }

    private void cells() {
        double[] means = sortedMeans();
        int wanted = Math.clamp(means.length / SHARE, 1, MOST_CELLS);
        int first = random.nextInt(FACTORS.length);
        for (int i = 0; i < wanted; i++) {
            double factor = FACTORS[(first + i) % FACTORS.length];
            for (int attempt = 0; attempt < TRIES; attempt++) {
                int cell = random.nextInt(geometry.cells());
                if (expected.live(cell)
                        && put("cell", third(means, expected.mean(cell)), List.of(geometry.box(cell)), factor)) {
                    break;
                }
            }
        }
    }

    private double[] sortedMeans() {
        double[] means = new double[geometry.cells()];
        int live = 0;
        for (int cell = 0; cell < means.length; cell++) {
            if (expected.live(cell)) {
                means[live++] = expected.mean(cell);
            }
        }
        double[] sorted = Arrays.copyOf(means, live);
        Arrays.sort(sorted);
        return sorted;
    }

    private static String third(double[] sorted, double mean) {
        if (mean < sorted[sorted.length / 3]) {
            return "quiet third";
        }
        return mean < sorted[2 * sorted.length / 3] ? "middle third" : "busy third";
    }

    private void block() {
        if (geometry.nx() < 4 * BLOCK || geometry.ny() < 4 * BLOCK) {
            return;
        }
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int x = random.nextInt(geometry.nx() - BLOCK + 1);
            int y = random.nextInt(geometry.ny() - BLOCK + 1);
            int z = random.nextInt(geometry.nz());
            List<Box> boxes = List.of(new Box(x, y, z, x + BLOCK - 1, y + BLOCK - 1, z));
            if (isLive(boxes) && put("5×5", "anywhere", boxes, WEAK)) {
                return;
            }
        }
    }

    private void group() {
        List<HardwareGroup> groups = geometry.groups();
        for (int attempt = 0; attempt < TRIES && groups.size() > 1; attempt++) {
            List<Box> boxes = groups.get(random.nextInt(groups.size())).boxes();
            if (isLive(boxes) && put("group", "anywhere", boxes, WEAK)) {
                return;
            }
        }
    }

    private boolean isLive(List<Box> boxes) {
        int[] cells = boxes.stream().flatMapToInt(geometry::cellsOf).toArray();
        return Arrays.stream(cells).filter(expected::live).count() >= LIVE * cells.length;
    }

    private boolean put(String shape, String where, List<Box> boxes, double factor) {
        List<Box> around = boxes.stream().map(CanaryPlaces::grown).toList();
        if (around.stream().anyMatch(box -> taken.stream().anyMatch(other -> box.common(other) > 0))) {
            return false;
        }
        taken.addAll(boxes);
        faults.add(new CanaryFault(shape + " " + Sensitivity.strength(factor), where, boxes, factor));
        return true;
    }

    private static Box grown(Box box) {
        return new Box(
                Math.max(0, box.x0() - APART),
                Math.max(0, box.y0() - APART),
                box.z0(),
                box.x1() + APART,
                box.y1() + APART,
                box.z1());
    }
}
