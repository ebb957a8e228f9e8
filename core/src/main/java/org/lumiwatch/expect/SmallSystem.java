package org.lumiwatch.expect;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.SingularValueDecomposition;

/** Least-squares answers to small linear systems; what is not determined is left at zero. */
public final class SmallSystem {
    private SmallSystem() {}

    public static double[] solve(double[][] normal, double[] right) {
        if (normal.length == 1) {
            return new double[] {normal[0][0] > 0 ? right[0] / normal[0][0] : 0};
        }
        return new SingularValueDecomposition(new Array2DRowRealMatrix(normal, false))
                .getSolver()
                .solve(new ArrayRealVector(right, false))
                .toArray();
    }
}
