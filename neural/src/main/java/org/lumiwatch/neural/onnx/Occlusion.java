package org.lumiwatch.neural.onnx;

import java.util.Arrays;
import org.lumiwatch.element.Geometry;

/**
 * Which cells a model's score rests on, for models that do not tell: places are put back to what is usual, and a cell's part is how much the
 * score falls by that. After Zeiler & Fergus (2014).
 */
public final class Occlusion {
    private static final int REACH = 2;

    private Occlusion() {}

    /**
     * One number a cell: by how much the score falls when it and its neighbours are as usual.
     *
     * @param counts of all cells
     * @param usual what is put in their place
     */
    public static double[] parts(OnnxModel model, float[] counts, float[] usual, Geometry geometry) {
        double whole = ModelScore.of(model, counts, new float[0]).score();
        double[] parts = new double[counts.length];
        Arrays.setAll(parts, cell -> {
            float[] hidden = counts.clone();
            for (int dy = -REACH; dy <= REACH; dy++) {
                for (int dx = -REACH; dx <= REACH; dx++) {
                    int near = geometry.neighbour(cell, dx, dy);
                    if (near >= 0) {
                        hidden[near] = usual[near];
                    }
                }
            }
            return whole - ModelScore.of(model, hidden, new float[0]).score();
        });
        return parts;
    }
}
