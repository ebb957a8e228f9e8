package org.lumiwatch.simulator;

import java.util.List;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.simulator.chance.Chance;

/**
 * A distribution with over-dispersed bins and flow bins: entries in proportion to events and a power of pileup, spread over a
 * density whose location follows pileup weakly.
 */
final class Distribution implements ElementGenerator {
    /** Fano factor of a bin. */
    private static final double FANO = 2;

    private static final double COMMON_MODE = 0.01;

    private final long seed;
    private final ElementName name;
    private final Axis axis;
    private final Density density;
    private final Yield yield;
    private final Distortion distortion;

    /**
     * How much enters and where it lies.
     *
     * @param perEvent entries per event at pileup 50
     * @param pileupPower 1 for entries in proportion to pileup, 0 for one an event
     * @param location of the density at pileup 50, in units of the axis
     * @param drift relative change of location and width per unit of pileup
     * @param width of the density, in units of the axis
     */
    record Yield(double perEvent, double pileupPower, double location, double drift, double width) {}

    private Distribution(long seed, ElementName name, Axis axis, Density density, Yield yield, Distortion distortion) {
        this.seed = seed;
        this.name = name;
        this.axis = axis;
        this.density = density;
        this.yield = yield;
        this.distortion = distortion;
    }

    static Distribution pixelCharge(long seed) {
        return new Distribution(
                seed,
                new ElementName("PixelPhase1/Tracks/PXBarrel/charge_PXLayer_1"),
                Axis.regular(100, 0, 80000),
                Density.LANDAU,
                new Yield(12, 1, 19000, -0.0006, 2600),
                Distortion.NONE);
    }

    static Distribution stripSignalToNoise(long seed) {
        return new Distribution(
                seed,
                new ElementName("SiStrip/MechanicalView/TIB/layer_1/Summary_ClusterStoNCorr__OnTrack__TIB__layer__1"),
                Axis.regular(100, 0, 100),
                Density.LANDAU,
                new Yield(9, 1, 23, -0.0003, 2.6),
                Distortion.NONE);
    }

    @Override
    public ElementName name() {
        return name;
    }

    @Override
    public Geometry geometry() {
        return Geometry.line(axis.bins());
    }

    @Override
    public List<Axis> axes() {
        return List.of(axis);
    }

    @Override
    public boolean live(int cell) {
        return true;
    }

    @Override
    public String knownDefects() {
        return "";
    }

    @Override
    public Distribution distorted(Distortion change) {
        return new Distribution(seed, name, axis, density, yield, distortion.plus(change));
    }

    @Override
    public Cells draw(Moment moment) {
        Chance chance = Chance.of(seed, name.path(), moment.index());
        double[] shares = shares(moment.pileup());
        double entries = entries(moment);
        Cells cells = new Cells(axis.bins(), Double.POSITIVE_INFINITY);
        double within = 0;
        for (int bin = 0; bin < shares.length; bin++) {
            within += shares[bin];
            cells.rates[bin] = chance.gamma(entries * shares[bin] / (FANO - 1)) * (FANO - 1);
            cells.counts[bin] = chance.poisson(cells.rates[bin]);
        }
        cells.overflow = chance.poisson(Math.max(0, entries * (1 - within)));
        return cells;
    }

    @Override
    public Latent latent(Moment moment) {
        double entries = entries(moment);
        double[] means = shares(moment.pileup());
        for (int bin = 0; bin < means.length; bin++) {
            means[bin] *= entries;
        }
        return new Latent(
                geometry(), means, Integer.MAX_VALUE, (bin, other) -> bin == other ? (FANO - 1) * means[bin] : 0);
    }

    private double entries(Moment moment) {
        if (moment.pileup() <= 0) {
            return 0;
        }
        double common = 1
                + COMMON_MODE
                        * Chance.of(seed, name.path() + "/common", moment.index())
                                .normal();
        return yield.perEvent * moment.events() * StrictMath.pow(moment.pileup() / 50, yield.pileupPower) * common;
    }

    /** Share of each bin, by Simpson's rule; what lies outside is counted as overflow, since every density here ends in a tail. */
    private double[] shares(double pileup) {
        double change = 1 + yield.drift * (pileup - 50);
        double location = yield.location * change + distortion.shift();
        double width = yield.width * change * distortion.widening();
        double[] shares = new double[axis.bins()];
        double low = density.at((axis.low() - location) / width);
        for (int bin = 0; bin < shares.length; bin++) {
            double middle = density.at((axis.center(bin) - location) / width);
            double high = density.at((axis.edge(bin + 1) - location) / width);
            shares[bin] = (low + 4 * middle + high) / 6 * (axis.edge(bin + 1) - axis.edge(bin)) / width;
            low = high;
        }
        return shares;
    }
}
