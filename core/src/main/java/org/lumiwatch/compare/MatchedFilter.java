package org.lumiwatch.compare;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;

/**
 * The best linear estimate of how far the efficiency of a box is off, when the fluctuations of its cells and of those around it are
 * correlated: sums over the layers of the box from its rim inwards and over the frames around it, weighted by the inverse of their
 * covariance, as learned from healthy boxes of the same shape. A smooth fluctuation reaches beyond the box and is subtracted; a fault
 * ends at its rim. Of the information that all cells of an ECAL map hold on a 5×5 block these few sums keep .85, the bare sum .3.
 *
 * <p>Mutable; {@link #estimate} changes nothing.
 */
final class MatchedFilter {
    /** Layers of a box: its rim, the one within, the rest. */
    static final int LAYERS = 3;
    /** Layers, then the edges and corners of the frame around the box, then the frame around that. */
    static final int SUMS = 6;

    private static final double MEMORY = 300;
    /** Boxes after which covariances are used. */
    private static final double NEEDED = 200;
    /** Differences of sums that nearly cancel are not trusted beyond this. */
    private static final double RIDGE = 1.01;

    private final double[][] products = new double[SUMS][SUMS];
    private double seen;
    private double[][] inverse = new double[SUMS][SUMS];

    /** Deviation of a box from its expectation, relative, and the inverse of its variance. */
    record Estimate(double deviation, double information) {}

    boolean isReady() {
        return seen >= NEEDED;
    }

    /**
     * Estimates the relative deviation.
     *
     * @param sums of standardised deviations
     * @param strengths of each layer: what the sums would be, were the efficiency twice what is expected; frames have none
     */
    Estimate estimate(double[] sums, double[] strengths) {
        double information = 0;
        double weighted = 0;
        for (int i = 0; i < SUMS; i++) {
            double weight = 0;
            for (int layer = 0; layer < LAYERS; layer++) {
                weight += inverse[i][layer] * strengths[layer];
            }
            weighted += weight * sums[i];
            information += i < LAYERS ? weight * strengths[i] : 0;
        }
        return information > 0 ? new Estimate(weighted / information, information) : new Estimate(0, 0);
    }

    /** Forgets a little; to be called once a lumisection, before its boxes are noted. */
    void age() {
        double keep = 1 - 1 / MEMORY;
        seen *= keep;
        for (double[] row : products) {
            for (int j = 0; j < SUMS; j++) {
                row[j] *= keep;
            }
        }
    }

    /** Notes a healthy box. */
    void note(double[] sums) {
        seen++;
        for (int i = 0; i < SUMS; i++) {
            for (int j = 0; j <= i; j++) {
                products[i][j] += sums[i] * sums[j];
            }
        }
    }

    /** To be called after the boxes of a lumisection were noted. */
    void solve() {
        if (!isReady()) {
            return;
        }
        RealMatrix covariance = MatrixUtils.createRealMatrix(SUMS, SUMS);
        for (int i = 0; i < SUMS; i++) {
            for (int j = 0; j < SUMS; j++) {
                covariance.setEntry(i, j, products[Math.max(i, j)][Math.min(i, j)] / seen * (i == j ? RIDGE : 1));
            }
        }
        // sums that never vary, such as the inner layers of a small box, get no weight
        inverse = new SingularValueDecomposition(covariance)
                .getSolver()
                .getInverse()
                .getData();
    }

    void save(DataOutput out) throws IOException {
        out.writeDouble(seen);
        for (int i = 0; i < SUMS; i++) {
            for (int j = 0; j <= i; j++) {
                out.writeDouble(products[i][j]);
            }
        }
    }

    void restore(DataInput in) throws IOException {
        seen = in.readDouble();
        for (int i = 0; i < SUMS; i++) {
            for (int j = 0; j <= i; j++) {
                products[i][j] = in.readDouble();
            }
        }
        Arrays.stream(inverse).forEach(row -> Arrays.fill(row, 0));
        solve();
    }
}
