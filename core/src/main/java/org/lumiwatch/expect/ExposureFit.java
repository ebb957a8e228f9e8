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

    /** Per cell: position along eta, −1 to 1; 0 without an eta axis. */
    private final double[] eta;

    /** Per cell: the coarse block that it lies in. */
    private final int[] block;

    private final int blocks;

    private final int terms;
    private final Tilt[] tilts;

    ExposureFit(Geometry geometry) {
        this.eta = new double[geometry.cells()];
        int across = (geometry.nx() + COARSE - 1) / COARSE;
        int down = (geometry.ny() + COARSE - 1) / COARSE;
        this.block = new int[geometry.cells()];
        Arrays.setAll(
                block,
                cell -> (geometry.z(cell) * down + geometry.y(cell) / COARSE) * across + geometry.x(cell) / COARSE);
        this.blocks = across * down * geometry.nz();
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
                : coefficients[0] + coefficients[1] * eta[cell] + coefficients[2] * bend(eta[cell]);
    }

    private double medianOfBlocks(double[] observed, double[] reference, boolean[] used) {
        double[] seen = new double[blocks];
        double[] due = new double[blocks];
        for (int cell = 0; cell < observed.length; cell++) {
            if (used[cell]) {
                seen[block[cell]] += observed[cell];
                due[block[cell]] += reference[cell];
            }
        }
        double[] ratios = new double[seen.length];
        Arrays.setAll(ratios, i -> due[i] > 0 ? seen[i] / due[i] : 0);
        return WeightedMedian.of(ratios, due);
    }

    /** One clipped least-squares step on the relative residuals. */
    private void improve(
            double[] coefficients, double[] observed, double[] reference, double[] excess, boolean[] used) {
        double[] right = new double[3];
        double n00 = 0;
        double n01 = 0;
        double n02 = 0;
        double n11 = 0;
        double n12 = 0;
        double n22 = 0;
        for (int cell = 0; cell < observed.length; cell++) {
            double scale = value(coefficients, cell);
            double mean = scale * reference[cell];
            if (!used[cell] || !(mean > 0)) {
                continue;
            }
            double fano = 1 + excess[cell];
            double limit = CLIP * Math.sqrt(mean * fano);
            double residual = Math.clamp(observed[cell] - mean, -limit, limit) / (scale * fano);
            double weight = reference[cell] / (scale * fano);
            double linear = eta[cell];
            double bent = bend(linear);
            right[0] += residual;
            right[1] += residual * linear;
            right[2] += residual * bent;
            n00 += weight;
            n01 += weight * linear;
            n02 += weight * bent;
            n11 += weight * linear * linear;
            n12 += weight * linear * bent;
            n22 += weight * bent * bent;
        }
        double[][] normal = coefficients.length == 1
                ? new double[][] {{n00}}
                : new double[][] {{n00, n01, n02}, {n01, n11, n12}, {n02, n12, n22}};
        double[] step = SmallSystem.solve(normal, Arrays.copyOf(right, coefficients.length));
        for (int i = 0; i < coefficients.length; i++) {
            coefficients[i] += step[i];
        }
    }

    /** What bends a map along eta without changing its mean. */
    private static double bend(double eta) {
        return eta * eta - 1.0 / 3;
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
