package org.lumiwatch.bench.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.lumiwatch.bench.contender.Observed;
import org.lumiwatch.bench.stream.Placed;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.simulator.Latent;

/**
 * The limit of dating a fault in hindsight: told region and factor and the true means, it finds onset and end by maximum
 * likelihood. Mutable.
 */
public final class HindsightOracle {
    private final IntFunction<Latent> truth;
    private final int margin;
    private final List<Told> told = new ArrayList<>();

    /** One fault and the evidence for it, lumisection by lumisection from {@code margin} before its onset. */
    private static final class Told {
        final Placed fault;
        final RegionOracle region;
        final double[] ratios;

        Told(Placed fault, RegionOracle region, int lumisections) {
            this.fault = fault;
            this.region = region;
            this.ratios = new double[lumisections];
        }
    }

    /**
     * @param truth latent parameters by place in the stream
     * @param typical place of a lumisection from which covariances are taken
     * @param margin lumisections before and after a fault in which it is looked for
     */
    public HindsightOracle(Geometry geometry, IntFunction<Latent> truth, int typical, List<Placed> faults, int margin) {
        this.truth = truth;
        this.margin = margin;
        Covariances covariances = new Covariances(truth.apply(typical));
        for (Placed fault : faults) {
            Region region = Region.of(geometry, fault.boxes());
            RegionOracle oracle =
                    RegionOracle.of(geometry, region, covariances, fault.of().factor());
            told.add(new Told(fault, oracle, fault.of().lasting() + 2 * margin));
        }
    }

    /** Takes note of a lumisection; in any order, each once. */
    public void watch(Observed observed) {
        List<Told> near = told.stream()
                .filter(one -> place(one, observed.index()) >= 0 && place(one, observed.index()) < one.ratios.length)
                .toList();
        if (near.isEmpty()) {
            return;
        }
        double[] counts = observed.counts();
        Latent latent = truth.apply(observed.index());
        double[] ratio = new double[1];
        for (Told one : near) {
            ratio[0] = 0;
            one.region.ratios(counts, latent, ratio);
            one.ratios[place(one, observed.index())] = ratio[0];
        }
    }

    private int place(Told one, int index) {
        return index - one.fault.first() + margin;
    }

    /** When each fault was, in the order in which they were told; as places in the stream. */
    public List<Optional<BestStretch>> stretches() {
        return told.stream()
                .map(one -> BestStretch.of(one.ratios).map(found -> {
                    int begin = one.fault.first() - margin;
                    return new BestStretch(begin + found.first(), begin + found.last());
                }))
                .toList();
    }
}
