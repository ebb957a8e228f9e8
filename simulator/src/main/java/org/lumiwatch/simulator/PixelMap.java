package org.lumiwatch.simulator;

import java.util.List;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.simulator.Responses.Recipe;
import org.lumiwatch.simulator.chance.Chance;

/**
 * Digi occupancy of a pixel barrel layer: clusters are Poisson in proportion to pileup, of one digi and Poisson(2) more, a fifth of
 * which spill into the cells beside. Fano factor 2.9, correlation over one cell only: .12 along the beam by chips, .06 in both
 * directions by bins. Ageing, chosen: 5 % a year of 247,000 lumisections, 8 % at the ends.
 */
final class PixelMap implements ElementGenerator {
    private static final double SIZE = 3;
    private static final double COMMON_MODE = 0.01;
    private static final Recipe RECIPE = new Recipe(0.05, 0.007, 0, 2e-7, 3.2e-7);

    private final long seed;
    private final PixelLayout layout;
    private final DetectorOptions options;
    private final Geometry geometry;
    private final boolean[] built;
    /** Relative hits of cells that are dead. */
    private final double[] shape;

    private final Responses responses;

    PixelMap(long seed, PixelLayout layout, DetectorOptions options) {
        this.seed = seed;
        this.layout = layout;
        this.options = options;
        this.geometry = layout.geometry();
        this.built = geometry.instrumented();
        Chance chance = Chance.of(seed, layout.name().path() + "/static");
        double[] ladders = new double[geometry.ny() / layout.groupHeight()];
        for (int i = 0; i < ladders.length; i++) {
            ladders[i] = 1 + 0.05 * options.spread() * chance.normal();
        }
        this.shape = new double[geometry.cells()];
        double[] base = new double[shape.length];
        double[] eta = new double[shape.length];
        for (int cell = 0; cell < shape.length; cell++) {
            double own = 1 + 0.05 * options.spread() * chance.normal();
            eta[cell] = (geometry.x(cell) - (geometry.nx() - 1) / 2.0) / (geometry.nx() / 2.0);
            if (built[cell]) {
                shape[cell] = 1 + 0.25 * eta[cell] * eta[cell];
                base[cell] = shape[cell] * ladders[geometry.y(cell) / layout.groupHeight()] * own;
            }
        }
        this.responses = new Responses(chance, base, eta, RECIPE.times(options));
    }

    @Override
    public ElementName name() {
        return layout.name();
    }

    @Override
    public Geometry geometry() {
        return geometry;
    }

    @Override
    public List<Axis> axes() {
        return layout.axes();
    }

    @Override
    public boolean live(Era era, int cell) {
        return responses.live(era, cell);
    }

    @Override
    public String knownDefects(Era era) {
        return responses.defects(era);
    }

    @Override
    public Cells draw(Moment moment) {
        Chance chance = Chance.of(seed, name().path(), moment.index());
        double[] clusters = expected(moment);
        for (int cell = 0; cell < clusters.length; cell++) {
            clusters[cell] = clusters[cell] > 0 ? chance.poisson(clusters[cell]) : 0;
        }
        Cells cells = new Cells(clusters.length, Double.POSITIVE_INFINITY);
        for (int cell = 0; cell < clusters.length; cell++) {
            if (live(moment.era(), cell)) {
                double more = more(clusters, cell);
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
            means[cell] = live(moment.era(), cell) ? clusters[cell] + more(clusters, cell) : 0;
        }
        return new Latent(
                geometry,
                means,
                Integer.MAX_VALUE,
                (cell, other) -> means[cell] == 0 || means[other] == 0 ? 0 : excess(clusters, cell, other));
    }

    /** Clusters expected in each cell. A dead one is hit like any other: its clusters still spill into its neighbours. */
    private double[] expected(Moment moment) {
        double common = 1
                + COMMON_MODE
                        * options.commonMode()
                        * Chance.of(seed, "PixelPhase1/common", moment.index()).normal();
        double middle = layout.rate()
                / SIZE
                * moment.era().rate()
                / Era.Y2022.rate()
                * moment.pileup()
                * options.events(moment)
                * common;
        double[] clusters = responses.at(moment);
        for (int cell = 0; cell < clusters.length; cell++) {
            clusters[cell] = middle * (clusters[cell] > 0 ? clusters[cell] : shape[cell]);
        }
        return clusters;
    }

    /** Digis beyond the first of each cluster. */
    private double more(double[] clusters, int cell) {
        double own = 1 - layout.spillX() - layout.spillY();
        double sum = own * clusters[cell];
        if (layout.spillX() > 0) {
            sum += layout.spillX() / 2 * (at(clusters, cell, -1, 0) + at(clusters, cell, 1, 0));
        }
        if (layout.spillY() > 0) {
            sum += layout.spillY() / 2 * (at(clusters, cell, 0, -1) + at(clusters, cell, 0, 1));
        }
        return (SIZE - 1) * sum;
    }

    private double at(double[] clusters, int cell, int dx, int dy) {
        int neighbour = geometry.neighbour(cell, dx, dy);
        return neighbour < 0 ? 0 : clusters[neighbour];
    }

    /** Both cells count digis of the clusters in and between them; less the first digis, which are one a cluster. */
    private double excess(double[] clusters, int cell, int other) {
        double sum = cell == other ? -clusters[cell] : 0;
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                int hit = geometry.neighbour(cell, dx, dy);
                if (hit >= 0 && digis(dx, dy) > 0) {
                    sum += digis(dx, dy) * digisSeen(hit, other) * clusters[hit];
                }
            }
        }
        return sum;
    }

    /** Mean digis of one cluster of cell {@code hit} in cell {@code seen}. */
    private double digisSeen(int hit, int seen) {
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                if (geometry.neighbour(hit, dx, dy) == seen) {
                    return digis(dx, dy);
                }
            }
        }
        return 0;
    }

    /** Mean digis of one cluster in a cell that far from its own. */
    private double digis(int dx, int dy) {
        if (dx == 0 && dy == 0) {
            return 1 + (SIZE - 1) * (1 - layout.spillX() - layout.spillY());
        }
        if (dx != 0 && dy != 0) {
            return 0;
        }
        return (SIZE - 1) / 2 * (dx != 0 ? layout.spillX() : layout.spillY());
    }
}
