package org.lumiwatch.expect;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;

/** Least-squares answers to small linear systems; what is not determined is left at zero. */
public final class SmallSystem {
    private SmallSystem() {}

    public static double[] solve(double[][] normal, double[] right) {
        if (normal.length == 1) {
            return new double[] {normal[0][0] > 0 ? right[0] / normal[0][0] : 0};
        }
        RealMatrix matrix = new Array2DRowRealMatrix(normal, false);
        DecompositionSolver quick = new LUDecomposition(matrix).getSolver();
        DecompositionSolver solver = quick.isNonSingular() ? quick : new SingularValueDecomposition(matrix).getSolver();
        return solver.solve(new ArrayRealVector(right, false)).toArray();
    }
}
