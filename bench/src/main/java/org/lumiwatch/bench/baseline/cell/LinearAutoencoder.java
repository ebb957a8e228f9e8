package org.lumiwatch.bench.baseline.cell;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.bench.contender.CellEvidence;
import org.lumiwatch.bench.contender.CellEvidence.Rule;
import org.lumiwatch.bench.contender.CellScorer;
import org.lumiwatch.bench.contender.Observed;

/**
 * A linear autoencoder trained once on good maps, its squared loss corrected for each cell's usual loss, and one of two ways to sum
 * up lumisections: the product of losses, as in the ECAL's production (Abadjiev et al., arXiv:2309.10157, there with a
 * convolutional network), or the sum of squared pulls, as in AutoDQM's PCA with chi-squared (arXiv:2501.13789).
 */
public final class LinearAutoencoder implements CellScorer {
    /** Most maps that the components are fitted to. */
    private static final int MAPS = 300;

    /** How losses of several lumisections are put together. */
    public enum Combination {
        PRODUCT,
        CHI_SQUARED
    }

    private final int components;
    private final Combination combination;
    private @Nullable CellReference reference;
    private @Nullable PrincipalParts parts;
    private double[] usualLoss = new double[0];

    public LinearAutoencoder(int components, Combination combination) {
        this.components = components;
        this.combination = combination;
    }

    @Override
    public String name() {
        return switch (combination) {
            case PRODUCT -> "linear autoencoder + product of losses";
            case CHI_SQUARED -> "PCA + χ² (AutoDQM)";
        };
    }

    @Override
    public void train(List<Observed> history) {
        CellReference of = new CellReference(history);
        List<double[]> pulls = new ArrayList<>();
        double step = Math.max(1, history.size() / (double) MAPS);
        for (double at = 0; at < history.size(); at += step) {
            Observed observed = history.get((int) at);
            double[] counts = observed.counts();
            pulls.add(of.pulls(counts, of.expected(observed, counts), observed.most()));
        }
        PrincipalParts fitted = PrincipalParts.of(pulls, components);
        usualLoss = new double[pulls.getFirst().length];
        for (double[] vector : pulls) {
            double[] reconstructed = fitted.reconstruct(vector);
            for (int cell = 0; cell < vector.length; cell++) {
                double off = vector[cell] - reconstructed[cell];
                usualLoss[cell] += off * off / pulls.size();
            }
        }
        reference = of;
        parts = fitted;
    }

    @Override
    public CellEvidence evidence(Observed observed) {
        if (reference == null || parts == null) {
            throw new IllegalStateException(name() + ": not trained (expected: train first)");
        }
        double[] counts = observed.counts();
        double[] expected = reference.expected(observed, counts);
        double[] pulls = reference.pulls(counts, expected, observed.most());
        double[] reconstructed = parts.reconstruct(pulls);
        double[] losses = new double[counts.length];
        for (int cell = 0; cell < losses.length; cell++) {
            double off = pulls[cell] - reconstructed[cell];
            double loss = off * off / Math.max(usualLoss[cell], 1e-3);
            losses[cell] = combination == Combination.PRODUCT ? Math.log(loss + 1e-9) : loss;
        }
        return new CellEvidence(Rule.SUM, new double[][] {losses}, counts, expected);
    }

    @Override
    public void learn(Observed observed, boolean[] suspect) {}

    @Override
    public CellScorer copy() {
        return this;
    }
}
