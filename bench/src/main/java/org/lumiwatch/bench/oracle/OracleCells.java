package org.lumiwatch.bench.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.lumiwatch.bench.contender.CellEvidence;
import org.lumiwatch.bench.contender.CellEvidence.Rule;
import org.lumiwatch.bench.contender.CellScorer;
import org.lumiwatch.bench.contender.Observed;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.simulator.Latent;

/** The limit of a score of single cells: the true log-likelihood ratio of one factor that it is told, given the cells around. */
public final class OracleCells implements CellScorer {
    private final IntFunction<Latent> truth;
    private final List<RegionOracle> cells = new ArrayList<>();

    /**
     * @param truth latent parameters by place in the stream
     * @param typical place of a lumisection from which covariances are taken
     */
    public OracleCells(Geometry geometry, IntFunction<Latent> truth, int typical, double factor) {
        this.truth = truth;
        Covariances covariances = new Covariances(truth.apply(typical));
        for (int cell = 0; cell < geometry.cells(); cell++) {
            cells.add(RegionOracle.of(geometry, Region.ofCell(cell), covariances, factor));
        }
    }

    @Override
    public String name() {
        return "oracle";
    }

    /** Knows already. */
    @Override
    public void train(List<Observed> history) {}

    @Override
    public CellEvidence evidence(Observed observed) {
        Latent latent = truth.apply(observed.index());
        double[] counts = observed.counts();
        double[] ratios = new double[counts.length];
        double[] ratio = new double[1];
        for (int cell = 0; cell < ratios.length; cell++) {
            ratio[0] = 0;
            cells.get(cell).ratios(counts, latent, ratio);
            ratios[cell] = ratio[0];
        }
        return new CellEvidence(Rule.SUM, new double[][] {ratios}, counts, latent.means());
    }

    /** Knows already. */
    @Override
    public void learn(Observed observed, boolean[] suspect) {}

    @Override
    public CellScorer copy() {
        return this;
    }
}
