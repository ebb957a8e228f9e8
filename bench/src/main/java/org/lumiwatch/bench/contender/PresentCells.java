package org.lumiwatch.bench.contender;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.lumiwatch.bench.contender.CellEvidence.Rule;
import org.lumiwatch.compare.CountLikelihood;
import org.lumiwatch.compare.Factors;
import org.lumiwatch.element.CountLaw;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.expect.ReferenceOptions;
import org.lumiwatch.expect.RunningReference;

/**
 * Lumiwatch as it is today, cell by cell: its reference's prediction and its log-likelihood ratios of eight efficiencies, the best
 * of which is the score. Regions and accumulation beyond the window do not take part.
 */
public final class PresentCells implements CellScorer {
    private final Geometry geometry;
    private RunningReference reference;

    public PresentCells(Geometry geometry) {
        this.geometry = geometry;
        this.reference = new RunningReference(geometry, ReferenceOptions.defaults());
    }

    @Override
    public String name() {
        return "Lumiwatch today";
    }

    @Override
    public void train(List<Observed> history) {
        for (Observed observed : history) {
            learn(observed, new boolean[observed.geometry().cells()]);
        }
    }

    @Override
    public CellEvidence evidence(Observed observed) {
        double[] counts = observed.counts();
        Optional<Prediction> predicted =
                reference.predict(observed.element(), observed.conditions(), new boolean[counts.length]);
        Prediction prediction = predicted.orElseThrow(
                () -> new IllegalStateException("Lumiwatch today: not trained (expected: train first)"));
        double[][] ratios = new double[Factors.count()][counts.length];
        boolean binomial = prediction.geometry().law() == CountLaw.BINOMIAL;
        for (int cell = 0; cell < counts.length; cell++) {
            double mean = prediction.mean(cell);
            if (!(mean > 0)) {
                continue;
            }
            double excess = Math.max(0, prediction.variance(cell) / mean - 1);
            for (int h = 0; h < ratios.length; h++) {
                ratios[h][cell] = binomial
                        ? CountLikelihood.binomial(counts[cell], prediction.trials(), mean, Factors.at(h))
                        : CountLikelihood.clustered(counts[cell], mean, excess, Factors.at(h));
            }
        }
        return new CellEvidence(Rule.BEST, ratios, counts, prediction.means());
    }

    @Override
    public void learn(Observed observed, boolean[] suspect) {
        reference.learn(observed.element(), observed.conditions(), suspect);
    }

    @Override
    public CellScorer copy() {
        ByteArrayOutputStream memory = new ByteArrayOutputStream();
        try {
            reference.save(new DataOutputStream(memory));
            PresentCells copy = new PresentCells(geometry);
            copy.reference = RunningReference.restore(
                    geometry,
                    ReferenceOptions.defaults(),
                    new DataInputStream(new ByteArrayInputStream(memory.toByteArray())));
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
