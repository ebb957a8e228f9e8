package org.lumiwatch.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.simulator.Responses.Recipe;
import org.lumiwatch.simulator.chance.Chance;

/**
 * Digi occupancy of HCAL channels: in how many of the events a channel was over threshold. Made by {@link #depth}, {@link #endcap} and
 * {@link #barrel}.
 *
 * <p>Exactly binomial in every channel; p = 1 − exp(−λ) with λ growing linearly with pileup above a part that is noise, so that
 * it saturates. In depths 1 and 2 neighbours fluctuate together a little (correlation about .06), as measured. Ageing, chosen: λ
 * falls by 10 % a year of 247,000 lumisections in the middle and by 30 % at the highest |eta|.
 */
final class HcalMap implements ElementGenerator {
    private static final double REFERENCE_PILEUP = 45;
    private static final double NOISE_SHARE = 0.1;
    private static final double COMMON_MODE = 0.002;
    private static final Recipe RECIPE = new Recipe(0.05, 0.0036, 0, 4e-7, 1.7e-6);
    /** Chance that a channel follows its block; gives the correlation between neighbours. */
    private static final double FOLLOWING = 0.575;

    private static final int BLOCK = 3;
    private static final int LAST_CORRELATED_DEPTH = 2;

    private final long seed;
    private final ElementName name;
    private final HcalForm form;
    private final int firstDepth;
    private final DetectorOptions options;
    private final Geometry geometry;
    /** λ at the reference pileup; infinite where every event is over threshold. */
    private final Responses lambdas;

    private HcalMap(long seed, ElementName name, HcalForm form, int firstDepth, DetectorOptions options) {
        this(seed, name, form, firstDepth, options, null);
    }

    /** @param recorded share of events in which each channel is over threshold at the reference pileup; null for medians and their spread */
    private HcalMap(
            long seed,
            ElementName name,
            HcalForm form,
            int firstDepth,
            DetectorOptions options,
            double @Nullable [] recorded) {
        this.seed = seed;
        this.name = name;
        this.form = form;
        this.firstDepth = firstDepth;
        this.options = options;
        this.geometry = Geometries.builtIn().bind(name, Histogram.empty(form.axes()));
        Chance chance = Chance.of(seed, name.path() + "/static");
        double[] base = new double[geometry.cells()];
        double[] eta = new double[geometry.cells()];
        for (int cell = 0; cell < base.length; cell++) {
            eta[cell] = (double) form.ieta(geometry.x(cell), geometry.y(cell)) / HcalProbabilities.RINGS;
            base[cell] = recorded == null ? drawn(cell, chance) : HcalProbabilities.lambda(recorded[cell]);
        }
        this.lambdas = new Responses(chance, base, eta, RECIPE.times(options));
    }

    /** λ of a channel about the median of its ring. */
    private double drawn(int cell, Chance chance) {
        double even = chance.nextDouble();
        double normal = chance.normal();
        int ring = Math.abs(form.ieta(geometry.x(cell), geometry.y(cell)));
        int depth = depth(cell);
        double median = form.median(depth, ring);
        if (median <= 0 || !HcalProbabilities.exists(ring, form.iphi(geometry.x(cell), geometry.y(cell)))) {
            return 0;
        }
        double place = ring <= HcalProbabilities.LAST_BARREL_RING ? Math.sqrt(12) * (even - 0.5) : normal;
        double spread = options.spread() * HcalProbabilities.spread(depth, ring);
        return HcalProbabilities.lambda(median) * StrictMath.exp(spread * place);
    }

    /** One depth as it was recorded: {@code shares} of the events in which each of 84 × 72 channels was over threshold. */
    static HcalMap recorded(long seed, double[] shares, DetectorOptions options) {
        ElementName name = new ElementName("Hcal/DigiTask/Occupancy/depth/depth1");
        if (shares.length != HcalForm.DEPTH_MAP.nx * HcalForm.DEPTH_MAP.ny) {
            throw new IllegalArgumentException("recorded map: %d channels (expected: %d × %d)"
                    .formatted(shares.length, HcalForm.DEPTH_MAP.nx, HcalForm.DEPTH_MAP.ny));
        }
        return new HcalMap(seed, name, HcalForm.DEPTH_MAP, 1, options, shares);
    }

    /** 84 ieta (x) × 72 iphi (y) of one depth, 1 to 4; beyond ring 29 the forward calorimeter, over threshold in every event. */
    static HcalMap depth(long seed, int depth, DetectorOptions options) {
        if (depth < 1 || depth > 4) {
            throw new IllegalArgumentException("HCAL depth: %d (expected: 1 to 4)".formatted(depth));
        }
        ElementName name = new ElementName("Hcal/DigiTask/Occupancy/depth/depth" + depth);
        return new HcalMap(seed, name, HcalForm.DEPTH_MAP, depth, options);
    }

    /** 72 iphi (x) × 64 ieta (y) × 7 depths. */
    static HcalMap endcap(long seed, DetectorOptions options) {
        return new HcalMap(seed, new ElementName("Hcal/DigiTask/Occupancy/HE"), HcalForm.ENDCAP, 1, options);
    }

    /** 72 iphi (x) × 64 ieta (y) × 4 depths. */
    static HcalMap barrel(long seed, DetectorOptions options) {
        return new HcalMap(seed, new ElementName("Hcal/DigiTask/Occupancy/HB"), HcalForm.BARREL, 1, options);
    }

    private int depth(int cell) {
        return firstDepth + geometry.z(cell);
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
        return form.axes();
    }

    @Override
    public boolean live(Era era, int cell) {
        return lambdas.live(era, cell);
    }

    @Override
    public String knownDefects(Era era) {
        return lambdas.defects(era);
    }

    /** Share of events in which each channel is over threshold. */
    double[] probabilities(Moment moment) {
        double common = 1
                + COMMON_MODE
                        * options.commonMode()
                        * Chance.of(seed, "Hcal/common", moment.index()).normal();
        double growth =
                moment.era().rate() * common * (NOISE_SHARE + (1 - NOISE_SHARE) * moment.pileup() / REFERENCE_PILEUP);
        double[] p = lambdas.at(moment);
        for (int cell = 0; cell < p.length; cell++) {
            if (p[cell] == Double.POSITIVE_INFINITY) {
                p[cell] = moment.pileup() > 0 ? 1 : NOISE_SHARE;
            } else if (p[cell] > 0) {
                p[cell] = -StrictMath.expm1(-p[cell] * growth);
            }
        }
        return p;
    }

    @Override
    public Cells draw(Moment moment) {
        Chance chance = Chance.of(seed, name.path(), moment.index());
        int events = options.events(moment);
        boolean[] up = new boolean[geometry.nz() * blocks()];
        for (int i = 0; i < up.length; i++) {
            up[i] = chance.nextBoolean();
        }
        int shiftX = chance.nextInt(BLOCK);
        int shiftY = chance.nextInt(BLOCK);
        double[] p = probabilities(moment);
        Cells cells = new Cells(p.length, events);
        for (int cell = 0; cell < p.length; cell++) {
            if (p[cell] == 0) {
                continue;
            }
            int count = chance.binomial(events, p[cell]);
            if (depth(cell) <= LAST_CORRELATED_DEPTH && p[cell] < 1 && chance.nextDouble() < FOLLOWING) {
                // the larger or the smaller of two draws, each as often, is again binomial: only neighbours now agree
                int second = chance.binomial(events, p[cell]);
                int block = block(geometry.x(cell) + shiftX, geometry.y(cell) + shiftY) + geometry.z(cell) * blocks();
                count = up[block] ? Math.max(count, second) : Math.min(count, second);
            }
            cells.counts[cell] = count;
            cells.rates[cell] = events * p[cell];
        }
        return cells;
    }

    private int blocks() {
        return block(geometry.nx() + 1, geometry.ny() + 1) + 1;
    }

    /** Number of a block within its layer, of a place shifted by up to 2. */
    private int block(int x, int y) {
        return x / BLOCK + y / BLOCK * (geometry.nx() / BLOCK + 2);
    }

    @Override
    public Latent latent(Moment moment) {
        int events = options.events(moment);
        double[] p = probabilities(moment);
        double[] means = new double[p.length];
        for (int cell = 0; cell < p.length; cell++) {
            means[cell] = events * p[cell];
        }
        return new Latent(
                geometry,
                means,
                events,
                (cell, other) -> cell == other
                        ? -means[cell] * p[cell]
                        : agreement(cell, other)
                                * Math.sqrt(means[cell] * (1 - p[cell]) * means[other] * (1 - p[other])));
    }

    /**
     * Correlation of two channels: both follow, are in one block, and the larger of two draws is 1/√π standard deviations above
     * the mean (exact for normal draws).
     */
    private double agreement(int cell, int other) {
        if (depth(cell) > LAST_CORRELATED_DEPTH || geometry.z(cell) != geometry.z(other)) {
            return 0;
        }
        double alongX = Math.max(0, 1 - Math.abs(geometry.x(cell) - geometry.x(other)) / (double) BLOCK);
        double alongY = Math.max(0, 1 - Math.abs(geometry.y(cell) - geometry.y(other)) / (double) BLOCK);
        return FOLLOWING * FOLLOWING * alongX * alongY / Math.PI;
    }
}
