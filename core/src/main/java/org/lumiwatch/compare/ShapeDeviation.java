package org.lumiwatch.compare;

import java.util.Arrays;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.lumiwatch.element.Box;
import org.lumiwatch.expect.ExpectedShape;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.histogram.Histogram;

/**
 * How far a whole distribution lies from where it should, with all bins and the exposure taken together.
 *
 * <p>{@link #squaredDistance} is the Mahalanobis distance under independent scatter plus common directions, that is −2 ln of the
 * likelihood up to a constant: moving along a direction in which healthy lumisections move counts little, moving as much in
 * any other counts fully. Under the null and exactly known scatter it is χ² with {@link #dimensions} degrees of freedom.
 */
public final class ShapeDeviation {
    private final double[] normalised;
    private final double squaredDistance;

    private ShapeDeviation(double[] normalised, double squaredDistance) {
        this.normalised = normalised;
        this.squaredDistance = squaredDistance;
    }

    /** Compares counts with at least one entry in range. */
    public static ShapeDeviation of(Histogram observed, ExpectedShape expected) {
        double entries = observed.sum();
        double[] z = expected.deviation(observed);
        double[] sigma = new double[z.length];
        double squared = 0;
        for (int i = 0; i < z.length; i++) {
            sigma[i] = Math.sqrt(expected.independentVariance(i, entries));
            z[i] /= sigma[i];
            squared += z[i] * z[i];
        }
        return new ShapeDeviation(z, Math.max(0, squared - explained(z, sigma, expected)));
    }

    /** What the common directions explain of the squared distance (Woodbury's identity). */
    private static double explained(double[] z, double[] sigma, ExpectedShape expected) {
        int rank = expected.directions();
        if (rank == 0) {
            return 0;
        }
        RealMatrix inner = MatrixUtils.createRealIdentityMatrix(rank);
        RealVector along = MatrixUtils.createRealVector(new double[rank]);
        for (int k = 0; k < rank; k++) {
            for (int i = 0; i < z.length; i++) {
                double direction = expected.direction(k, i) / sigma[i];
                along.addToEntry(k, direction * z[i]);
                for (int l = 0; l <= k; l++) {
                    inner.addToEntry(k, l, direction * (expected.direction(l, i) / sigma[i]));
                }
            }
            for (int l = 0; l < k; l++) {
                inner.setEntry(l, k, inner.getEntry(k, l));
            }
        }
        return along.dotProduct(
                new CholeskyDecomposition(inner, 1e-6, 0).getSolver().solve(along));
    }

    public double squaredDistance() {
        return squaredDistance;
    }

    /** Degrees of freedom: bins, and one for the exposure. */
    public int dimensions() {
        return normalised.length;
    }

    /** Whether the exposure alone makes up most of the deviation: the rate has changed, not the form. */
    public boolean isOfExposure() {
        double exposure = normalised[normalised.length - 1];
        double all = 0;
        for (double z : normalised) {
            all += z * z;
        }
        return exposure * exposure > all / 2;
    }

    /**
     * Where counts differ from a prediction.
     *
     * @return the shortest run of neighbours from which half of the squared deviations comes
     */
    public static Box where(Histogram observed, Prediction expected) {
        int bins = expected.cells();
        double[] normalised = new double[bins];
        Arrays.setAll(
                normalised, i -> (observed.at(i) - expected.mean(i)) / Math.sqrt(Math.max(expected.variance(i), 0.5)));
        double[] cumulated = new double[bins + 1];
        for (int i = 0; i < bins; i++) {
            cumulated[i + 1] = cumulated[i] + normalised[i] * normalised[i];
        }
        int first = 0;
        int last = bins - 1;
        for (int low = 0, high = 0; low < bins; low++) {
            high = Math.max(high, low);
            while (high < bins && cumulated[high + 1] - cumulated[low] < cumulated[bins] / 2) {
                high++;
            }
            if (high < bins && high - low < last - first) {
                first = low;
                last = high;
            }
        }
        return Box.of(first, 0, last, 0);
    }
}
