package org.lumiwatch.simulator;

import java.util.ArrayList;
import java.util.List;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.CountLaw;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.Geometry.EtaAxis;
import org.lumiwatch.element.Geometry.Tower;
import org.lumiwatch.element.HardwareGroup;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.simulator.chance.Chance;

/**
 * Digi occupancy of a pixel barrel layer, one bin a readout chip: 72 along the beam (x, signed module coordinate, 8 a module) by 2
 * a ladder (y, signed ladder coordinate). Module 0 and ladder 0 do not exist.
 *
 * <p>Clusters are Poisson in proportion to pileup, of one digi and Poisson(2) more, a fifth of which spill into the chips beside:
 * Fano factor 2.95, correlation .12 along the beam.
 */
final class PixelLayer implements ElementGenerator {
    static final int NX = 72;
    private static final int MODULE_WIDTH = 8;
    private static final double SIZE = 3;
    private static final double SPILL = 0.2;
    private static final double COMMON_MODE = 0.01;
    private static final List<Integer> LADDERS = List.of(6, 14, 22, 32);
    /** Digis per chip, event and interaction in the middle of each layer. */
    private static final List<Double> RATES = List.of(0.0016, 0.0009, 0.0006, 0.00045);

    private final long seed;
    private final int layer;
    private final int ny;
    private final ElementName name;
    private final Geometry geometry;
    private final List<Axis> axes;
    private final double[] gain;
    private final int dead;

    PixelLayer(long seed, int layer) {
        if (layer < 1 || layer > LADDERS.size()) {
            throw new IllegalArgumentException("pixel layer: %d (expected: 1 to 4)".formatted(layer));
        }
        this.seed = seed;
        this.layer = layer;
        this.ny = 2 * (2 * LADDERS.get(layer - 1) + 1);
        this.name = new ElementName("PixelPhase1/Phase1_MechanicalView/PXBarrel/"
                + "digi_occupancy_per_SignedModuleCoord_per_SignedLadderCoord_PXLayer_" + layer);
        double halfWidth = LADDERS.get(layer - 1) + 0.5;
        this.axes = List.of(Axis.regular(NX, -4.5, 4.5), Axis.regular(ny, -halfWidth, halfWidth));
        this.geometry = geometry(layer, ny);
        this.gain = new double[NX * ny];
        Chance chance = Chance.of(seed, name.path() + "/static");
        double[] ladders = new double[ny / 2];
        for (int i = 0; i < ladders.length; i++) {
            ladders[i] = 1 + 0.05 * chance.normal();
        }
        int deadChips = 0;
        for (int cell = 0; cell < gain.length; cell++) {
            double spread = 1 + 0.05 * chance.normal();
            double u = chance.nextDouble();
            int x = cell % NX;
            int y = cell / NX;
            if (absent(x, y)) {
                continue;
            }
            double z = (x - (NX - 1) / 2.0) / (NX / 2.0);
            gain[cell] = u < 0.007 ? 0 : (1 + 0.25 * z * z) * ladders[y / 2] * spread;
            deadChips += u < 0.007 ? 1 : 0;
        }
        this.dead = deadChips;
    }

    private boolean absent(int x, int y) {
        return x / MODULE_WIDTH == 4 || y / 2 == LADDERS.get(layer - 1);
    }

    @Override
    public ElementName name() {
        return name;
    }

    @Override
    public Geometry geometry() {
        return geometry;
    }

    private static Geometry geometry(int layer, int ny) {
        int ladders = LADDERS.get(layer - 1);
        List<HardwareGroup> modules = new ArrayList<>();
        for (int ladder = -ladders; ladder <= ladders; ladder++) {
            for (int module = -4; module <= 4; module++) {
                if (ladder != 0 && module != 0) {
                    int x = (module + 4) * MODULE_WIDTH;
                    int y = (ladder + ladders) * 2;
                    modules.add(new HardwareGroup(
                            "BPix_L%d_LAD%+03d_MOD%+d".formatted(layer, ladder, module),
                            List.of(Box.of(x, y, x + MODULE_WIDTH - 1, y + 1))));
                }
            }
        }
        return new Geometry(
                "pixel barrel layer " + layer,
                NX,
                ny,
                1,
                CountLaw.CLUSTERED,
                EtaAxis.X,
                false,
                false,
                new Tower(1, 1),
                modules,
                List.of(
                        Box.of(4 * MODULE_WIDTH, 0, 5 * MODULE_WIDTH - 1, ny - 1),
                        Box.of(0, 2 * ladders, NX - 1, 2 * ladders + 1)),
                true);
    }

    @Override
    public List<Axis> axes() {
        return axes;
    }

    @Override
    public boolean live(int cell) {
        return gain[cell] > 0;
    }

    @Override
    public String knownDefects() {
        return "%d readout chips dead".formatted(dead);
    }

    @Override
    public Cells draw(Moment moment) {
        Chance chance = Chance.of(seed, name.path(), moment.index());
        double[] clusters = expected(moment);
        for (int cell = 0; cell < clusters.length; cell++) {
            clusters[cell] = chance.poisson(clusters[cell]);
        }
        Cells cells = new Cells(NX * ny, Double.POSITIVE_INFINITY);
        for (int cell = 0; cell < clusters.length; cell++) {
            double more = more(clusters, cell);
            if (gain[cell] > 0) {
                cells.rates[cell] = clusters[cell] + more;
                cells.counts[cell] = clusters[cell] + chance.poisson(more);
            }
        }
        return cells;
    }

    @Override
    public Latent latent(Moment moment) {
        double[] clusters = expected(moment);
        double[] means = new double[clusters.length];
        for (int cell = 0; cell < means.length; cell++) {
            means[cell] = gain[cell] > 0 ? clusters[cell] + more(clusters, cell) : 0;
        }
        return new Latent(geometry, means, Integer.MAX_VALUE, (cell, other) -> excess(clusters, cell, other));
    }

    /** Both cells count digis of the clusters between them; less the seed digis, which are one a cluster. */
    private double excess(double[] clusters, int cell, int other) {
        if (gain[cell] == 0 || gain[other] == 0 || cell / NX != other / NX) {
            return 0;
        }
        double sum = cell == other ? -clusters[cell] : 0;
        for (int x = Math.max(0, cell % NX - 1); x <= Math.min(NX - 1, cell % NX + 1); x++) {
            sum += digis(x - cell % NX) * digis(x - other % NX) * clusters[cell / NX * NX + x];
        }
        return sum;
    }

    /** Mean digis of one cluster in the chip that far from its own. */
    private static double digis(int dx) {
        if (dx == 0) {
            return 1 + (SIZE - 1) * (1 - SPILL);
        }
        return Math.abs(dx) == 1 ? (SIZE - 1) * SPILL / 2 : 0;
    }

    /** Digis beyond the first of each cluster. */
    private static double more(double[] clusters, int cell) {
        int x = cell % NX;
        double spilled = (x > 0 ? clusters[cell - 1] : 0) + (x < NX - 1 ? clusters[cell + 1] : 0);
        return (SIZE - 1) * ((1 - SPILL) * clusters[cell] + SPILL / 2 * spilled);
    }

    /** Clusters expected in each chip. */
    private double[] expected(Moment moment) {
        double common = 1
                + COMMON_MODE
                        * Chance.of(seed, "PixelPhase1/common", moment.index()).normal();
        double middle = RATES.get(layer - 1) * moment.pileup() * moment.events() * common;
        double[] clusters = new double[NX * ny];
        for (int cell = 0; cell < clusters.length; cell++) {
            clusters[cell] = absent(cell % NX, cell / NX) ? 0 : middle * shape(cell) / SIZE;
        }
        return clusters;
    }

    /** A dead chip is hit like any other: its clusters still spill into its neighbours. */
    private double shape(int cell) {
        return gain[cell] > 0 ? gain[cell] : 1;
    }
}
