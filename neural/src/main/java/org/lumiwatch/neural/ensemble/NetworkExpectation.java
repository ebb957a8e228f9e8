package org.lumiwatch.neural.ensemble;

import java.util.Arrays;
import java.util.Optional;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.expect.Expectation;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.neural.ConditionInputs;
import org.lumiwatch.neural.onnx.ModelScore;
import org.lumiwatch.neural.onnx.OnnxModel;

/**
 * What a masked autoencoder expects of one distribution: every bin from the bins it is shown, never from itself. It learns nothing here;
 * train another version.
 */
public final class NetworkExpectation implements Expectation {
    private final OnnxModel model;
    private final Geometry geometry;

    /** @param model whose first output are {@link OnnxModel#SHARES} of as many cells as the geometry has */
    public NetworkExpectation(OnnxModel model, Geometry geometry) {
        Integer cells = model.outputs().get(OnnxModel.SHARES);
        if (cells == null || cells != geometry.cells()) {
            throw new InvalidDataException("%s: gives %s (expected: %s of %d cells); train it for this element"
                    .formatted(model.name(), model.outputs(), OnnxModel.SHARES, geometry.cells()));
        }
        this.model = model;
        this.geometry = geometry;
    }

    @Override
    public Optional<Prediction> predict(MonitorElement observed, LumisectionConditions conditions, boolean[] excluded) {
        Histogram histogram = observed.histogram();
        if (histogram.sum() <= 0) {
            return Optional.empty();
        }
        double[] mean = ModelScore.expected(model, histogram.floatContents(), ConditionInputs.of(conditions));
        for (double one : mean) {
            if (!Double.isFinite(one)) {
                return Optional.empty();
            }
        }
        boolean[] live = new boolean[mean.length];
        Arrays.fill(live, true);
        return Optional.of(
                new Prediction(geometry, mean, new double[mean.length], new double[mean.length], live, 1, Double.NaN));
    }

    @Override
    public void learn(MonitorElement observed, LumisectionConditions conditions, boolean[] excluded) {}
}
