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
import org.lumiwatch.compare.CellComparison;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.expect.ReferenceOptions;
import org.lumiwatch.expect.RunningReference;

/**
 * Lumiwatch as it is today, cell by cell: its reference's prediction given the cells around, and its log-likelihood ratios of eight
 * efficiencies, the best of which is the score. Regions and accumulation beyond the window do not take part.
 */
public final class PresentCells implements CellScorer {
    private final Geometry geometry;
    private RunningReference reference;
    private final CellComparison comparison;

    public PresentCells(Geometry geometry) {
        this.geometry = geometry;
        this.reference = new RunningReference(geometry, ReferenceOptions.defaults());
        this.comparison = new CellComparison(geometry);
    }

    /** Begins with what another map taught of its noise, as a new element of an examination does. */
    public PresentCells startingFrom(PresentCells similar) {
        comparison.startFrom(similar.comparison);
        return this;
    }

    @Override
    public String name() {
        return Present.NAME;
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
        Prediction prediction = predicted(observed, new boolean[counts.length])
                .orElseThrow(() -> new IllegalStateException("Lumiwatch today: not trained (expected: train first)"));
        Prediction given = comparison.given(counts, prediction, new boolean[counts.length]);
        return new CellEvidence(Rule.BEST, CellComparison.ratios(counts, given), counts, given.means());
    }

    private Optional<Prediction> predicted(Observed observed, boolean[] suspect) {
        return reference.predict(observed.element(), observed.conditions(), suspect);
    }

    @Override
    public void learn(Observed observed, boolean[] suspect) {
        predicted(observed, suspect).ifPresent(prediction -> comparison.learn(observed.counts(), prediction, suspect));
        reference.learn(observed.element(), observed.conditions(), suspect);
    }

    @Override
    public CellScorer copy() {
        ByteArrayOutputStream memory = new ByteArrayOutputStream();
        try {
            DataOutputStream out = new DataOutputStream(memory);
            reference.save(out);
            comparison.save(out);
            PresentCells copy = new PresentCells(geometry);
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(memory.toByteArray()));
            copy.reference = RunningReference.restore(geometry, ReferenceOptions.defaults(), in);
            copy.comparison.restore(in);
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
