package org.lumiwatch.element;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lumiwatch.histogram.Histogram;

/**
 * What the cells of an element are: which exist, which are neighbours, which form a ring of equal pseudorapidity, which share
 * hardware.
 *
 * <p>Shape is nx × ny × nz, cells numbered x fastest as in {@link Histogram}. Immutable.
 *
 * @param name such as {@code ECAL barrel towers}
 * @param law how its counts fluctuate
 * @param eta axis along which the expectation has its profile: cells that agree in it (and in z) form a ring; 1-D elements have
 *     none
 * @param xPeriodic whether the last column neighbours the first (a full turn in phi)
 * @param yPeriodic the same for rows
 * @param tower size of the aligned blocks that share electronics, such as 5×5 crystals; 1×1 where there are none
 * @param groups hardware groups
 * @param uninstrumented boxes in which no cell exists; empty when unknown, then a cell exists once it was seen filled
 * @param maskKnown whether {@code uninstrumented} is complete, so that an empty cell elsewhere is dead and not absent
 */
public record Geometry(
        String name,
        int nx,
        int ny,
        int nz,
        CountLaw law,
        EtaAxis eta,
        boolean xPeriodic,
        boolean yPeriodic,
        Tower tower,
        List<HardwareGroup> groups,
        List<Box> uninstrumented,
        boolean maskKnown) {

    /** Direction of the pseudorapidity profile. */
    public enum EtaAxis {
        X,
        Y,
        /** Radius about the middle of the map: endcap discs. */
        RADIUS,
        NONE
    }

    /** Cells that share electronics, aligned to the map's origin. */
    public record Tower(int width, int height) {
        public Tower {
            if (width < 1 || height < 1) {
                throw new IllegalArgumentException("tower: %d×%d (expected: >= 1×1)".formatted(width, height));
            }
        }
    }

    public Geometry {
        if (nx < 1 || ny < 1 || nz < 1) {
            throw new IllegalArgumentException("shape of %s: %d×%d×%d (expected: >= 1)".formatted(name, nx, ny, nz));
        }
        groups = List.copyOf(groups);
        uninstrumented = List.copyOf(uninstrumented);
        Box whole = new Box(0, 0, 0, nx - 1, ny - 1, nz - 1);
        for (HardwareGroup group : groups) {
            for (Box box : group.boxes()) {
                if (box.common(whole) != box.cells()) {
                    throw new IllegalArgumentException(
                            "group %s of %s: %s (expected: within %s)".formatted(group.name(), name, box, whole));
                }
            }
        }
    }

    /** A distribution of {@code bins} bins. */
    public static Geometry line(int bins) {
        return new Geometry(
                "distribution",
                bins,
                1,
                1,
                CountLaw.MULTINOMIAL,
                EtaAxis.NONE,
                false,
                false,
                new Tower(1, 1),
                List.of(),
                List.of(),
                true);
    }

    /** A map of which nothing is known but its shape: no groups, no periodicity, cells exist once seen filled. */
    public static Geometry unknown(int nx, int ny, int nz) {
        return new Geometry(
                "map",
                nx,
                ny,
                nz,
                CountLaw.CLUSTERED,
                EtaAxis.NONE,
                false,
                false,
                new Tower(1, 1),
                List.of(),
                List.of(),
                false);
    }

    /** The same cells, fluctuating by another law. */
    public Geometry withLaw(CountLaw other) {
        return new Geometry(
                name, nx, ny, nz, other, eta, xPeriodic, yPeriodic, tower, groups, uninstrumented, maskKnown);
    }

    public int cells() {
        return nx * ny * nz;
    }

    public int cell(int x, int y, int z) {
        return (z * ny + y) * nx + x;
    }

    /** The box that is one cell. */
    public Box box(int cell) {
        return new Box(x(cell), y(cell), z(cell), x(cell), y(cell), z(cell));
    }

    public int x(int cell) {
        return cell % nx;
    }

    public int y(int cell) {
        return cell / nx % ny;
    }

    public int z(int cell) {
        return cell / nx / ny;
    }

    /** Whether a histogram has this shape. */
    public boolean fits(Histogram histogram) {
        return has(histogram.bins(0), histogram.bins(1), histogram.bins(2));
    }

    /** Whether the shape is this one; 1 for an axis there is not. */
    public boolean has(int bins0, int bins1, int bins2) {
        return bins0 == nx && bins1 == ny && bins2 == nz;
    }

    /** Cells of a box that lies within, rising. */
    public IntStream cellsOf(Box box) {
        return IntStream.rangeClosed(box.z0(), box.z1())
                .flatMap(z -> IntStream.rangeClosed(box.y0(), box.y1())
                        .flatMap(y -> IntStream.rangeClosed(cell(box.x0(), y, z), cell(box.x1(), y, z))));
    }

    /** One flag per cell: false where nothing is instrumented for certain. */
    public boolean[] instrumented() {
        boolean[] live = new boolean[cells()];
        Arrays.fill(live, true);
        for (Box box : uninstrumented) {
            for (int z = box.z0(); z <= box.z1(); z++) {
                for (int y = box.y0(); y <= box.y1(); y++) {
                    Arrays.fill(live, cell(box.x0(), y, z), cell(box.x1(), y, z) + 1, false);
                }
            }
        }
        return live;
    }

    /** Ring of a cell, numbered from 0 and separately per z; one ring per z where there is no eta axis. */
    public int ring(int cell) {
        int within = switch (eta) {
            case X -> x(cell);
            case Y -> y(cell);
            case RADIUS -> (int) Math.hypot(x(cell) - (nx - 1) / 2.0, y(cell) - (ny - 1) / 2.0);
            case NONE -> 0;
        };
        return z(cell) * ringsPerLayer() + within;
    }

    /** Number of rings over all z. */
    public int rings() {
        return nz * ringsPerLayer();
    }

    private int ringsPerLayer() {
        return switch (eta) {
            case X -> nx;
            case Y -> ny;
            case RADIUS -> (int) Math.hypot(nx, ny) / 2 + 1;
            case NONE -> 1;
        };
    }

    /** Cell at an offset within the same z, around the turn where the axis is periodic; −1 outside. */
    public int neighbour(int cell, int dx, int dy) {
        int x = x(cell) + dx;
        int y = y(cell) + dy;
        if (xPeriodic) {
            x = Math.floorMod(x, nx);
        }
        if (yPeriodic) {
            y = Math.floorMod(y, ny);
        }
        return x < 0 || x >= nx || y < 0 || y >= ny ? -1 : cell(x, y, z(cell));
    }

    /** The group with exactly these boxes' cells that holds {@code box} wholly and is filled by it to at least {@code share}. */
    public Optional<HardwareGroup> groupFilledBy(Box box, double share) {
        return groups.stream()
                .filter(group -> {
                    long size = group.boxes().stream().mapToLong(Box::cells).sum();
                    long common = group.boxes().stream().mapToLong(box::common).sum();
                    return common >= share * size && common >= share * box.cells();
                })
                .findFirst();
    }
}
