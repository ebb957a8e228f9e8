package org.lumiwatch.simulator;

import java.util.List;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.simulator.chance.Chance;

/**
 * Digi occupancy of one HCAL depth, 84 ieta (x) × 72 iphi (y): in how many of the events a channel was over threshold.
 *
 * <p>Exactly binomial in every channel; p = 1 − exp(−λ) with λ growing linearly with pileup above a part that is noise, so that
 * it saturates. In depths 1 and 2 neighbours fluctuate together a little (correlation about .06), as measured.
 */
final class HcalDepthMap implements ElementGenerator {
    static final int NX = 84;
    static final int NY = 72;
    private static final double REFERENCE_PILEUP = 45;
    private static final double NOISE_SHARE = 0.1;
    private static final double COMMON_MODE = 0.002;
    private static final double AGEING = 2e-6;
    private static final double DEAD = 0.0036;
    /** Chance that a channel follows its block; gives the correlation between neighbours. */
    private static final double FOLLOWING = 0.575;

    private static final int BLOCK = 3;

    private static final List<Axis> AXES = List.of(Axis.regular(NX, -42, 42), Axis.regular(NY, 0.5, 72.5));

    private final long seed;
    private final int depth;
    private final ElementName name;
    private final Geometry geometry;
    private final double[] lambda = new double[NX * NY];
    private final double[] fading = new double[NX * NY];
    private final boolean[] always = new boolean[NX * NY];
    private final int dead;

    HcalDepthMap(long seed, int depth) {
        if (depth < 1 || depth > 4) {
            throw new IllegalArgumentException("HCAL depth: %d (expected: 1 to 4)".formatted(depth));
        }
        this.seed = seed;
        this.depth = depth;
        this.name = new ElementName("Hcal/DigiTask/Occupancy/depth/depth" + depth);
        this.geometry = Geometries.builtIn().bind(name, Histogram.empty(AXES));
        Chance chance = Chance.of(seed, name.path() + "/static");
        int deadChannels = 0;
        for (int cell = 0; cell < lambda.length; cell++) {
            double u = chance.nextDouble();
            double spread = within(cell, chance.nextDouble(), chance.normal());
            double scatter = chance.normal();
            if (!HcalProbabilities.exists(depth, ring(cell), cell / NX)) {
                continue;
            }
            if (u < DEAD) {
                deadChannels++;
                continue;
            }
            double median = HcalProbabilities.median(depth, ring(cell));
            always[cell] = median == 1;
            lambda[cell] = median == 1
                    ? 1
                    : -StrictMath.log1p(-median) * StrictMath.exp(HcalProbabilities.spread(depth, ring(cell)) * spread);
            fading[cell] = Math.max(0, AGEING * (1 + 0.15 * scatter));
        }
        this.dead = deadChannels;
    }

    /** Place of a channel within its ring, in standard deviations: the barrel's are spread evenly, the endcap's normally. */
    private static double within(int cell, double even, double normal) {
        return ring(cell) <= 16 ? Math.sqrt(12) * (even - 0.5) : normal;
    }

    /** Distance from the middle in x, from 1. */
    private static int ring(int cell) {
        int x = cell % NX;
        return x < NX / 2 ? NX / 2 - x : x - NX / 2 + 1;
    }

    @Override
    public ElementName name() {
        return name;
    }

    @Override
    public Geometry geometry() {
        return geometry;
    }

    @Override
    public List<Axis> axes() {
        return AXES;
    }

    @Override
    public boolean live(int cell) {
        return lambda[cell] > 0;
    }

    @Override
    public String knownDefects() {
        return "%d channels dead".formatted(dead);
    }

    /** Share of events in which a channel is over threshold. */
    double probability(int cell, double pileup, double common, int index) {
        double growth = NOISE_SHARE + (1 - NOISE_SHARE) * pileup / REFERENCE_PILEUP;
        if (always[cell] && pileup > 0) {
            return 1;
        }
        return -StrictMath.expm1(-lambda[cell] * growth * common * Math.max(0, 1 - fading[cell] * index));
    }

    @Override
    public Cells draw(Moment moment) {
        Chance chance = Chance.of(seed, name.path(), moment.index());
        double common = common(moment);
        int events = moment.events();
        boolean[] up = blocks(chance);
        int shiftX = chance.nextInt(BLOCK);
        int shiftY = chance.nextInt(BLOCK);
        Cells cells = new Cells(NX * NY, events);
        for (int cell = 0; cell < lambda.length; cell++) {
            if (lambda[cell] == 0) {
                continue;
            }
            double p = probability(cell, moment.pileup(), common, moment.index());
            int count = chance.binomial(events, p);
            if (depth <= 2 && p < 1 && chance.nextDouble() < FOLLOWING) {
                // the larger or the smaller of two draws, each as often, is again binomial: only neighbours now agree
                int second = chance.binomial(events, p);
                int block = (cell % NX + shiftX) / BLOCK + (cell / NX + shiftY) / BLOCK * (NX / BLOCK + 1);
                count = up[block] ? Math.max(count, second) : Math.min(count, second);
            }
            cells.counts[cell] = count;
            cells.rates[cell] = events * p;
        }
        return cells;
    }

    @Override
    public Latent latent(Moment moment) {
        double common = common(moment);
        int events = moment.events();
        double[] means = new double[NX * NY];
        for (int cell = 0; cell < means.length; cell++) {
            means[cell] = lambda[cell] == 0 ? 0 : events * probability(cell, moment.pileup(), common, moment.index());
        }
        return new Latent(geometry, means, events, (cell, other) -> {
            if (cell == other) {
                return -means[cell] * means[cell] / events;
            }
            return depth <= 2
                    ? agreement(cell, other) * deviation(means[cell], events) * deviation(means[other], events)
                    : 0;
        });
    }

    /** Standard deviation of a binomial count. */
    private static double deviation(double mean, int events) {
        return Math.sqrt(Math.max(0, mean * (1 - mean / events)));
    }

    /**
     * Correlation of two channels: both follow, are in one block, and the larger of two draws is 1/√π standard deviations above
     * the mean (exact for normal draws).
     */
    private static double agreement(int cell, int other) {
        double alongX = Math.max(0, 1 - Math.abs(cell % NX - other % NX) / (double) BLOCK);
        double alongY = Math.max(0, 1 - Math.abs(cell / NX - other / NX) / (double) BLOCK);
        return FOLLOWING * FOLLOWING * alongX * alongY / Math.PI;
    }

    private double common(Moment moment) {
        return 1 + COMMON_MODE * Chance.of(seed, "Hcal/common", moment.index()).normal();
    }

    private static boolean[] blocks(Chance chance) {
        boolean[] up = new boolean[(NX / BLOCK + 1) * (NY / BLOCK + 1)];
        for (int i = 0; i < up.length; i++) {
            up[i] = chance.nextBoolean();
        }
        return up;
    }
}
