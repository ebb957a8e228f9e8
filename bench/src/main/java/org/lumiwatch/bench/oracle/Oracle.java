package org.lumiwatch.bench.oracle;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.contender.Alarm;
import org.lumiwatch.bench.contender.Observed;
import org.lumiwatch.bench.contender.Peaks;
import org.lumiwatch.bench.contender.Watcher;
import org.lumiwatch.bench.stream.Encounter;
import org.lumiwatch.bench.stream.FaultClass;
import org.lumiwatch.bench.stream.FaultClass.Shape;
import org.lumiwatch.bench.stream.Placed;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.HardwareGroup;
import org.lumiwatch.simulator.Latent;

/**
 * The limit of latency: for each class of faults, Page's cumulative sum of the true log-likelihood ratio, told the region and the
 * factor, not the onset. Its threshold is that at which the sums of <em>all</em> regions of the class's shape together pass the
 * budget of the whole element, for one who knows a place beforehand need not look elsewhere, but nobody does. Mutable.
 */
public final class Oracle implements Watcher {
    /** Lumisections that a sum runs before the onset, long enough to be in its usual state. */
    private static final int BEFORE = 60;
    /** Lumisections after which a false alarm is another one. */
    private static final int SEPARATION = 12;
    /** Cells of a map on which only every fourth block is looked at: neighbouring blocks say much the same. */
    private static final int LARGE = 10_000;

    private final Geometry geometry;
    private final IntFunction<Latent> truth;
    private boolean begun;
    private final Map<Shape, Bank> banks = new EnumMap<>(Shape.class);
    private final List<Told> told = new ArrayList<>();

    /** All regions of a shape with the sums of all factors. */
    private static final class Bank {
        final List<FaultClass> classes = new ArrayList<>();
        final List<RegionOracle> regions = new ArrayList<>();
        final List<Peaks> peaks = new ArrayList<>();
        final Map<FaultClass, Double> thresholds = new HashMap<>();
        double[] factors = new double[0];
        double[][] sums = new double[0][];
    }

    /** One fault and its sum. */
    private static final class Told {
        final Placed fault;
        final RegionOracle region;
        double sum;
        int alarm;

        Told(Placed fault, RegionOracle region) {
            this.fault = fault;
            this.region = region;
        }
    }

    /**
     * @param truth latent parameters by place in the stream
     * @param typical place of a lumisection from which covariances are taken
     * @param classes of the faults
     */
    public Oracle(
            Geometry geometry, IntFunction<Latent> truth, int typical, List<FaultClass> classes, List<Placed> faults) {
        this.geometry = geometry;
        this.truth = truth;
        Covariances covariances = new Covariances(truth.apply(typical));
        for (FaultClass of : classes) {
            banks.computeIfAbsent(of.shape(), shape -> new Bank()).classes.add(of);
        }
        banks.forEach((shape, bank) -> {
            bank.factors = bank.classes.stream().mapToDouble(FaultClass::factor).toArray();
            for (Region region : regions(shape)) {
                bank.regions.add(RegionOracle.of(geometry, region, covariances, bank.factors));
            }
            bank.classes.forEach(of -> bank.peaks.add(new Peaks(SEPARATION)));
            bank.sums = new double[bank.regions.size()][bank.factors.length];
        });
        for (Placed fault : faults) {
            told.add(new Told(
                    fault,
                    RegionOracle.of(
                            geometry,
                            Region.of(geometry, fault.boxes()),
                            covariances,
                            fault.of().factor())));
        }
    }

    private List<Region> regions(Shape shape) {
        List<Region> regions = new ArrayList<>();
        switch (shape) {
            case CELL -> {
                for (int cell = 0; cell < geometry.cells(); cell++) {
                    regions.add(Region.ofCell(cell));
                }
            }
            case BLOCK -> {
                int step = geometry.cells() > LARGE ? 2 : 1;
                for (int z = 0; z < geometry.nz(); z++) {
                    for (int y = 0; y + 5 <= geometry.ny(); y += step) {
                        for (int x = 0; x + 5 <= geometry.nx(); x += step) {
                            regions.add(Region.of(geometry, List.of(new Box(x, y, z, x + 4, y + 4, z))));
                        }
                    }
                }
            }
            case GROUP -> {
                for (HardwareGroup group : geometry.groups()) {
                    regions.add(Region.of(geometry, group.boxes()));
                }
            }
        }
        return regions;
    }

    @Override
    public String name() {
        return "oracle";
    }

    @Override
    public Role role() {
        return Role.LIMIT;
    }

    /** Knows already. */
    @Override
    public void train(List<Observed> history) {}

    @Override
    public void settle(double falseIncidentsPerDay) {
        begun = true;
        for (Bank bank : banks.values()) {
            for (int h = 0; h < bank.classes.size(); h++) {
                bank.thresholds.put(bank.classes.get(h), bank.peaks.get(h).height(falseIncidentsPerDay));
            }
        }
    }

    /** Gives no alarms: it is told each fault's place, and {@link #encounters} tells what became of it. */
    @Override
    public List<Alarm> watch(Observed observed) {
        double[] counts = observed.counts();
        Latent latent = truth.apply(observed.index());
        if (begun) {
            follow(observed.index(), counts, latent);
        } else {
            banks.values().forEach(bank -> accumulate(bank, counts, latent));
        }
        return List.of();
    }

    private static void accumulate(Bank bank, double[] counts, Latent latent) {
        double[] ratios = new double[bank.factors.length];
        double[] highest = new double[bank.factors.length];
        for (int r = 0; r < bank.sums.length; r++) {
            bank.regions.get(r).ratios(counts, latent, ratios);
            double[] sums = bank.sums[r];
            for (int h = 0; h < sums.length; h++) {
                sums[h] = Math.max(0, sums[h] + ratios[h]);
                highest[h] = Math.max(highest[h], sums[h]);
            }
        }
        for (int h = 0; h < highest.length; h++) {
            bank.peaks.get(h).add(highest[h]);
        }
    }

    private void follow(int index, double[] counts, Latent latent) {
        double[] ratio = new double[1];
        for (Told one : told) {
            if (index < one.fault.first() - BEFORE || index > one.fault.last() || one.alarm > 0) {
                continue;
            }
            one.region.ratios(counts, latent, ratio);
            one.sum = Math.max(0, one.sum + ratio[0]);
            boolean above =
                    one.sum > banks.get(one.fault.of().shape()).thresholds.get(one.fault.of());
            if (above && index < one.fault.first()) {
                one.sum = 0;
            } else if (above) {
                one.alarm = index - one.fault.first() + 1;
            }
        }
    }

    /** What became of each fault. */
    public List<Encounter> encounters() {
        return told.stream()
                .map(one -> new Encounter(
                        one.fault.of().label(),
                        one.alarm,
                        one.fault.of().lasting(),
                        one.alarm > 0 ? 1 : 0,
                        one.alarm > 0))
                .toList();
    }
}
