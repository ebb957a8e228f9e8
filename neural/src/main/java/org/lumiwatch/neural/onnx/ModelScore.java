package org.lumiwatch.neural.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.compare.CountLikelihood;
import org.lumiwatch.neural.MapFault;

/**
 * How far a lumisection is from what a model knows: 0 like the reference, the more the more anomalous; and by how much each cell has
 * part in it.
 *
 * @param score one number
 * @param cells one a cell: its part of the score, or its deviation; empty where the model does not tell
 */
public record ModelScore(double score, List<Double> cells) {
    /** Cells are hidden in so many turns. */
    private static final int FOLDS = 4;

    public ModelScore {
        cells = List.copyOf(cells);
    }

    /**
     * Of one lumisection.
     *
     * @param counts of all cells
     * @param conditions as {@link org.lumiwatch.neural.ConditionInputs}; not heard by a model that takes none
     */
    public static ModelScore of(OnnxModel model, float[] counts, float[] conditions) {
        if (model.outputs().containsKey(OnnxModel.SHARES)) {
            return ofExpectation(counts, expected(model, counts, conditions));
        }
        Map<String, float[]> outputs = model.run(1, counts);
        if (outputs.containsKey(OnnxModel.PROBABILITIES)) {
            return ofProbabilities(Objects.requireNonNull(outputs.get(OnnxModel.PROBABILITIES)), counts.length);
        }
        return ofReconstruction(model, outputs, counts);
    }

    /** Counts that the model expects in every cell from the others: {@link OnnxModel#SHARES} of what is visible, in turns. */
    public static double[] expected(OnnxModel model, float[] counts, float[] conditions) {
        int cells = counts.length;
        float[] shown = new float[FOLDS * cells];
        float[] visible = new float[FOLDS * cells];
        for (int fold = 0; fold < FOLDS; fold++) {
            for (int cell = 0; cell < cells; cell++) {
                boolean hidden = fold(cell) == fold;
                shown[fold * cells + cell] = hidden ? 0 : counts[cell];
                visible[fold * cells + cell] = hidden ? 0 : 1;
            }
        }
        List<float[]> inputs = new ArrayList<>(List.of(shown, visible));
        if (model.inputs().containsKey(OnnxModel.CONDITIONS)) {
            float[] repeated = new float[FOLDS * conditions.length];
            for (int fold = 0; fold < FOLDS; fold++) {
                System.arraycopy(conditions, 0, repeated, fold * conditions.length, conditions.length);
            }
            inputs.add(repeated);
        }
        float[] shares = Objects.requireNonNull(model.run(FOLDS, inputs).get(OnnxModel.SHARES));
        double[] expected = new double[cells];
        for (int fold = 0; fold < FOLDS; fold++) {
            double seen = 0;
            double usual = 0;
            for (int cell = 0; cell < cells; cell++) {
                if (fold(cell) != fold) {
                    seen += counts[cell];
                    usual += shares[fold * cells + cell];
                }
            }
            for (int cell = 0; cell < cells; cell++) {
                if (fold(cell) == fold) {
                    expected[cell] = shares[fold * cells + cell] * seen / Math.max(usual, 1e-9);
                }
            }
        }
        return expected;
    }

    /** The turn in which a cell is hidden: as by chance, so that its neighbours in any direction are hidden in others, as in training. */
    private static int fold(int cell) {
        return (cell * 0x9E3779B9) >>> (Integer.SIZE - 2);
    }

    /** Deviance of Poisson's, a cell. */
    private static ModelScore ofExpectation(float[] counts, double[] expected) {
        Double[] cells = new Double[counts.length];
        double sum = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            double deviance = CountLikelihood.deviance(counts[cell], Math.max(expected[cell], 1e-3));
            cells[cell] = deviance;
            sum += deviance;
        }
        return new ModelScore(sum / counts.length, List.of(cells));
    }

    /** −ln of the chance to be good; of single cells, the largest. */
    private static ModelScore ofProbabilities(float[] probabilities, int counts) {
        int states = MapFault.State.values().length;
        if (probabilities.length <= states) {
            return new ModelScore(-Math.log(Math.max(probabilities[0], 1e-9)), List.of());
        }
        int cells = probabilities.length / states;
        Double[] each = new Double[counts];
        double largest = 0;
        for (int cell = 0; cell < counts; cell++) {
            each[cell] = -Math.log(Math.max(probabilities[cell % cells], 1e-9));
            largest = Math.max(largest, each[cell]);
        }
        return new ModelScore(largest, List.of(each));
    }

    /** Foreign ones too: by position, reconstruction first and mean squared error second. */
    private static ModelScore ofReconstruction(OnnxModel model, Map<String, float[]> outputs, float[] counts) {
        List<float[]> byPlace = List.copyOf(outputs.values());
        if (byPlace.size() < 2 || byPlace.getFirst().length != counts.length || byPlace.get(1).length != 1) {
            throw new InvalidDataException(
                    "%s: outputs %s (expected: a reconstruction of %d values, then its mean squared error)"
                            .formatted(model.name(), model.outputs(), counts.length));
        }
        Double[] cells = new Double[counts.length];
        for (int cell = 0; cell < cells.length; cell++) {
            double difference = counts[cell] - byPlace.getFirst()[cell];
            cells[cell] = difference * difference / (Math.abs(byPlace.getFirst()[cell]) + 1);
        }
        return new ModelScore(byPlace.get(1)[0], List.of(cells));
    }
}
