package org.lumiwatch.expect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * The leading directions in which vectors scatter, learned one vector at a time.
 *
 * <p>Keeps at most {@value #BUFFER} columns whose outer products sum to nearly the scatter matrix Σ w·v·vᵀ, and folds them to
 * the {@value #KEPT} leading ones when full (incremental singular value decomposition, Brand 2002): kilobytes where the
 * matrix would take a hundred. Mutable; one thread at a time.
 */
final class Directions {
    private static final int KEPT = 8;
    private static final int BUFFER = 16;

    private final int dimensions;
    private final double[][] columns = new double[BUFFER][];
    private int used;

    Directions(int dimensions) {
        this.dimensions = dimensions;
    }

    /** Adds weight·v·vᵀ to the scatter. */
    void add(double[] vector, double weight) {
        double[] column = vector.clone();
        scale(column, Math.sqrt(weight));
        append(column);
    }

    /** Adds another's scatter to this one. */
    void add(Directions other) {
        for (int k = 0; k < other.used; k++) {
            append(other.columns[k].clone());
        }
    }

    /** Forgets: the scatter becomes {@code factor} times what it was. */
    void forget(double factor) {
        for (int k = 0; k < used; k++) {
            scale(columns[k], Math.sqrt(factor));
        }
    }

    /** Forgets everything. */
    void clear() {
        used = 0;
    }

    /** At most {@code rank} orthogonal columns whose outer products sum to the leading part of the scatter, the largest first. */
    double[][] leading(int rank) {
        return rotated(Math.min(rank, used));
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(used);
        for (int k = 0; k < used; k++) {
            Doubles.write(columns[k], out);
        }
    }

    static Directions read(int dimensions, DataInput in) throws IOException {
        Directions directions = new Directions(dimensions);
        directions.used = in.readInt();
        for (int k = 0; k < directions.used; k++) {
            directions.columns[k] = Doubles.read(dimensions, in);
        }
        return directions;
    }

    private void append(double[] column) {
        if (used == BUFFER) {
            double[][] folded = rotated(KEPT);
            System.arraycopy(folded, 0, columns, 0, folded.length);
            used = folded.length;
        }
        columns[used++] = column;
    }

    /** The {@code wanted} leading left singular vectors of the columns, times their singular values. */
    private double[][] rotated(int wanted) {
        if (used == 0) {
            return new double[0][];
        }
        RealMatrix gram = MatrixUtils.createRealMatrix(used, used);
        for (int i = 0; i < used; i++) {
            for (int j = 0; j <= i; j++) {
                double product = dot(columns[i], columns[j]);
                gram.setEntry(i, j, product);
                gram.setEntry(j, i, product);
            }
        }
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(gram);
        double[][] result = new double[wanted][dimensions];
        for (int k = 0; k < wanted; k++) {
            for (int i = 0; i < used; i++) {
                double share = eigen.getEigenvector(k).getEntry(i);
                for (int d = 0; d < dimensions; d++) {
                    result[k][d] += share * columns[i][d];
                }
            }
        }
        return result;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void scale(double[] vector, double factor) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= factor;
        }
    }
}
