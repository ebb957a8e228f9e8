package org.lumiwatch.simulator;

import java.util.List;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.simulator.chance.Chance;

/**
 * Digi occupancy of the 72 iphi (x) × 34 ieta (y) towers of the ECAL barrel.
 *
 * <p>Digis per 500 events are linear in pileup with a large intercept (measured on public maps of 2018 and 2022), clustered as
 * in {@link ClusterField}, with static spreads per tower and supermodule, weak harmonics in phi, defects known from the start,
 * and a common mode of 1 % per lumisection.
 */
public final class EcalBarrel implements ElementGenerator {
    static final int NX = 72;
    static final int NY = 34;

    private static final ElementName NAME = new ElementName("EcalBarrel/EBOccupancyTask/EBOT digi occupancy");
    private static final List<Axis> AXES = List.of(Axis.regular(NX, 0, 360), Axis.regular(NY, -85, 85));
    private static final Geometry GEOMETRY = Geometries.builtIn().bind(NAME, Histogram.empty(AXES));

    private final long seed;
    private final Options options;
    private final double[] gain = new double[NX * NY];
    private final double[] fading = new double[NX * NY];
    private final double[] profile = new double[NY];
    private final int dead;
    private final int odd;
    private final ClusterField clusters = new ClusterField(NX, NY, true);

    /** Years with their digis per event and profile in eta. */
    public enum Era {
        /** Edges 1.31 of the mean, middle .80 to .84. */
        Y2018(8626, 354777, 0.82, 0.49, 4),
        /** Edges 1.56 of the mean, middle .66 (public map of run 357538). */
        Y2022(9087.29, 391988, 0.66, 0.9, 1.9);

        final double perPileup;
        final double intercept;
        final double middle;
        final double rise;
        final double power;

        Era(double perPileup, double intercept, double middle, double rise, double power) {
            this.perPileup = perPileup;
            this.intercept = intercept;
            this.middle = middle;
            this.rise = rise;
            this.power = power;
        }
    }

    /**
     * What can be chosen.
     *
     * @param everyNthEvent share of the events that this map looks at: 4 is every fourth
     * @param commonMode relative, per lumisection
     * @param ageing relative loss per lumisection in the middle; four times as much at the edges, 15 % scatter between towers
     */
    public record Options(Era era, int everyNthEvent, double commonMode, double ageing) {
        public Options {
            if (everyNthEvent < 1 || commonMode < 0 || ageing < 0) {
                throw new IllegalArgumentException(
                        "ECAL barrel: every %d events, common mode %s, ageing %s (expected: >= 1, 0, 0)"
                                .formatted(everyNthEvent, commonMode, ageing));
            }
        }

        public static Options defaults() {
            return new Options(Era.Y2022, 1, 0.01, 5e-7);
        }
    }

    EcalBarrel(long seed, Options options) {
        this.seed = seed;
        this.options = options;
        double sum = 0;
        for (int y = 0; y < NY; y++) {
            // the measured profile holds the lean of a typical pileup, which mean() adds again
            double measured =
                    options.era.middle + options.era.rise * StrictMath.pow(StrictMath.abs(eta(y)), options.era.power);
            profile[y] = measured / (1 + lean(y) / 2);
            sum += profile[y] / NY;
        }
        for (int y = 0; y < NY; y++) {
            profile[y] /= sum;
        }
        Chance chance = Chance.of(seed, NAME.path() + "/static");
        spread(chance);
        int[] defects = defects(chance);
        dead = defects[0];
        odd = defects[1];
    }

    /** −1 to 1 over the rows. */
    private static double eta(int y) {
        return (y - (NY - 1) / 2.0) / ((NY - 1) / 2.0);
    }

    /** How much more than elsewhere the digis of a row grow with pileup. */
    private static double lean(int y) {
        return 0.1 * (2 * eta(y) * eta(y) - 0.67);
    }

    private void spread(Chance chance) {
        double[] modules = new double[36];
        for (int i = 0; i < modules.length; i++) {
            modules[i] = 1 + 0.049 * chance.normal();
        }
        double[] amplitude = new double[3];
        double[] phase = new double[3];
        for (int n = 0; n < 3; n++) {
            amplitude[n] = 0.02 + 0.01 * chance.nextDouble();
            phase[n] = 2 * StrictMath.PI * chance.nextDouble();
        }
        for (int y = 0; y < NY; y++) {
            for (int x = 0; x < NX; x++) {
                double waves = 1;
                for (int n = 0; n < 3; n++) {
                    waves += amplitude[n] * StrictMath.cos((n + 1) * 2 * StrictMath.PI * x / NX + phase[n]);
                }
                int cell = y * NX + x;
                gain[cell] = waves * modules[x / 4 + (y < 17 ? 0 : 18)] * (1 + 0.05 * chance.normal());
                double loss = options.ageing * (1 + 3 * eta(y) * eta(y));
                fading[cell] = Math.max(0, loss * (1 + 0.15 * chance.normal()));
            }
        }
    }

    private int[] defects(Chance chance) {
        int[] found = new int[2];
        for (int cell = 0; cell < gain.length; cell++) {
            double u = chance.nextDouble();
            if (u < 0.005) {
                gain[cell] = 0;
                found[0]++;
            } else if (u < 0.007) {
                gain[cell] *= u < 0.006 ? 0.3 : 2.2;
                found[1]++;
            }
        }
        return found;
    }

    @Override
    public ElementName name() {
        return NAME;
    }

    @Override
    public Geometry geometry() {
        return GEOMETRY;
    }

    @Override
    public List<Axis> axes() {
        return AXES;
    }

    @Override
    public boolean live(int cell) {
        return gain[cell] > 0;
    }

    @Override
    public String knownDefects() {
        return "%d towers dead, %d at ×0.3 or ×2.2".formatted(dead, odd);
    }

    @Override
    public Cells draw(Moment moment) {
        Chance chance = Chance.of(seed, NAME.path(), moment.index());
        double[] clustered = clusters.draw(means(moment), chance);
        Cells cells = new Cells(NX * NY, Double.POSITIVE_INFINITY);
        for (int cell = 0; cell < gain.length; cell++) {
            double rate = clustered[cell] * efficiency(cell, moment);
            cells.rates[cell] = rate;
            cells.counts[cell] = chance.poisson(rate);
        }
        return cells;
    }

    @Override
    public Latent latent(Moment moment) {
        double[] padded = means(moment);
        double[] efficiency = new double[NX * NY];
        double[] means = clusters.expected(padded);
        for (int cell = 0; cell < gain.length; cell++) {
            efficiency[cell] = efficiency(cell, moment);
            means[cell] *= efficiency[cell];
        }
        return new Latent(
                GEOMETRY,
                means,
                Integer.MAX_VALUE,
                (cell, other) -> efficiency[cell] * efficiency[other] * clusters.excess(padded, cell, other));
    }

    private double efficiency(int cell, Moment moment) {
        return gain[cell] * Math.max(0, 1 - fading[cell] * moment.index());
    }

    /** Digis that clusters would leave in towers of efficiency 1, on the map and its halo. */
    private double[] means(Moment moment) {
        double common = 1
                + options.commonMode
                        * Chance.of(seed, NAME.path() + "/common", moment.index())
                                .normal();
        double[] means = new double[clusters.padded()];
        double mean = 0;
        for (int i = 0; i < means.length; i++) {
            if (clusters.x(i) == 0) {
                mean = common * mean(moment, Math.clamp(clusters.y(i), 0, NY - 1));
            }
            means[i] = mean;
        }
        return means;
    }

    /** Digis expected in a typical tower of a row. */
    private double mean(Moment moment, int y) {
        if (moment.pileup() <= 0) {
            return 0;
        }
        double digis = options.era.perPileup * moment.pileup() * (1 + lean(y)) + options.era.intercept;
        int events = moment.events() / options.everyNthEvent;
        return digis / (NX * NY) * events / 500.0 * profile[y];
    }
}
