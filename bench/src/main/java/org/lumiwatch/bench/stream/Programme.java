package org.lumiwatch.bench.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.HardwareGroup;
import org.lumiwatch.simulator.Latent;
import org.lumiwatch.simulator.chance.Chance;

/**
 * When and where faults are: several tracks in which one fault follows another, each healed and quiet for a while before the next,
 * no two at the same time near each other. Few cells are faulty at any time, as in a real detector. The seed decides everything.
 */
public final class Programme {
    /** Lumisections between two faults of a track, for whoever watches to see that the first is over. */
    private static final int REST = 25;
    /** Cells between two faults that are there at the same time; half of that in small maps. */
    private static final int MARGIN = 6;
    /** Share of a block that must be alive. */
    private static final double ALIVE = 0.6;
    /** Share of a group that must be alive: the boxes of a readout box hold places where no channel exists. */
    private static final double ALIVE_GROUP = 0.1;

    private final Geometry geometry;
    private final Latent latent;
    private final Chance chance;

    private Programme(Geometry geometry, Latent latent, Chance chance) {
        this.geometry = geometry;
        this.latent = latent;
        this.chance = chance;
    }

    /**
     * Draws faults.
     *
     * @param classes each as often as any other
     * @param first place in the stream of the first that may be faulty
     * @param end place after the last
     */
    public static List<Placed> of(
            Geometry geometry, Latent latent, List<FaultClass> classes, int tracks, int first, int end, long seed) {
        Chance chance = Chance.of(seed, "bench/programme");
        Programme programme = new Programme(geometry, latent, chance);
        List<Placed> placed = new ArrayList<>();
        int next = chance.nextInt(classes.size());
        int[] free = new int[tracks];
        for (int track = 0; track < tracks; track++) {
            free[track] = first + chance.nextInt(REST);
        }
        while (true) {
            int track = earliest(free);
            FaultClass of = classes.get(next % classes.size());
            if (free[track] + of.lasting() + REST > end) {
                return placed;
            }
            programme.place(of, free[track], placed).ifPresent(placed::add);
            free[track] += of.lasting() + REST + chance.nextInt(REST);
            next++;
        }
    }

    /** At most {@code count} faults of one class that begin together, far from each other; fewer when the map is full. */
    public static List<Placed> atOnce(
            Geometry geometry, Latent latent, FaultClass of, int count, int first, long seed) {
        Programme programme = new Programme(geometry, latent, Chance.of(seed, "bench/at once"));
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            programme.place(of, first, placed).ifPresent(placed::add);
        }
        return placed;
    }

    private static int earliest(int[] free) {
        int best = 0;
        for (int i = 1; i < free.length; i++) {
            best = free[i] < free[best] ? i : best;
        }
        return best;
    }

    /** Empty when the map is full. */
    private Optional<Placed> place(FaultClass of, int first, List<Placed> before) {
        int margin = geometry.nx() < 5 * MARGIN ? MARGIN / 2 : MARGIN;
        for (int attempt = 0; attempt < 200; attempt++) {
            Placed candidate = anywhere(of, first);
            int from = first - REST;
            if (alive(candidate) >= needed(of.shape())
                    && before.stream().noneMatch(one -> one.last() >= from && one.near(candidate, margin))) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static double needed(FaultClass.Shape shape) {
        return switch (shape) {
            case CELL -> 1;
            case BLOCK -> ALIVE;
            case GROUP -> ALIVE_GROUP;
        };
    }

    private Placed anywhere(FaultClass of, int first) {
        return switch (of.shape()) {
            case CELL -> new Placed(of, List.of(block(1)), "", first);
            case BLOCK -> new Placed(of, List.of(block(5)), "", first);
            case GROUP -> {
                HardwareGroup group =
                        geometry.groups().get(chance.nextInt(geometry.groups().size()));
                yield new Placed(of, group.boxes(), group.name(), first);
            }
        };
    }

    private Box block(int size) {
        int x = chance.nextInt(geometry.nx() - size + 1);
        int y = chance.nextInt(geometry.ny() - size + 1);
        int z = chance.nextInt(geometry.nz());
        return new Box(x, y, z, x + size - 1, y + size - 1, z);
    }

    private double alive(Placed placed) {
        int[] cells = placed.boxes().stream().flatMapToInt(geometry::cellsOf).toArray();
        double live = Arrays.stream(cells).filter(cell -> latent.mean(cell) > 0).count();
        return live / cells.length;
    }
}
