package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.contender.Alarm;
import org.lumiwatch.bench.contender.Observed;
import org.lumiwatch.bench.contender.Watcher;
import org.lumiwatch.bench.stream.Placed;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.simulator.Latent;

/**
 * What an operator's plot shows of each fault while it lasts, integrated since the run began. The operator knows the fault's region and
 * the true expectation: nobody at a screen knows either as well. Mutable.
 */
final class OperatorView implements Watcher {
    private final IntFunction<Latent> truth;
    private final List<Region> regions = new ArrayList<>();
    private int run = -1;

    /** One fault's cells and their counts since the run began. */
    private static final class Region {
        final Placed fault;
        final List<Integer> cells = new ArrayList<>();
        /** Variance over mean of the region's sum. */
        final double fano;

        final List<Double> shown = new ArrayList<>();
        double observed;
        double expected;

        Region(Geometry geometry, Placed fault, Latent typical) {
            this.fault = fault;
            for (Box box : fault.boxes()) {
                for (int z = box.z0(); z <= box.z1(); z++) {
                    for (int y = box.y0(); y <= box.y1(); y++) {
                        for (int x = box.x0(); x <= box.x1(); x++) {
                            cells.add(geometry.cell(x, y, z));
                        }
                    }
                }
            }
            double mean = 0;
            double variance = 0;
            for (int cell : cells) {
                mean += typical.mean(cell);
                for (int other : cells) {
                    variance += typical.covarianceBetween(cell, other);
                }
            }
            fano = mean > 0 ? variance / mean : 1;
        }
    }

    /**
     * Of faults in a map.
     *
     * @param truth latent parameters by place in the stream
     * @param typical place of a lumisection from which covariances are taken
     */
    OperatorView(Geometry geometry, IntFunction<Latent> truth, int typical, List<Placed> faults) {
        this.truth = truth;
        Latent latent = truth.apply(typical);
        faults.forEach(fault -> regions.add(new Region(geometry, fault, latent)));
    }

    @Override
    public String name() {
        return "operator";
    }

    @Override
    public Role role() {
        return Role.BASELINE;
    }

    @Override
    public void train(List<Observed> history) {
        history.forEach(this::watch);
    }

    @Override
    public void settle(double falseIncidentsPerDay) {}

    /** Gives no alarms: {@link #shown} tells what there was to see. */
    @Override
    public List<Alarm> watch(Observed observed) {
        double[] counts = observed.counts();
        Latent latent = truth.apply(observed.index());
        boolean newRun = observed.element().at().run() != run;
        run = observed.element().at().run();
        for (Region region : regions) {
            if (newRun) {
                region.observed = 0;
                region.expected = 0;
            }
            for (int cell : region.cells) {
                region.observed += counts[cell];
                region.expected += latent.mean(cell);
            }
            if (observed.index() >= region.fault.first() && observed.index() <= region.fault.last()) {
                double deviation = Math.sqrt(region.expected * region.fano);
                region.shown.add(OperatorModel.shown(region.observed, region.expected, deviation));
            }
        }
        return List.of();
    }

    /** By fault, in their order: the relative difference that the plot shows after each lumisection that the fault lasts. */
    List<List<Double>> shown() {
        return regions.stream().map(region -> List.copyOf(region.shown)).toList();
    }
}
