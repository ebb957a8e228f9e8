package org.lumiwatch.compare;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.lumiwatch.element.Geometry;

/**
 * Finds cells that leave their peers too slowly for any single lumisection to show: a reference follows them, so it is held against an
 * anchor, itself as it was when its epoch was young. What all cells of a ring do together is ageing; a lone cell that does more than the
 * others scatter, and than healthy ones wander, is a fault, however slowly it goes. Mutable.
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

    /** Members that a ring needs to tell what its cells share. */
    private static final int MEMBERS = 8;
    /** Median of the absolute values of standard normal numbers. */
    private static final double NORMAL_MEDIAN = 0.6745;

    private final Geometry geometry;
    private int age;
    private boolean anchored;
    private final double[] anchor;
    private final double[] anchorSpread;
    private final boolean[] flagged;
    private List<Drift> drifts = List.of();

    /**
     * A cell away from its peers.
     *
     * @param factor its efficiency relative to theirs, 1 at the anchor
     * @param deviation in robust standard deviations of all cells, signed
     */
    public record Drift(int cell, double factor, double deviation) {}

    public SlowDrift(Geometry geometry) {
        this.geometry = geometry;
        this.anchor = new double[geometry.cells()];
        this.anchorSpread = new double[geometry.cells()];
        this.flagged = new boolean[geometry.cells()];
    }

    /** Cells that have drifted away, as of the last look. */
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
     * @param strengths of each cell, on a scale on which losses multiply; NaN of cells that have none
     * @param spreads relative uncertainty of each
     */
    public void note(double[] strengths, double[] spreads) {
        age++;
        if (!anchored && age >= WAIT) {
            anchored = true;
            for (int cell = 0; cell < anchor.length; cell++) {
                anchor[cell] = strengths[cell];
                anchorSpread[cell] = spreads[cell];
            }
        } else if (anchored && age % INTERVAL == 0) {
            look(strengths, spreads);
        }
    }

    private void look(double[] strengths, double[] spreads) {
        double[] moved = new double[anchor.length];
        for (int cell = 0; cell < moved.length; cell++) {
            boolean known = anchor[cell] > 0 && strengths[cell] > 0;
            moved[cell] = known ? Math.log(strengths[cell] / anchor[cell]) : Double.NaN;
        }
        double[] shared = shared(moved);
        double[] deviations = new double[moved.length];
        for (int cell = 0; cell < moved.length; cell++) {
            moved[cell] -= shared[geometry.ring(cell)];
            deviations[cell] = moved[cell] / Math.hypot(spreads[cell], anchorSpread[cell]);
        }
        double scatter = Math.max(1, median(Arrays.stream(deviations).map(Math::abs)) / NORMAL_MEDIAN);
        List<Drift> found = new ArrayList<>();
        for (int cell = 0; cell < moved.length; cell++) {
            double deviation = deviations[cell] / scatter;
            double size = Math.abs(deviation);
            // comparisons with NaN are false: what is not known is not flagged
            flagged[cell] = flagged[cell] ? size > OVER : size > FAULT && Math.abs(moved[cell]) > WANDERING;
            if (flagged[cell]) {
                found.add(new Drift(cell, Math.exp(moved[cell]), deviation));
            }
        }
        drifts = List.copyOf(found);
    }

    /** Median of each ring; of the whole map where a ring is too small. */
    private double[] shared(double[] moved) {
        double whole = median(Arrays.stream(moved));
        double[][] members = new double[geometry.rings()][];
        int[] sizes = new int[geometry.rings()];
        for (int cell = 0; cell < moved.length; cell++) {
            sizes[geometry.ring(cell)] += Double.isNaN(moved[cell]) ? 0 : 1;
        }
        Arrays.setAll(members, ring -> new double[sizes[ring]]);
        for (int cell = 0; cell < moved.length; cell++) {
            if (!Double.isNaN(moved[cell])) {
                members[geometry.ring(cell)][--sizes[geometry.ring(cell)]] = moved[cell];
            }
        }
        return IntStream.range(0, members.length)
                .mapToDouble(ring -> members[ring].length < MEMBERS ? whole : median(Arrays.stream(members[ring])))
                .toArray();
    }

    /** Of the values that are known; 0 when none is. */
    private static double median(java.util.stream.DoubleStream values) {
        double[] sorted = values.filter(value -> !Double.isNaN(value)).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    public void save(DataOutput out) throws IOException {
        out.writeInt(age);
        out.writeBoolean(anchored);
        for (int cell = 0; cell < anchor.length; cell++) {
            out.writeDouble(anchor[cell]);
            out.writeDouble(anchorSpread[cell]);
            out.writeBoolean(flagged[cell]);
        }
        out.writeInt(drifts.size());
        for (Drift drift : drifts) {
            out.writeInt(drift.cell());
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
            flagged[cell] = in.readBoolean();
        }
        List<Drift> read = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            read.add(new Drift(in.readInt(), in.readDouble(), in.readDouble()));
        }
        drifts = List.copyOf(read);
    }
}
