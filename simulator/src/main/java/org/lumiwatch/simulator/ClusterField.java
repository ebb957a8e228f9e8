package org.lumiwatch.simulator;

import java.util.Arrays;
import org.lumiwatch.simulator.chance.Chance;

/**
 * Clustered counts: particles leave digis in the tower they hit and around it. A part is single digis, a part local showers, a
 * part spread over 3×3 towers, a part over a Gaussian of 2.3 towers. Fitted to one public map of ECAL barrel occupancy: Fano
 * factor 7.9, correlation .52 between neighbours, .38 diagonally, .30 at distance 2.
 *
 * <p>{@code clustering} multiplies what all that adds to Poisson's variance: 0 for Poisson counts, 1 as measured.
 *
 * <p>Means come with a halo of {@link #HALO} cells beyond every edge that is not periodic, so that edges receive as much as they
 * lose. y is never periodic.
 */
final class ClusterField {
    static final int HALO = 8;

    /** Digis of a local shower, per tower of a 3×3 shower, and of a wide one. */
    private static final double LOCAL = 4;

    private static final double BOX = 8;
    private static final double WIDE = 330;
    private static final double SIGMA = 2.3;
    private static final double[] KERNEL = kernel();
    /** What each part adds to the Fano factor of 1 that single digis have. */
    private static final double LOCAL_EXCESS = 1.05;

    private static final double BOX_EXCESS = 5.0;
    private static final double WIDE_EXCESS = 0.95;
    /** Shares of the mean: showers have exponential sizes, hence the 2. */
    private static final double LOCAL_SHARE = LOCAL_EXCESS / (2 * LOCAL);

    private static final double BOX_SHARE = BOX_EXCESS / (2 * BOX);
    private static final double WIDE_SHARE = WIDE_EXCESS / (2 * WIDE * squared(squares()));
    private final double clustering;
    private final double singleShare;
    private final int nx;
    private final int ny;
    private final boolean xPeriodic;
    private final int haloX;
    private final int width;

    ClusterField(int nx, int ny, boolean xPeriodic, double clustering) {
        this.clustering = clustering;
        this.singleShare = 1 - clustering * LOCAL_SHARE - clustering * BOX_SHARE - clustering * WIDE_SHARE;
        if (!(clustering >= 0 && singleShare >= 0)) {
            throw new IllegalArgumentException("clustering: %s (expected: 0 to %.2f)"
                    .formatted(clustering, 1 / (LOCAL_SHARE + BOX_SHARE + WIDE_SHARE)));
        }
        this.nx = nx;
        this.ny = ny;
        this.xPeriodic = xPeriodic;
        this.haloX = xPeriodic ? 0 : HALO;
        this.width = nx + 2 * haloX;
    }

    /** Cells of the map and its halo. */
    int padded() {
        return width * (ny + 2 * HALO);
    }

    /** Column of a cell of map and halo; below 0 and from nx on in the halo. */
    int x(int padded) {
        return padded % width - haloX;
    }

    int y(int padded) {
        return padded / width - HALO;
    }

    int padded(int x, int y) {
        return (y + HALO) * width + x + haloX;
    }

    /** Rates of one lumisection, x fastest, fluctuating about {@code means} of map and halo; digis are Poisson about them. */
    double[] draw(double[] means, Chance chance) {
        double[] rates = new double[nx * ny];
        addLocal(rates, means, chance);
        addBoxes(rates, means, chance);
        addWide(rates, means, chance);
        return rates;
    }

    private void addLocal(double[] rates, double[] means, Chance chance) {
        Showers showers = new Showers(clustering * LOCAL_SHARE / LOCAL);
        for (int y = 0; y < ny; y++) {
            for (int x = 0; x < nx; x++) {
                double mean = means[padded(x, y)];
                rates[y * nx + x] = mean * singleShare + LOCAL * showers.draw(mean, chance);
            }
        }
    }

    private void addBoxes(double[] rates, double[] means, Chance chance) {
        Showers showers = new Showers(clustering * BOX_SHARE / (9 * BOX));
        int from = xPeriodic ? 0 : haloX - 1;
        double[] row = new double[width];
        for (int y = -1; y <= ny; y++) {
            for (int i = from; i < width - from; i++) {
                row[i] = BOX * showers.draw(means[(y + HALO) * width + i], chance);
            }
            for (int x = 0; x < nx; x++) {
                double three = row[column(x - 1)] + row[column(x)] + row[column(x + 1)];
                for (int target = Math.max(0, y - 1); target <= Math.min(ny - 1, y + 1); target++) {
                    rates[target * nx + x] += three;
                }
            }
        }
    }

    private void addWide(double[] rates, double[] means, Chance chance) {
        Showers showers = new Showers(clustering * WIDE_SHARE / WIDE);
        double[] row = new double[nx];
        for (int y = -HALO; y < ny + HALO; y++) {
            Arrays.fill(row, 0);
            for (int i = 0; i < width; i++) {
                double size = showers.draw(means[(y + HALO) * width + i], chance);
                if (size > 0) {
                    spread(row, i - haloX, WIDE * size);
                }
            }
            for (int target = Math.max(0, y - HALO); target <= Math.min(ny - 1, y + HALO); target++) {
                double weight = KERNEL[target - y + HALO];
                for (int x = 0; x < nx; x++) {
                    rates[target * nx + x] += weight * row[x];
                }
            }
        }
    }

    private void spread(double[] row, int x, double digis) {
        for (int d = -HALO; d <= HALO; d++) {
            int target = xPeriodic ? Math.floorMod(x + d, nx) : x + d;
            if (target >= 0 && target < nx) {
                row[target] += digis * KERNEL[d + HALO];
            }
        }
    }

    /** Index within a padded row; −1 and nx are the other end or the halo. */
    private int column(int x) {
        if (!xPeriodic) {
            return x + haloX;
        }
        return x < 0 ? x + nx : x < nx ? x : x - nx;
    }

    /** What {@link #draw} gives on average: showers carry the means of the cells around. */
    double[] expected(double[] means) {
        double[] expected = new double[nx * ny];
        double[] box = new double[nx];
        double[] wide = new double[nx];
        for (int y = -HALO; y < ny + HALO; y++) {
            for (int x = 0; x < nx; x++) {
                box[x] = 0;
                wide[x] = 0;
                for (int d = -HALO; d <= HALO; d++) {
                    double mean = means[(y + HALO) * width + column(x + d)];
                    box[x] += Math.abs(d) <= 1 ? mean * clustering * BOX_SHARE / 9 : 0;
                    wide[x] += mean * clustering * WIDE_SHARE * KERNEL[d + HALO];
                }
            }
            for (int target = Math.max(0, y - HALO); target <= Math.min(ny - 1, y + HALO); target++) {
                for (int x = 0; x < nx; x++) {
                    double near = Math.abs(target - y) <= 1 ? box[x] : 0;
                    double own = target == y ? (singleShare + clustering * LOCAL_SHARE) * means[padded(x, y)] : 0;
                    expected[target * nx + x] += own + near + wide[x] * KERNEL[target - y + HALO];
                }
            }
        }
        return expected;
    }

    /** Covariance of the rates of two cells: what their counts have beyond Poisson's, exactly. */
    double excess(double[] means, int cell, int other) {
        int x = cell % nx;
        int y = cell / nx;
        int dx = other % nx - x;
        int dy = other / nx - y;
        if (xPeriodic) {
            dx = Math.floorMod(dx + nx / 2, nx) - nx / 2;
        }
        double sum = cell == other ? LOCAL_EXCESS * means[padded(x, y)] : 0;
        double wide = 2 * WIDE * WIDE_SHARE;
        for (int j = Math.max(-HALO, dy - HALO); j <= Math.min(HALO, dy + HALO); j++) {
            double weightY = wide * KERNEL[j + HALO] * KERNEL[j - dy + HALO];
            for (int i = Math.max(-HALO, dx - HALO); i <= Math.min(HALO, dx + HALO); i++) {
                double weight = weightY * KERNEL[i + HALO] * KERNEL[i - dx + HALO];
                if (near(i, j) && near(i - dx, j - dy)) {
                    weight += BOX_EXCESS / 9;
                }
                sum += weight * means[(y + j + HALO) * width + column(x + i)];
            }
        }
        return clustering * sum;
    }

    private static boolean near(int dx, int dy) {
        return Math.abs(dx) <= 1 && Math.abs(dy) <= 1;
    }

    private static double[] kernel() {
        double[] kernel = new double[2 * HALO + 1];
        double sum = 0;
        for (int d = -HALO; d <= HALO; d++) {
            kernel[d + HALO] = StrictMath.exp(-d * d / (2 * SIGMA * SIGMA));
            sum += kernel[d + HALO];
        }
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] /= sum;
        }
        return kernel;
    }

    private static double squares() {
        double sum = 0;
        for (double k : KERNEL) {
            sum += k * k;
        }
        return sum;
    }

    private static double squared(double x) {
        return x * x;
    }

    /** Number of showers Poisson, each with exponential size of mean 1. Cells in a row often share their mean, and so its exponential. */
    private static final class Showers {
        private final double share;
        private double mean = Double.NaN;
        private double none;

        Showers(double share) {
            this.share = share;
        }

        double draw(double digis, Chance chance) {
            if (digis * share != mean) {
                mean = digis * share;
                none = StrictMath.exp(-mean);
            }
            int showers = mean < 10 ? chance.poisson(mean, none) : chance.poisson(mean);
            return showers == 0 ? 0 : chance.gamma(showers);
        }
    }
}
