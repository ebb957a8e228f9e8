package org.lumiwatch.neural.ensemble;

import java.util.List;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.judge.ScoreTest;
import org.lumiwatch.neural.ConditionInputs;
import org.lumiwatch.neural.onnx.ModelScore;
import org.lumiwatch.neural.onnx.OnnxModel;

/** What a model that tells by cell says of one element: a reconstruction, a class of every cell, expected counts of a map. */
public final class NetworkScorer implements ScoreTest.Scorer {
    private final OnnxModel model;

    /** @param model trained for an element of as many cells */
    public NetworkScorer(OnnxModel model, Geometry geometry) {
        Integer cells = model.inputs().values().iterator().next();
        if (cells != geometry.cells()) {
            throw new InvalidDataException("%s: takes %s (expected: counts of %d cells); train it for this element"
                    .formatted(model.name(), model.inputs(), geometry.cells()));
        }
        this.model = model;
    }

    @Override
    public ScoreTest.Score score(MonitorElement element, LumisectionConditions conditions) {
        ModelScore score = ModelScore.of(model, element.histogram().floatContents(), ConditionInputs.of(conditions));
        List<Double> cells = score.cells();
        int worst = 0;
        for (int cell = 1; cell < cells.size(); cell++) {
            worst = cells.get(cell) > cells.get(worst) ? cell : worst;
        }
        double value = Double.isNaN(score.score()) ? Double.MAX_VALUE : score.score();
        // the logarithm has an exponential tail where the score has a power's
        return new ScoreTest.Score(Math.log(Math.clamp(value, Double.MIN_NORMAL, Double.MAX_VALUE)), worst);
    }
}
