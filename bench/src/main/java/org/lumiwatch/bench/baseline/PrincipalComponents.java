package org.lumiwatch.bench.baseline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.lumiwatch.histogram.Histogram;

/**
 * Principal components of the normalised histograms learned last, and Poisson's χ² about what they reconstruct, as AutoDQM does.
 * Components are computed anew now and then, so that they follow the detector.
 */
public final class PrincipalComponents implements Forecast {
    /** Few, so that it soon knows a new level: longer ones do worse on drifting histograms. */
    private static final int SHORT = 60;
    /** Computations while the window is renewed once. */
    private static final int RENEWALS = 6;

    private final int window;
    private final int components;
    private final Deque<double[]> latest = new ArrayDeque<>();
    private final double[] mean;
    /** One row a component; none before the first computation. */
    private double[][] basis = {};

    private int learned;

    /** @param window histograms that components are computed from, those learned last */
    public PrincipalComponents(int bins, int components, int window) {
        if (window < RENEWALS) {
            throw new IllegalArgumentException("window: %d (expected: >= %d)".formatted(window, RENEWALS));
        }
        if (components < 1 || components > bins) {
            throw new IllegalArgumentException("components: %d (expected: 1 to %d)".formatted(components, bins));
        }
        this.components = components;
        this.window = window;
        this.mean = new double[bins];
    }

    /** One for each number of components that {@link Fit} may choose from. */
    public static List<Supplier<Baseline>> candidates(int bins) {
        return Stream.of(2, 4, 8)
                .map(components -> (Supplier<Baseline>) () -> new PrincipalComponents(bins, components, SHORT))
                .toList();
    }

    @Override
    public double score(Histogram histogram) {
        return basis.length == 0 || histogram.sum() <= 0
                ? 0
                : Shares.reducedChiSquare(histogram, reconstructed(Shares.of(histogram)));
    }

    private double[] reconstructed(double[] shares) {
        double[] expected = mean.clone();
        for (double[] component : basis) {
            double along = 0;
            for (int i = 0; i < shares.length; i++) {
                along += (shares[i] - mean[i]) * component[i];
            }
            for (int i = 0; i < shares.length; i++) {
                expected[i] += along * component[i];
            }
        }
        for (int i = 0; i < expected.length; i++) {
            expected[i] = Math.max(expected[i], 0);
        }
        return expected;
    }

    /** Even bins from what fits the odd ones best, and the other way round. */
    @Override
    public double[] expected(Histogram histogram) {
        double[] shares = Shares.of(histogram);
        double[] expected = mean.clone();
        for (int masked = 0; masked < 2 && basis.length > 0; masked++) {
            double[] along = fittedTo(shares, 1 - masked);
            for (int i = masked; i < expected.length; i += 2) {
                for (int k = 0; k < basis.length; k++) {
                    expected[i] += along[k] * basis[k][i];
                }
                expected[i] = Math.max(expected[i], 0);
            }
        }
        return expected;
    }

    /** How far along each component, by least squares over every other bin. */
    private double[] fittedTo(double[] shares, int first) {
        int rows = (shares.length - first + 1) / 2;
        double[][] design = new double[rows][basis.length];
        double[] residuals = new double[rows];
        for (int row = 0; row < rows; row++) {
            int bin = first + 2 * row;
            residuals[row] = shares[bin] - mean[bin];
            for (int k = 0; k < basis.length; k++) {
                design[row][k] = basis[k][bin];
            }
        }
        return new SingularValueDecomposition(MatrixUtils.createRealMatrix(design))
                .getSolver()
                .solve(MatrixUtils.createRealVector(residuals))
                .toArray();
    }

    @Override
    public void learn(Histogram histogram) {
        latest.add(Shares.of(histogram));
        if (latest.size() > window) {
            latest.remove();
        }
        learned++;
        if (learned % (window / RENEWALS) == 0) {
            compute();
        }
    }

    /** From the inner products of the histograms, which are fewer than bins. */
    private void compute() {
        List<double[]> rows = List.copyOf(latest);
        int bins = mean.length;
        for (int i = 0; i < bins; i++) {
            int bin = i;
            mean[i] = rows.stream().mapToDouble(shares -> shares[bin]).average().orElse(0);
        }
        double[][] products = new double[rows.size()][rows.size()];
        for (int a = 0; a < rows.size(); a++) {
            for (int b = 0; b <= a; b++) {
                double product = 0;
                for (int i = 0; i < bins; i++) {
                    product += (rows.get(a)[i] - mean[i]) * (rows.get(b)[i] - mean[i]);
                }
                products[a][b] = product;
                products[b][a] = product;
            }
        }
        RealMatrix matrix = MatrixUtils.createRealMatrix(products);
        // one more on the diagonal leaves eigenvectors as they are: next to eigenvalues of zero the iteration may not
        // end
        double trace = Math.max(matrix.getTrace(), Double.MIN_NORMAL);
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(
                matrix.scalarMultiply(1 / trace).add(MatrixUtils.createRealIdentityMatrix(rows.size())));
        basis = new double[Math.min(components, rows.size() - 1)][];
        for (int k = 0; k < basis.length; k++) {
            basis[k] = component(rows, eigen.getEigenvector(k).toArray());
        }
    }

    /** Of length 1. */
    private double[] component(List<double[]> rows, double[] weights) {
        double[] component = new double[mean.length];
        double square = 0;
        for (int i = 0; i < component.length; i++) {
            for (int a = 0; a < weights.length; a++) {
                component[i] += weights[a] * (rows.get(a)[i] - mean[i]);
            }
            square += component[i] * component[i];
        }
        double length = Math.sqrt(Math.max(square, Double.MIN_NORMAL));
        for (int i = 0; i < component.length; i++) {
            component[i] /= length;
        }
        return component;
    }
}
