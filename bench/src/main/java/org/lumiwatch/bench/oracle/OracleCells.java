package org.lumiwatch.bench.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.lumiwatch.bench.contender.CellEvidence;
import org.lumiwatch.bench.contender.CellEvidence.Rule;
import org.lumiwatch.bench.contender.CellScorer;
import org.lumiwatch.bench.contender.Observed;
import org.lumiwatch.compare.Factors;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.simulator.Latent;

/** The limit of a score of single cells: the true log-likelihood ratio given the cells around, the best of some factors. */
public final class OracleCells implements CellScorer {
    /** Of one that is not told the factor. */
    public static final String UNTOLD = "oracle, not told the factor";

    private final String name;
    private final int factors;
    private final IntFunction<Latent> truth;
    private final List<RegionOracle> cells = new ArrayList<>();

    private OracleCells(String name, Geometry geometry, IntFunction<Latent> truth, int typical, double... factors) {
        this.name = name;
        this.factors = factors.length;
        this.truth = truth;
        Covariances covariances = new Covariances(truth.apply(typical));
        for (int cell = 0; cell < geometry.cells(); cell++) {
            cells.add(RegionOracle.of(geometry, Region.ofCell(cell), covariances, factors));
        }
    }

    /**
     * One that is told the factor.
     *
     * @param truth latent parameters by place in the stream
     * @param typical place of a lumisection from which covariances are taken
     */
    public static OracleCells told(Geometry geometry, IntFunction<Latent> truth, int typical, double factor) {
        return new OracleCells("oracle", geometry, truth, typical, factor);
    }

    /** The same for one that looks for all {@link Factors}, as we do: what is lost by not being told. */
    public static OracleCells untold(Geometry geometry, IntFunction<Latent> truth, int typical) {
        double[] all =
                IntStream.range(0, Factors.count()).mapToDouble(Factors::at).toArray();
        return new OracleCells(UNTOLD, geometry, truth, typical, all);
    }

    @Override
    public String name() {
        return name;
    }

    /** Knows already. */
    @Override
    public void train(List<Observed> history) {}

    @Override
    public CellEvidence evidence(Observed observed) {
        Latent latent = truth.apply(observed.index());
        double[] counts = observed.counts();
        double[][] ratios = new double[factors][counts.length];
        double[] ofCell = new double[factors];
        for (int cell = 0; cell < counts.length; cell++) {
            Arrays.fill(ofCell, 0);
            cells.get(cell).ratios(counts, latent, ofCell);
            for (int h = 0; h < factors; h++) {
                ratios[h][cell] = ofCell[h];
            }
        }
        return new CellEvidence(Rule.BEST, ratios, counts, latent.means());
    }

    /** Knows already. */
    @Override
    public void learn(Observed observed, boolean[] suspect) {}

    @Override
    public CellScorer copy() {
        return this;
    }
}
