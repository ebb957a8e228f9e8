package org.lumiwatch.bench.baseline.cell;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.bench.contender.CellEvidence;
import org.lumiwatch.bench.contender.CellEvidence.Rule;
import org.lumiwatch.bench.contender.CellScorer;
import org.lumiwatch.bench.contender.Observed;

/**
 * Exponentially weighted mean and scatter of each cell's share, the statistical variant of DINAMO (Gavrikov et al.,
 * arXiv:2501.19237) taken cell by cell: its reduced chi-squared of a whole map would drown one cell among thousands. The
 * forgetting is the one of a few that predicts the history best.
 */
public final class EwmaPulls implements CellScorer {
    private static final List<Double> MEMORIES = List.of(50.0, 150.0, 500.0, 1500.0);

    private final String name;
    private double memory;
    private @Nullable CellReference reference;

    /** @param name that tells the policy it learns by */
    public EwmaPulls(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void train(List<Observed> history) {
        List<Observed> first = history.subList(0, history.size() / 2);
        List<Observed> second = history.subList(history.size() / 2, history.size());
        double least = Double.POSITIVE_INFINITY;
        for (double candidate : MEMORIES) {
            CellReference tried = new CellReference(first);
            double squares = 0;
            for (Observed observed : second) {
                double[] counts = observed.counts();
                double[] expected = tried.expected(observed, counts);
                for (int cell = 0; cell < counts.length; cell++) {
                    double off = counts[cell] - expected[cell];
                    squares += off * off / CellReference.bareVariance(expected[cell], observed.most());
                }
                tried.follow(observed, new boolean[counts.length], 1 / candidate);
            }
            if (squares < least) {
                least = squares;
                memory = candidate;
            }
        }
        reference = new CellReference(history);
    }

    private CellReference trained() {
        if (reference == null) {
            throw new IllegalStateException(name + ": not trained (expected: train first)");
        }
        return reference;
    }

    @Override
    public CellEvidence evidence(Observed observed) {
        double[] counts = observed.counts();
        double[] expected = trained().expected(observed, counts);
        double[] pulls = trained().pulls(counts, expected, observed.most());
        return new CellEvidence(Rule.PULLS, new double[][] {pulls}, counts, expected);
    }

    @Override
    public void learn(Observed observed, boolean[] suspect) {
        trained().follow(observed, suspect, 1 / memory);
    }

    @Override
    public CellScorer copy() {
        EwmaPulls copy = new EwmaPulls(name);
        copy.memory = memory;
        copy.reference = reference == null ? null : reference.copy();
        return copy;
    }
}
