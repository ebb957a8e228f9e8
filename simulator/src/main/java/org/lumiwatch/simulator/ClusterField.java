package org.lumiwatch.simulator;

import org.lumiwatch.simulator.chance.Chance;

/**
 * Clustered counts on a cylinder: particles leave digis in the tower they hit and around it. A part is single digis, a part
 * local showers, a part spread over 3×3 towers, a part over a Gaussian of 2.3 towers. Fitted to one public map of ECAL barrel
 * occupancy: Fano factor 7.9, correlation .52 between neighbours, .38 diagonally, .30 at distance 2.
 *
 * <p>x is periodic; beyond the edges in y the mean continues as at the edge, so that edges receive as much as they lose.
 */
final class ClusterField {
    /** Digis of a local shower, per tower of a 3×3 shower, and of a wide one. */
    private static final double LOCAL = 4;

    private static final double BOX = 8;
    private static final double WIDE = 330;
    /** Shares of the mean. */
    private static final double LOCAL_SHARE = 1.05 / (2 * LOCAL);

    private static final double BOX_SHARE = 5.0 / (2 * BOX);
    private static final double SIGMA = 2.3;
    private static final int REACH = 8;
    private static final double[] KERNEL = kernel();
    private static final double WIDE_SHARE = 0.95 / (2 * WIDE * squared(squares()));
    private static final double SINGLE_SHARE = 1 - LOCAL_SHARE - BOX_SHARE - WIDE_SHARE;

    private final int nx;
    private final int ny;

    ClusterField(int nx, int ny) {
        this.nx = nx;
        this.ny = ny;
    }

    /** Rates of one lumisection, x fastest, fluctuating about {@code meanByRow}; digis are Poisson about them. */
    double[] draw(double[] meanByRow, Chance chance) {
        double[] rates = new double[nx * ny];
        addLocal(rates, meanByRow, chance);
        addBoxes(rates, meanByRow, chance);
        addWide(rates, meanByRow, chance);
        return rates;
    }

    private void addLocal(double[] rates, double[] meanByRow, Chance chance) {
        for (int y = 0; y < ny; y++) {
            Showers showers = Showers.of(meanByRow[y] * LOCAL_SHARE / LOCAL);
            for (int x = 0; x < nx; x++) {
                rates[y * nx + x] = meanByRow[y] * SINGLE_SHARE + LOCAL * showers.draw(chance);
            }
        }
    }

    private void addBoxes(double[] rates, double[] meanByRow, Chance chance) {
        double[] row = new double[nx];
        for (int y = -1; y <= ny; y++) {
            Showers showers = Showers.of(meanByRow[Math.clamp(y, 0, ny - 1)] * BOX_SHARE / (9 * BOX));
            for (int x = 0; x < nx; x++) {
                row[x] = BOX * showers.draw(chance);
            }
            for (int x = 0; x < nx; x++) {
                double three = row[x == 0 ? nx - 1 : x - 1] + row[x] + row[x == nx - 1 ? 0 : x + 1];
                for (int target = Math.max(0, y - 1); target <= Math.min(ny - 1, y + 1); target++) {
                    rates[target * nx + x] += three;
                }
            }
        }
    }

    private void addWide(double[] rates, double[] meanByRow, Chance chance) {
        double[] row = new double[nx];
        for (int y = -REACH; y < ny + REACH; y++) {
            java.util.Arrays.fill(row, 0);
            Showers showers = Showers.of(meanByRow[Math.clamp(y, 0, ny - 1)] * WIDE_SHARE / WIDE);
            for (int x = 0; x < nx; x++) {
                double size = showers.draw(chance);
                if (size > 0) {
                    for (int dx = -REACH; dx <= REACH; dx++) {
                        row[Math.floorMod(x + dx, nx)] += WIDE * size * KERNEL[dx + REACH];
                    }
                }
            }
            for (int target = Math.max(0, y - REACH); target <= Math.min(ny - 1, y + REACH); target++) {
                double weight = KERNEL[target - y + REACH];
                for (int x = 0; x < nx; x++) {
                    rates[target * nx + x] += weight * row[x];
                }
            }
        }
    }

    private static double[] kernel() {
        double[] kernel = new double[2 * REACH + 1];
        double sum = 0;
        for (int d = -REACH; d <= REACH; d++) {
            kernel[d + REACH] = StrictMath.exp(-d * d / (2 * SIGMA * SIGMA));
            sum += kernel[d + REACH];
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

    /** Number of showers Poisson, each with exponential size of mean 1. */
    private record Showers(double mean, double none) {
        static Showers of(double mean) {
            return new Showers(mean, StrictMath.exp(-mean));
        }

        double draw(Chance chance) {
            int showers = mean < 10 ? chance.poisson(mean, none) : chance.poisson(mean);
            return showers == 0 ? 0 : chance.gamma(showers);
        }
    }
}
