package org.lumiwatch.expect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.Geometry;

/**
 * Fits what one lumisection shares among all cells of a map: a scale, and where the geometry has an eta axis a quadratic tilt
 * along it (the profile flattens as pileup falls). Robust: a dead supermodule must not drag it, so it starts from the median
 * ratio of coarse blocks and goes on with clipped residuals.
 */
final class ExposureFit {
    private static final int COARSE = 8;
    private static final int PASSES = 4;
    private static final double CLIP = 2.5;

    private final Geometry geometry;
    /** Per cell: position along eta, −1 to 1; 0 without an eta axis. */
    private final double[] eta;

    private final int terms;
    private final Tilt[] tilts;

    ExposureFit(Geometry geometry) {
        this.geometry = geometry;
        this.eta = new double[geometry.cells()];
        int perLayer = geometry.rings() / geometry.nz();
        this.terms = perLayer >= COARSE ? 3 : 1;
        this.tilts = new Tilt[terms - 1];
        Arrays.setAll(tilts, term -> new Tilt());
        if (terms == 3) {
            Arrays.setAll(eta, cell -> (geometry.ring(cell) % perLayer - (perLayer - 1) / 2.0) * 2 / (perLayer - 1));
        }
    }

    /** What one lumisection shows. */
    static final class Fitted {
        /** One per cell, all 0 when nothing was observed in any used cell. */
        final double[] scales;
        /** As this lumisection alone shows them; none without an eta axis, or when nothing was observed. */
        private final double[] tilts;

        private Fitted(double[] scales, double[] tilts) {
            this.scales = scales;
            this.tilts = tilts;
        }
    }

    /**
     * Scale of each cell: observed ≈ scale · reference.
     *
     * @param used one flag per cell: those that may have a say
     * @param conditions that tell how much the map is tilted
     */
    Fitted of(
            double[] observed, double[] reference, double[] excess, boolean[] used, LumisectionConditions conditions) {
        double[] coefficients = fitted(observed, reference, excess, used, terms);
        if (terms == 1 || !(coefficients[0] > 0)) {
            return new Fitted(scales(coefficients), new double[0]);
        }
        double[] shown = new double[tilts.length];
        double[] heard = new double[terms];
        heard[0] = 1;
        for (int i = 0; i < shown.length; i++) {
            shown[i] = coefficients[i + 1] / coefficients[0];
            heard[i + 1] = tilts[i].heard(shown[i], conditions);
        }
        double[] tilted = scales(heard);
        double[] bent = new double[reference.length];
        Arrays.setAll(bent, cell -> reference[cell] * tilted[cell]);
        double scale = fitted(observed, bent, excess, used, 1)[0];
        Arrays.setAll(tilted, cell -> scale * tilted[cell]);
        return new Fitted(tilted, shown);
    }

    /** Learns the tilt of a healthy lumisection. */
    void learn(Fitted fitted, LumisectionConditions conditions) {
        for (int i = 0; i < fitted.tilts.length; i++) {
            tilts[i].learn(fitted.tilts[i], conditions);
        }
    }

    /** The next fits are taken as they are. */
    void beginEpoch() {
        for (Tilt tilt : tilts) {
            tilt.beginEpoch();
        }
    }

    private double[] fitted(double[] observed, double[] reference, double[] excess, boolean[] used, int terms) {
        double start = medianOfBlocks(observed, reference, used);
        double[] coefficients = new double[terms];
        coefficients[0] = start;
        for (int pass = 0; pass < PASSES && start > 0; pass++) {
            improve(coefficients, observed, reference, excess, used);
        }
        return coefficients;
    }

    private double[] scales(double[] coefficients) {
        double[] scales = new double[eta.length];
        Arrays.setAll(scales, cell -> Math.max(0, value(coefficients, cell)));
        return scales;
    }

    private double value(double[] coefficients, int cell) {
        return coefficients.length == 1
                ? coefficients[0]
                : coefficients[0] + coefficients[1] * eta[cell] + coefficients[2] * (eta[cell] * eta[cell] - 1.0 / 3);
    }

    private double medianOfBlocks(double[] observed, double[] reference, boolean[] used) {
        int across = (geometry.nx() + COARSE - 1) / COARSE;
        int down = (geometry.ny() + COARSE - 1) / COARSE;
        double[] seen = new double[across * down * geometry.nz()];
        double[] due = new double[seen.length];
        for (int cell = 0; cell < observed.length; cell++) {
            if (used[cell]) {
                int block = (geometry.z(cell) * down + geometry.y(cell) / COARSE) * across + geometry.x(cell) / COARSE;
                seen[block] += observed[cell];
                due[block] += reference[cell];
            }
        }
        double[] ratios = new double[seen.length];
        Arrays.setAll(ratios, block -> due[block] > 0 ? seen[block] / due[block] : 0);
        return WeightedMedian.of(ratios, due);
    }

    /** One clipped least-squares step on the relative residuals. */
    private void improve(
            double[] coefficients, double[] observed, double[] reference, double[] excess, boolean[] used) {
        int terms = coefficients.length;
        double[][] normal = new double[terms][terms];
        double[] right = new double[terms];
        double[] basis = new double[terms];
        basis[0] = 1;
        for (int cell = 0; cell < observed.length; cell++) {
            double scale = value(coefficients, cell);
            double mean = scale * reference[cell];
            if (!used[cell] || !(mean > 0)) {
                continue;
            }
            double sigma = Math.sqrt(mean * (1 + excess[cell]));
            double residual = Math.clamp(observed[cell] - mean, -CLIP * sigma, CLIP * sigma);
            if (terms == 3) {
                basis[1] = eta[cell];
                basis[2] = eta[cell] * eta[cell] - 1.0 / 3;
            }
            double weight = reference[cell] / (scale * (1 + excess[cell]));
            for (int i = 0; i < terms; i++) {
                right[i] += weight * basis[i] * residual / reference[cell];
                for (int j = 0; j < terms; j++) {
                    normal[i][j] += weight * basis[i] * basis[j];
                }
            }
        }
        double[] step = SmallSystem.solve(normal, right);
        for (int i = 0; i < terms; i++) {
            coefficients[i] += step[i];
        }
    }

    void save(DataOutput out) throws IOException {
        for (Tilt tilt : tilts) {
            tilt.save(out);
        }
    }

    void restore(DataInput in) throws IOException {
        for (Tilt tilt : tilts) {
            tilt.restore(in);
        }
    }
}
