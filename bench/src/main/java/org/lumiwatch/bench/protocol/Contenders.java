package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.lumiwatch.bench.baseline.cell.EwmaPulls;
import org.lumiwatch.bench.baseline.cell.IsolationForest;
import org.lumiwatch.bench.baseline.cell.LinearAutoencoder;
import org.lumiwatch.bench.baseline.cell.LinearAutoencoder.Combination;
import org.lumiwatch.bench.baseline.cell.PoissonPulls;
import org.lumiwatch.bench.contender.CellWatcher;
import org.lumiwatch.bench.contender.CellWatcher.Policy;
import org.lumiwatch.bench.contender.Present;
import org.lumiwatch.bench.contender.Watcher;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.judge.TestOptions;

/** Who takes part in protocols that count alarms. */
final class Contenders {
    private static final List<Integer> WINDOWS = List.of(1, 3, 6);
    /** Of the linear autoencoder, as many as its latent space in production is small against the map. */
    private static final int LATENT = 10;

    private Contenders() {}

    /** All baselines, then Lumiwatch as it is today, each afresh, at the budget {@code falseIncidentsPerDay} for the element. */
    static List<Watcher> all(ElementName element, Geometry geometry, double falseIncidentsPerDay) {
        List<Watcher> all = withoutForest(element, geometry, falseIncidentsPerDay);
        all.add(
                all.size() - 1,
                new CellWatcher(new IsolationForest(), CellWatcher.Options.calibrated(List.of(3, 6), Policy.FROZEN)));
        return all;
    }

    /** The same but for the isolation forest, for long streams: its training takes as long as all else. */
    static List<Watcher> withoutForest(ElementName element, Geometry geometry, double falseIncidentsPerDay) {
        List<Watcher> all = new ArrayList<>();
        all.add(new CellWatcher(
                new PoissonPulls(),
                new CellWatcher.Options(
                        List.of(1), Policy.FROZEN, poissonThreshold(geometry.cells(), falseIncidentsPerDay))));
        all.add(new CellWatcher(
                new EwmaPulls("EWMA (DINAMO-S)"), CellWatcher.Options.calibrated(WINDOWS, Policy.GATED)));
        all.add(new CellWatcher(new EwmaPulls("frozen model"), CellWatcher.Options.calibrated(WINDOWS, Policy.FROZEN)));
        all.add(new CellWatcher(
                new EwmaPulls("update on everything"), CellWatcher.Options.calibrated(WINDOWS, Policy.EVERYTHING)));
        all.add(new CellWatcher(
                new LinearAutoencoder(LATENT, Combination.PRODUCT),
                CellWatcher.Options.calibrated(List.of(3, 6), Policy.FROZEN)));
        all.add(new CellWatcher(
                new LinearAutoencoder(LATENT, Combination.CHI_SQUARED),
                CellWatcher.Options.calibrated(WINDOWS, Policy.FROZEN)));
        all.add(new Present(element, geometry, falseIncidentsPerDay));
        return all;
    }

    /** Pull that as many healthy cells exceed, were their counts Poisson, as the budget allows. */
    static double poissonThreshold(int cells, double falseIncidentsPerDay) {
        double share = falseIncidentsPerDay / TestOptions.LUMISECTIONS_PER_DAY / cells;
        return -new NormalDistribution().inverseCumulativeProbability(share / 2);
    }
}
