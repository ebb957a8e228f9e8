package org.lumiwatch.bench.baseline.cell;

import java.util.List;
import org.lumiwatch.simulator.chance.Chance;

/** Leading principal components of a set of vectors, by orthogonal iteration. Immutable. */
final class PrincipalParts {
    private static final int ITERATIONS = 12;

    /** Orthonormal, one row a component. */
    private final double[][] parts;

    private PrincipalParts(double[][] parts) {
        this.parts = parts;
    }

    /**
     * @param vectors of equal length, centred
     * @param count number of components, fewer than vectors
     */
    static PrincipalParts of(List<double[]> vectors, int count) {
        int length = vectors.getFirst().length;
        double[][] parts = new double[Math.min(count, vectors.size() - 1)][length];
        Chance chance = Chance.of(1, "principal parts");
        for (double[] part : parts) {
            for (int i = 0; i < length; i++) {
                part[i] = chance.normal();
            }
        }
        orthonormalise(parts);
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            double[][] next = new double[parts.length][length];
            for (double[] vector : vectors) {
                for (int p = 0; p < parts.length; p++) {
                    addTo(next[p], vector, dot(parts[p], vector));
                }
            }
            parts = next;
            orthonormalise(parts);
        }
        return new PrincipalParts(parts);
    }

    /** What the components tell of a vector: its projection onto their span. */
    double[] reconstruct(double[] vector) {
        double[] reconstructed = new double[vector.length];
        for (double[] part : parts) {
            addTo(reconstructed, part, dot(part, vector));
        }
        return reconstructed;
    }

    private static void orthonormalise(double[][] parts) {
        for (int p = 0; p < parts.length; p++) {
            for (int q = 0; q < p; q++) {
                addTo(parts[p], parts[q], -dot(parts[p], parts[q]));
            }
            double norm = Math.sqrt(dot(parts[p], parts[p]));
            for (int i = 0; i < parts[p].length; i++) {
                parts[p][i] /= Math.max(norm, 1e-300);
            }
        }
    }

    private static void addTo(double[] sum, double[] vector, double times) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += times * vector[i];
        }
    }

    private static double dot(double[] a, double[] b) {
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            dot += a[i] * b[i];
        }
        return dot;
    }
}
