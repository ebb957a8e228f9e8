package org.lumiwatch.simulator;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.simulator.chance.Chance;

/**
 * Digi occupancy of a part of ECAL: digis per 500 events are linear in pileup with a large intercept, clustered as in {@link
 * ClusterField}, seen with the response of each cell, with a common mode of 1 % per lumisection and noise that rises with wear.
 */
final class EcalMap implements ElementGenerator {
    private static final double COMMON_MODE = 0.01;

    private final long seed;
    private final EcalPart part;
    private final DetectorOptions options;
    private final ClusterField clusters;
    private final Responses responses;
    /** Per event in each cell of map and halo: at pileup 0, and more per unit of pileup. */
    private final Map<Era, double[]> intercepts = new EnumMap<>(Era.class);

    private final Map<Era, double[]> slopes = new EnumMap<>(Era.class);

    EcalMap(long seed, EcalPart part, DetectorOptions options) {
        this.seed = seed;
        this.part = part;
        this.options = options;
        this.clusters = part.clusters(options.clustering());
        Chance chance = Chance.of(seed, part.name().path() + "/static");
        double[] base = part.base(chance, options.spread());
        double[] eta = new double[base.length];
        for (int cell = 0; cell < eta.length; cell++) {
            eta[cell] = part.eta(part.geometry().x(cell), part.geometry().y(cell));
        }
        this.responses = new Responses(chance, base, eta, part.recipe().times(options));
        for (Era era : Era.values()) {
            expect(era, base);
        }
    }

    /** The measured profile holds the lean of a typical pileup, at which it is half of what it adds to the slope. */
    private void expect(Era era, double[] base) {
        double sum = 0;
        for (int cell = 0; cell < base.length; cell++) {
            sum += base[cell] > 0
                    ? flat(era, part.geometry().x(cell), part.geometry().y(cell))
                    : 0;
        }
        EcalPart.Line line = part.digis(era);
        double[] intercept = new double[clusters.padded()];
        double[] slope = new double[clusters.padded()];
        for (int i = 0; i < slope.length; i++) {
            int x = clusters.x(i);
            int y = clusters.y(i);
            double share = flat(era, x, y) / sum / 500;
            intercept[i] = line.intercept() * share;
            slope[i] = line.perPileup() * share * (1 + part.lean(x, y));
        }
        intercepts.put(era, intercept);
        slopes.put(era, slope);
    }

    private double flat(Era era, int x, int y) {
        return part.profile(era, x, y) / (1 + part.lean(x, y) / 2);
    }

    @Override
    public ElementName name() {
        return part.name();
    }

    @Override
    public Geometry geometry() {
        return part.geometry();
    }

    @Override
    public List<Axis> axes() {
        return part.axes();
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
        double[] clustered = clusters.draw(means(moment), chance);
        double[] response = responses.at(moment);
        double[] noise = noise(moment);
        Cells cells = new Cells(response.length, Double.POSITIVE_INFINITY);
        for (int cell = 0; cell < response.length; cell++) {
            if (response[cell] > 0) {
                cells.rates[cell] = clustered[cell] * response[cell] + noise[cell];
                cells.counts[cell] = chance.poisson(cells.rates[cell]);
            }
        }
        return cells;
    }

    @Override
    public Latent latent(Moment moment) {
        double[] padded = means(moment);
        double[] response = responses.at(moment);
        double[] noise = noise(moment);
        double[] means = clusters.expected(padded);
        for (int cell = 0; cell < means.length; cell++) {
            means[cell] = response[cell] > 0 ? means[cell] * response[cell] + noise[cell] : 0;
        }
        return new Latent(
                geometry(),
                means,
                Integer.MAX_VALUE,
                (cell, other) -> response[cell] * response[other] * clusters.excess(padded, cell, other));
    }

    /** Digis that clusters leave in cells of response 1, on the map and its halo. */
    private double[] means(Moment moment) {
        double[] means = new double[clusters.padded()];
        if (moment.pileup() <= 0) {
            return means;
        }
        // barrel, or both endcaps
        String whole = name().path().substring(0, name().path().indexOf('/'));
        double common = 1
                + COMMON_MODE
                        * options.commonMode()
                        * Chance.of(seed, whole + "/common", moment.index()).normal();
        double[] intercept = of(intercepts, moment.era());
        double[] slope = of(slopes, moment.era());
        double exposure = options.events(moment) * common;
        for (int i = 0; i < means.length; i++) {
            means[i] = exposure * (intercept[i] + slope[i] * moment.pileup());
        }
        return means;
    }

    /** Digis of noise in each cell, beam or not. */
    private double[] noise(Moment moment) {
        double[] intercept = of(intercepts, moment.era());
        double wear = options.events(moment) * options.ageing() * moment.wear();
        double[] noise = new double[geometry().cells()];
        for (int cell = 0; cell < noise.length; cell++) {
            int x = geometry().x(cell);
            int y = geometry().y(cell);
            noise[cell] = wear * part.noise(x, y) * intercept[clusters.padded(x, y)];
        }
        return noise;
    }

    private static double[] of(Map<Era, double[]> maps, Era era) {
        double[] map = maps.get(era);
        if (map == null) {
            throw new IllegalStateException("era: %s (expected: one of %s)".formatted(era, maps.keySet()));
        }
        return map;
    }
}
