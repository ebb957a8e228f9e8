package org.lumiwatch.bench.baseline.cell;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.bench.contender.CellEvidence;
import org.lumiwatch.bench.contender.CellEvidence.Rule;
import org.lumiwatch.bench.contender.CellScorer;
import org.lumiwatch.bench.contender.Observed;

/** Static mean and the pull of a bare Poisson (or binomial) count: what a textbook would do. Fails where counts are clustered. */
public final class PoissonPulls implements CellScorer {
    private @Nullable CellReference reference;

    @Override
    public String name() {
        return "static mean + Poisson z";
    }

    @Override
    public void train(List<Observed> history) {
        reference = new CellReference(history);
    }

    @Override
    public CellEvidence evidence(Observed observed) {
        if (reference == null) {
            throw new IllegalStateException(name() + ": not trained (expected: train first)");
        }
        double[] counts = observed.counts();
        double[] expected = reference.expected(observed, counts);
        double[] pulls = new double[counts.length];
        for (int cell = 0; cell < pulls.length; cell++) {
            pulls[cell] = (counts[cell] - expected[cell])
                    / Math.sqrt(CellReference.bareVariance(expected[cell], observed.most()));
        }
        return new CellEvidence(Rule.PULLS, new double[][] {pulls}, counts, expected);
    }

    @Override
    public void learn(Observed observed, boolean[] suspect) {}

    @Override
    public CellScorer copy() {
        return this;
    }
}
