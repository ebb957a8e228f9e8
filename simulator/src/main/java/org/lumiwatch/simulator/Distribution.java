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
    private static final double COMMON_MODE = 0.01;
    /** Relative change of the location with each lumisection of wear: charge trapped in damaged silicon, 4 % a year, chosen. */
    private static final double TRAPPING = -1.6e-7;

    private final long seed;
    private final ElementName name;
    private final Axis axis;
    private final Density density;
    private final Yield yield;
    private final DetectorOptions options;
    private final Distortion distortion;

    /**
     * How much enters and where it lies.
     *
     * @param perEvent entries per event at pileup 50
     * @param pileupPower 1 for entries in proportion to pileup, 0 for one an event
     * @param location of the density at pileup 50, in units of the axis
     * @param drift relative change of location and width per unit of pileup
     * @param width of the density, in units of the axis
     * @param fano factor of a bin
     */
    record Yield(double perEvent, double pileupPower, double location, double drift, double width, double fano) {}

    private Distribution(
            long seed,
            ElementName name,
            Axis axis,
            Density density,
            Yield yield,
            DetectorOptions options,
            Distortion distortion) {
        this.seed = seed;
        this.name = name;
        this.axis = axis;
        this.density = density;
        this.yield = yield;
        this.options = options;
        this.distortion = distortion;
    }

    static Distribution pixelCharge(long seed, DetectorOptions options) {
        return new Distribution(
                seed,
                new ElementName("PixelPhase1/Tracks/PXBarrel/charge_PXLayer_1"),
                Axis.regular(100, 0, 80000),
                Density.LANDAU,
                new Yield(12, 1, 19000, -0.0006, 2600, 2),
                options,
                Distortion.NONE);
    }

    static Distribution stripSignalToNoise(long seed, DetectorOptions options) {
        return new Distribution(
                seed,
                new ElementName("SiStrip/MechanicalView/TIB/layer_1/Summary_ClusterStoNCorr__OnTrack__TIB__layer__1"),
                Axis.regular(100, 0, 100),
                Density.LANDAU,
                new Yield(9, 1, 23, -0.0003, 2.6, 2),
                options,
                Distortion.NONE);
    }

    /** Charge of on-track clusters in the first strip layer, in ADC counts. */
    static Distribution stripCharge(long seed, DetectorOptions options) {
        return new Distribution(
                seed,
                new ElementName("SiStrip/MechanicalView/TIB/layer_1/Summary_ClusterCharge__OnTrack__TIB__layer__1"),
                Axis.regular(200, 0, 800),
                Density.LANDAU,
                new Yield(9, 1, 290, -0.0004, 35, 2.5),
                options,
                Distortion.NONE);
    }

    /** Clusters per event in the first strip layer: one entry an event, at a place in proportion to pileup. */
    static Distribution stripClusters(long seed, DetectorOptions options) {
        return new Distribution(
                seed,
                new ElementName("SiStrip/MechanicalView/TIB/layer_1/NumberOfClusters__TIB__layer__1"),
                Axis.regular(80, 0, 4000),
                Density.MULTIPLICITY,
                new Yield(1, 0, 1000, 0.02, 250, 1.5),
                options,
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
    public boolean live(Era era, int cell) {
        return true;
    }

    @Override
    public String knownDefects(Era era) {
        return "";
    }

    @Override
    public Distribution distorted(Distortion change) {
        return new Distribution(seed, name, axis, density, yield, options, distortion.plus(change));
    }

    @Override
    public Cells draw(Moment moment) {
        Chance chance = Chance.of(seed, name.path(), moment.index());
        double[] shares = shares(moment);
        double entries = entries(moment);
        Cells cells = new Cells(axis.bins(), Double.POSITIVE_INFINITY);
        double within = 0;
        for (int bin = 0; bin < shares.length; bin++) {
            within += shares[bin];
            cells.rates[bin] = chance.gamma(entries * shares[bin] / (yield.fano - 1)) * (yield.fano - 1);
            cells.counts[bin] = chance.poisson(cells.rates[bin]);
        }
        cells.overflow = chance.poisson(Math.max(0, entries * (1 - within)));
        return cells;
    }

    @Override
    public Latent latent(Moment moment) {
        double entries = entries(moment);
        double[] means = shares(moment);
        for (int bin = 0; bin < means.length; bin++) {
            means[bin] *= entries;
        }
        return new Latent(
                geometry(), means, Integer.MAX_VALUE, (bin, other) -> bin == other ? (yield.fano - 1) * means[bin] : 0);
    }

    private double entries(Moment moment) {
        if (moment.pileup() <= 0) {
            return 0;
        }
        double common = 1
                + COMMON_MODE
                        * options.commonMode()
                        * Chance.of(seed, name.path() + "/common", moment.index())
                                .normal();
        return yield.perEvent
                * options.events(moment)
                * busier(moment.era())
                * StrictMath.pow(moment.pileup() / 50, yield.pileupPower)
                * common;
    }

    /** Entries grow from era to era where they are clusters, not where they are events. */
    private double busier(Era era) {
        return StrictMath.pow(era.rate() / Era.Y2022.rate(), yield.pileupPower);
    }

    /** Share of each bin, by Simpson's rule; what lies outside is counted as overflow, since every density here ends in a tail. */
    private double[] shares(Moment moment) {
        double worn = Math.max(0.1, 1 + TRAPPING * options.ageing() * moment.wear());
        double change = Math.max(0.01, 1 + yield.drift * (moment.pileup() - 50)) * worn;
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
