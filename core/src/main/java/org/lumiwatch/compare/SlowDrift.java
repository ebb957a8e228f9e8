package org.lumiwatch.compare;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.HardwareGroup;

/**
 * Finds cells and hardware groups that leave their peers too slowly for any single lumisection to show: a reference follows them, so it is
 * held against an anchor, itself as it was when its epoch was young. What all cells of a ring do together is ageing, and what those of a
 * group do beyond that is told of the group; a lone cell or group that does more than the others scatter, and than healthy ones wander, is a
 * fault, however slowly it goes. Mutable.
 */
public final class SlowDrift {
    /** Lumisections that a reference is learned before it becomes the anchor, and between two looks. */
    private static final int WAIT = 300;

    private static final int INTERVAL = 20;
    /** Robust standard deviations from which a cell is a fault, and below which it is none any more. */
    private static final double FAULT = 6;

    private static final double OVER = 4;
    /** Change of a cell's logarithm below which it wanders: healthy ones do by up to 5 %, for up to 100 lumisections. */
    private static final double WANDERING = 0.08;

    /** The anchor may lie at one end of what a cell wanders, and the cell be at the other. */
    private static final double BOTH_WAYS = 3;

    /** Members that a ring or group needs to tell what its cells share, and groups to tell how they scatter. */
    private static final int MEMBERS = 8;
    /** Median of the absolute values of standard normal numbers. */
    private static final double NORMAL_MEDIAN = 0.6745;

    private final Geometry geometry;
    /** Number of each cell's group; that of groups where it is in none. */
    private final int[] groups;

    private int age;
    private boolean anchored;
    private final double[] anchor;
    private final double[] anchorSpread;
    /** Of cells, then of groups. */
    private final boolean[] flagged;

    private List<Drift> drifts = List.of();

    /**
     * A cell or hardware group away from its peers.
     *
     * @param group its name; empty for a cell
     * @param factor its efficiency relative to theirs, 1 at the anchor
     * @param deviation in robust standard deviations of all, signed
     */
    public record Drift(List<Box> boxes, String group, double factor, double deviation) {
        public Drift {
            boxes = List.copyOf(boxes);
        }
    }

    public SlowDrift(Geometry geometry) {
        this.geometry = geometry;
        this.anchor = new double[geometry.cells()];
        this.anchorSpread = new double[geometry.cells()];
        this.flagged = new boolean[geometry.cells() + geometry.groups().size()];
        this.groups = new int[geometry.cells()];
        Arrays.fill(groups, geometry.groups().size());
        for (int group = 0; group < geometry.groups().size(); group++) {
            int number = group;
            geometry.groups().get(group).boxes().stream()
                    .flatMapToInt(geometry::cellsOf)
                    .forEach(cell -> groups[cell] = number);
        }
    }

    /** What has drifted away, as of the last look. */
    public List<Drift> drifts() {
        return drifts;
    }

    /** What is seen from now on is a new beginning. */
    public void reset() {
        age = 0;
        anchored = false;
        Arrays.fill(flagged, false);
        drifts = List.of();
    }

    /**
     * Takes note of a reference that has learned one more lumisection.
     *
     * @param strengths of each cell, on a scale on which losses multiply; 0 of cells that have none
     * @param spreads relative uncertainty of each
     * @param wanders relative change that is known to be no fault, of each cell, then of each group; asked for at a look only
     */
    public void note(double[] strengths, double[] spreads, Supplier<double[]> wanders) {
        age++;
        if (!anchored && age >= WAIT) {
            anchored = true;
            for (int cell = 0; cell < anchor.length; cell++) {
                anchor[cell] = strengths[cell];
                anchorSpread[cell] = spreads[cell];
            }
        } else if (anchored && age % INTERVAL == 0) {
            look(strengths, spreads, wanders.get());
        }
    }

    private void look(double[] strengths, double[] spreads, double[] wanders) {
        double[] moved = new double[anchor.length];
        for (int cell = 0; cell < moved.length; cell++) {
            boolean known = anchor[cell] > 0 && strengths[cell] > 0;
            moved[cell] = known ? Math.log(strengths[cell] / anchor[cell]) : Double.NaN;
        }
        subtract(medians(moved, geometry::ring, geometry.rings(), median(Arrays.stream(moved))), geometry::ring, moved);
        IntUnaryOperator groupOf = cell -> groups[cell];
        double[] together = medians(moved, groupOf, geometry.groups().size() + 1, 0);
        together[geometry.groups().size()] = 0;
        subtract(together, groupOf, moved);
        double[] deviations = new double[flagged.length];
        for (int cell = 0; cell < moved.length; cell++) {
            deviations[cell] = moved[cell] / Math.hypot(spreads[cell], anchorSpread[cell]);
        }
        double scatter = scatter(Arrays.stream(deviations, 0, moved.length));
        double groupScatter =
                scatter(Arrays.stream(together, 0, geometry.groups().size()));
        List<Drift> found = new ArrayList<>();
        for (int member = 0; member < flagged.length; member++) {
            boolean cell = member < moved.length;
            double change = cell ? moved[member] : together[member - moved.length];
            double deviation = cell ? deviations[member] / Math.max(1, scatter) : change / Math.max(1e-3, groupScatter);
            boolean told = cell || geometry.groups().size() >= MEMBERS;
            flagged[member] = told && isAway(flagged[member], Math.abs(deviation), Math.abs(change), wanders[member]);
            if (flagged[member]) {
                found.add(drift(member, Math.exp(change), deviation));
            }
        }
        drifts = List.copyOf(found);
    }

    /** What is not known, which compares false, is not away. */
    private static boolean isAway(boolean before, double deviation, double change, double wander) {
        return before ? deviation > OVER : deviation > FAULT && change > Math.max(WANDERING, BOTH_WAYS * wander);
    }

    private Drift drift(int member, double factor, double deviation) {
        if (member < anchor.length) {
            return new Drift(List.of(geometry.box(member)), "", factor, deviation);
        }
        HardwareGroup group = geometry.groups().get(member - anchor.length);
        return new Drift(group.boxes(), group.name(), factor, deviation);
    }

    private static void subtract(double[] shared, IntUnaryOperator setOf, double[] from) {
        for (int cell = 0; cell < from.length; cell++) {
            from[cell] -= shared[setOf.applyAsInt(cell)];
        }
    }

    /** Median of each set of cells; {@code otherwise} where a set is too small. */
    private static double[] medians(double[] moved, IntUnaryOperator setOf, int sets, double otherwise) {
        int[] sizes = new int[sets];
        for (int cell = 0; cell < moved.length; cell++) {
            sizes[setOf.applyAsInt(cell)] += Double.isNaN(moved[cell]) ? 0 : 1;
        }
        double[][] members = new double[sets][];
        Arrays.setAll(members, set -> new double[sizes[set]]);
        for (int cell = 0; cell < moved.length; cell++) {
            if (!Double.isNaN(moved[cell])) {
                int set = setOf.applyAsInt(cell);
                members[set][--sizes[set]] = moved[cell];
            }
        }
        return Arrays.stream(members)
                .mapToDouble(set -> set.length < MEMBERS ? otherwise : median(Arrays.stream(set)))
                .toArray();
    }

    /** Robust standard deviation about 0. */
    private static double scatter(DoubleStream values) {
        return median(values.map(Math::abs)) / NORMAL_MEDIAN;
    }

    /** Of the values that are known; 0 when none is. */
    private static double median(DoubleStream values) {
        double[] sorted = values.filter(value -> !Double.isNaN(value)).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    public void save(DataOutput out) throws IOException {
        out.writeInt(age);
        out.writeBoolean(anchored);
        for (int cell = 0; cell < anchor.length; cell++) {
            out.writeDouble(anchor[cell]);
            out.writeDouble(anchorSpread[cell]);
        }
        for (boolean one : flagged) {
            out.writeBoolean(one);
        }
        for (Drift drift : drifts) {
            out.writeDouble(drift.factor());
            out.writeDouble(drift.deviation());
        }
    }

    /** Reads back what {@link #save} wrote for the same geometry. */
    public void restore(DataInput in) throws IOException {
        age = in.readInt();
        anchored = in.readBoolean();
        for (int cell = 0; cell < anchor.length; cell++) {
            anchor[cell] = in.readDouble();
            anchorSpread[cell] = in.readDouble();
        }
        for (int member = 0; member < flagged.length; member++) {
            flagged[member] = in.readBoolean();
        }
        List<Drift> read = new ArrayList<>();
        for (int member = 0; member < flagged.length; member++) {
            if (flagged[member]) {
                read.add(drift(member, in.readDouble(), in.readDouble()));
            }
        }
        drifts = List.copyOf(read);
    }
}
