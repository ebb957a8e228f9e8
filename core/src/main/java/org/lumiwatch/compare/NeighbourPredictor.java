package org.lumiwatch.compare;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.lumiwatch.element.CountLaw;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.expect.SmallSystem;

/**
 * What the cells around a cell tell of its fluctuation: particles leave counts in several cells at once, so that eight neighbours
 * explain more than half of the variance of an ECAL tower. One weight each for the nearest along x, along y, those two cells away and
 * those three away, learned from healthy lumisections; a cell never sees itself. Diagonal ones tell next to nothing that these do not:
 * what is left of a tower's variance is 3.68 times its mean after the nearest four, 3.63 with diagonals and those two away, 3.43 with
 * two and three away, 3.40 with all 48 within three.
 *
 * <p>A neighbour that is itself suspect, or not live, is replaced by what its own neighbours tell of it; the fewer of the nearest are
 * left, the larger the variance that remains, as learned too. Counts of binomial maps hardly share their fluctuations and are left
 * as they are. Mutable; {@link #given} changes nothing.
 */
final class NeighbourPredictor {
    /** Steps to the neighbours, by kind: each of {@link EfficiencyScores#STEPS} backwards, then {@link #forwards}. */
    private static final int[][] STEPS = Arrays.stream(EfficiencyScores.STEPS)
            .flatMap(step -> Stream.of(new int[] {-step[0], -step[1]}, step))
            .toArray(int[][]::new);

    private static final int[] KIND = {0, 0, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3};
    private static final int KINDS = 4;
    private static final int NEAREST = 4;
    /** Larger deviations, in standard deviations, tell no more than this. */
    private static final double CLIP = 3;
    /** Lumisections over which weights are averaged, and those needed before they are used. */
    private static final double MEMORY = 1000;

    private static final double NEEDED = 8;
    /** Lumisections that what was learned of another map counts for. */
    private static final double TAKEN_OVER = 2;

    /** Ridge, in units of cells. */
    private static final double RIDGE = 50;

    private static final double LEAST_SHARE = 0.2;
    private static final double MOST_SHARE = 4;

    private final boolean telling;
    private final int cells;
    /** {@code STEPS.length} numbers a cell; −1 where there is no neighbour. */
    private final int[] neighbours;

    private final double[][] products = new double[KINDS][KINDS];
    private final double[] targets = new double[KINDS];
    /** Sums of squared deviations before and after the neighbours were heard, by number of nearest ones missing. */
    private final double[] before = new double[NEAREST + 1];

    private final double[] after = new double[NEAREST + 1];
    private double learned;
    private double[] weights = new double[KINDS];

    private static int forwards(int step) {
        return 2 * step + 1;
    }

    NeighbourPredictor(Geometry geometry) {
        this.telling = geometry.law() == CountLaw.CLUSTERED && geometry.nx() > 2 && geometry.ny() > 2;
        this.cells = geometry.cells();
        this.neighbours = new int[telling ? cells * STEPS.length : 0];
        for (int i = 0; i < neighbours.length; i++) {
            int[] step = STEPS[i % STEPS.length];
            neighbours[i] = geometry.neighbour(i / STEPS.length, step[0], step[1]);
        }
    }

    /** Begins with the weights of another map's cells, which are heard at once and soon give way to its own. */
    void startFrom(NeighbourPredictor similar) {
        if (!telling || !similar.isReady() || learned > 0) {
            return;
        }
        learned = NEEDED;
        double by = TAKEN_OVER / similar.learned * cells / similar.cells;
        for (int i = 0; i < KINDS; i++) {
            targets[i] = by * similar.targets[i];
            for (int j = 0; j <= i; j++) {
                products[i][j] = by * similar.products[i][j];
            }
        }
        for (int m = 0; m <= NEAREST; m++) {
            before[m] = by * similar.before[m];
            after[m] = by * similar.after[m];
        }
        solve();
    }

    /** Whether enough was learned for neighbours to be heard. */
    private boolean isReady() {
        return telling && learned >= NEEDED;
    }

    /**
     * The prediction given what was counted around each cell.
     *
     * @param suspect cells that tell nothing of others
     * @return {@code prediction} itself while there is nothing to tell
     */
    Prediction given(double[] counts, Prediction prediction, boolean[] suspect) {
        if (!isReady()) {
            return prediction;
        }
        Deviations deviations = new Deviations(counts, prediction, suspect);
        double[] means = new double[cells];
        double[] excess = new double[cells];
        double[] spread = new double[cells];
        boolean[] live = new boolean[cells];
        for (int cell = 0; cell < cells; cell++) {
            live[cell] = prediction.live(cell);
            spread[cell] = prediction.spread(cell);
            double mean = prediction.mean(cell);
            double shift = deviations.told(cell) * sigma(prediction, cell);
            means[cell] = mean > 0 ? Math.clamp(mean + shift, LEAST_SHARE * mean, MOST_SHARE * mean) : 0;
            excess[cell] = Math.max(0, (1 + prediction.excess(cell)) * remaining(deviations.missing(cell)) - 1);
        }
        return new Prediction(
                prediction.geometry(), means, excess, spread, live, prediction.exposure(), prediction.trials());
    }

    /**
     * How far the efficiency of any region is off, given what was counted around it.
     *
     * @param suspect cells that tell nothing of others
     */
    EfficiencyScores scores(double[] counts, Prediction prediction, boolean[] suspect) {
        boolean heard = isReady();
        Deviations told = new Deviations(counts, prediction, heard ? suspect : new boolean[cells]);
        double[] deviation = new double[cells];
        double[] untold = new double[cells];
        double[] strength = new double[cells];
        double[] left = new double[cells];
        for (int cell = 0; cell < cells; cell++) {
            double mean = prediction.live(cell) ? prediction.mean(cell) : 0;
            double sigma = sigma(prediction, cell);
            deviation[cell] = mean > 0 ? (counts[cell] - mean) / sigma : 0;
            untold[cell] = mean > 0 ? deviation[cell] - told.own[cell] : 0;
            strength[cell] = mean > 0 ? mean / sigma : 0;
            left[cell] = heard ? remaining(absent(cell, prediction)) : 1;
        }
        double[][] own = new double[2][cells];
        double[][][] pairs = new double[EfficiencyScores.STEPS.length][2][cells];
        for (int cell = 0; cell < cells; cell++) {
            double weight = strength[cell] / left[cell];
            own[0][cell] = weight * (deviation[cell] - (heard ? told.told(cell) : 0));
            own[1][cell] = weight * strength[cell];
            for (int step = 0; heard && step < pairs.length; step++) {
                int n = forwards(step);
                int other = neighbours[cell * STEPS.length + n];
                if (other >= 0) {
                    double shared = weights[KIND[n]];
                    double otherWeight = strength[other] / left[other];
                    pairs[step][0][cell] = -shared * (weight * untold[other] + otherWeight * untold[cell]);
                    pairs[step][1][cell] = -shared * (weight * strength[other] + otherWeight * strength[cell]);
                }
            }
        }
        return new EfficiencyScores(prediction.geometry(), own, pairs);
    }

    /** Number of nearest neighbours that are not live. */
    private int absent(int cell, Prediction prediction) {
        int absent = 0;
        for (int n = 0; n < NEAREST; n++) {
            int neighbour = neighbours[cell * STEPS.length + n];
            absent += neighbour < 0 || !prediction.live(neighbour) ? 1 : 0;
        }
        return absent;
    }

    private static double sigma(Prediction prediction, int cell) {
        return Math.sqrt(prediction.mean(cell) * (1 + prediction.excess(cell)));
    }

    /** Share of the variance that is left. */
    private double remaining(int missing) {
        double share = 1;
        for (int m = NEAREST; m >= missing; m--) {
            // few cells of a map lack many neighbours: what is known of those that lack more stands in
            share = (after[m] + 100 * share) / (before[m] + 100);
        }
        return Math.min(1, share);
    }

    /** Learns from a lumisection that was not judged bad as a whole. */
    void learn(double[] counts, Prediction prediction, boolean[] suspect) {
        if (!telling) {
            return;
        }
        double keep = 1 - 1 / MEMORY;
        scale(keep);
        learned = learned * keep + 1;
        Deviations deviations = new Deviations(counts, prediction, suspect);
        double[] heard = new double[KINDS];
        for (int cell = 0; cell < cells; cell++) {
            if (!deviations.known[cell]) {
                continue;
            }
            deviations.hear(cell, heard);
            double own = deviations.own[cell];
            for (int i = 0; i < KINDS; i++) {
                targets[i] += heard[i] * own;
                for (int j = 0; j <= i; j++) {
                    products[i][j] += heard[i] * heard[j];
                }
            }
            double left = Math.clamp(own - deviations.told(cell), -CLIP, CLIP);
            int missing = deviations.missing(cell);
            before[missing] += own * own;
            after[missing] += left * left;
        }
        solve();
    }

    private void scale(double by) {
        for (int i = 0; i < KINDS; i++) {
            targets[i] *= by;
            for (int j = 0; j <= i; j++) {
                products[i][j] *= by;
            }
        }
        for (int m = 0; m <= NEAREST; m++) {
            // what was left under the first weights is soon forgotten
            before[m] *= Math.min(by, 1 - 1 / (learned + 2));
            after[m] *= Math.min(by, 1 - 1 / (learned + 2));
        }
    }

    private void solve() {
        double[][] normal = new double[KINDS][KINDS];
        for (int i = 0; i < KINDS; i++) {
            for (int j = 0; j < KINDS; j++) {
                normal[i][j] = products[Math.max(i, j)][Math.min(i, j)] + (i == j ? RIDGE : 0);
            }
        }
        weights = SmallSystem.solve(normal, targets.clone());
    }

    /** Standardised deviations of one lumisection. */
    private final class Deviations {
        /** Of each cell, clipped; for suspect cells what their neighbours tell; 0 for those that are not live. */
        final double[] own = new double[cells];
        /** Which tell by themselves. */
        final boolean[] known = new boolean[cells];

        Deviations(double[] counts, Prediction prediction, boolean[] suspect) {
            for (int cell = 0; cell < cells; cell++) {
                double mean = prediction.mean(cell);
                known[cell] = prediction.live(cell) && !suspect[cell] && mean > 0;
                own[cell] = known[cell] ? Math.clamp((counts[cell] - mean) / sigma(prediction, cell), -CLIP, CLIP) : 0;
            }
            double[] replaced = own.clone();
            for (int cell = 0; cell < cells; cell++) {
                if (suspect[cell] && prediction.mean(cell) > 0) {
                    replaced[cell] = told(cell);
                }
            }
            System.arraycopy(replaced, 0, own, 0, cells);
        }

        /** What the cells around tell of a cell, in its standard deviations. */
        double told(int cell) {
            double told = 0;
            for (int n = 0; n < STEPS.length; n++) {
                int neighbour = neighbours[cell * STEPS.length + n];
                told += neighbour < 0 ? 0 : weights[KIND[n]] * own[neighbour];
            }
            return told;
        }

        void hear(int cell, double[] heard) {
            Arrays.fill(heard, 0);
            for (int n = 0; n < STEPS.length; n++) {
                int neighbour = neighbours[cell * STEPS.length + n];
                heard[KIND[n]] += neighbour < 0 ? 0 : own[neighbour];
            }
        }

        int missing(int cell) {
            int missing = 0;
            for (int n = 0; n < NEAREST; n++) {
                int neighbour = neighbours[cell * STEPS.length + n];
                missing += neighbour < 0 || !known[neighbour] ? 1 : 0;
            }
            return missing;
        }
    }

    void save(DataOutput out) throws IOException {
        out.writeDouble(learned);
        for (int i = 0; i < KINDS; i++) {
            out.writeDouble(targets[i]);
            out.writeDouble(weights[i]);
            for (int j = 0; j <= i; j++) {
                out.writeDouble(products[i][j]);
            }
        }
        for (int m = 0; m <= NEAREST; m++) {
            out.writeDouble(before[m]);
            out.writeDouble(after[m]);
        }
    }

    void restore(DataInput in) throws IOException {
        learned = in.readDouble();
        for (int i = 0; i < KINDS; i++) {
            targets[i] = in.readDouble();
            weights[i] = in.readDouble();
            for (int j = 0; j <= i; j++) {
                products[i][j] = in.readDouble();
            }
        }
        for (int m = 0; m <= NEAREST; m++) {
            before[m] = in.readDouble();
            after[m] = in.readDouble();
        }
    }
}
