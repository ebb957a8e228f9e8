package org.lumiwatch.compare;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.lumiwatch.element.CountLaw;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.expect.Prediction;

/**
 * Compares single cells with what is expected of them given the cells around them, one lumisection at a time. Mutable; {@link #given}
 * and {@link #ratios} change nothing.
 */
public final class CellComparison {
    /** Evidence of a single lumisection from which a cell is not heard as a neighbour. */
    private static final double STRIKING = 6;

    private final NeighbourPredictor neighbours;

    public CellComparison(Geometry geometry) {
        this.neighbours = new NeighbourPredictor(geometry);
    }

    /**
     * The prediction given what was counted around each cell. Two passes: a cell far from what its neighbours tell in this very
     * lumisection tells nothing of them in the second. This is what protects the cells around a faulty one. Neither does one that lacks
     * striking many counts by itself: cells within a dead block would tell each other that nothing was to be expected.
     *
     * @param suspect cells that tell nothing of others; more are added
     */
    public Prediction given(double[] counts, Prediction prediction, boolean[] suspect) {
        Prediction first = neighbours.given(counts, prediction, suspect);
        boolean any = false;
        for (int cell = 0; cell < suspect.length; cell++) {
            if (!suspect[cell]
                    && first.mean(cell) > 0
                    && (isStriking(counts[cell], first, cell)
                            || (counts[cell] < prediction.mean(cell) && isStriking(counts[cell], prediction, cell)))) {
                suspect[cell] = true;
                any = true;
            }
        }
        return any ? neighbours.given(counts, prediction, suspect) : first;
    }

    private static boolean isStriking(double count, Prediction of, int cell) {
        return BestFactor.logRatio(count, of.mean(cell), of.variance(cell)) > STRIKING;
    }

    /** How far the efficiency of any region is off, given what was counted around it; {@code suspect} cells tell nothing of others. */
    EfficiencyScores scores(double[] counts, Prediction prediction, boolean[] suspect) {
        return neighbours.scores(counts, prediction, suspect);
    }

    /**
     * Log-likelihood ratio of each of the efficiencies that are looked for against the expected one.
     *
     * @return one array for each of {@link Factors}, with one number a cell; 0 where nothing is expected
     */
    public static double[][] ratios(double[] counts, Prediction given) {
        double[][] ratios = new double[Factors.count()][counts.length];
        for (int cell = 0; cell < counts.length; cell++) {
            if (given.mean(cell) > 0) {
                for (int h = 0; h < ratios.length; h++) {
                    ratios[h][cell] = ratio(
                            counts[cell],
                            given.mean(cell),
                            given.variance(cell),
                            given.spread(cell),
                            given.geometry().law() == CountLaw.BINOMIAL ? given.trials() : Double.NaN,
                            Factors.at(h));
                }
            }
        }
        return ratios;
    }

    /**
     * Of one cell.
     *
     * @param variance of the count, the uncertainty of its expectation included; of binomial counts it is their law's
     * @param spread relative uncertainty of the expectation
     * @param trials events; NaN where counts are not binomial
     */
    static double ratio(double count, double mean, double variance, double spread, double trials, double factor) {
        if (Double.isNaN(trials)) {
            return RegionEvidence.ratio(count, mean, variance, factor);
        }
        // exact, with the expectation that the count favours among those within its uncertainty
        double expected = Math.clamp(count, mean * (1 - Math.min(spread, 1)), Math.min(mean * (1 + spread), trials));
        return CountLikelihood.binomial(
                count, trials, Math.max(expected, 1e-9), factor * mean / Math.max(expected, 1e-9));
    }

    /** Begins with what another map's cells tell of each other. */
    public void startFrom(CellComparison similar) {
        neighbours.startFrom(similar.neighbours);
    }

    /** Learns how cells fluctuate together, from a lumisection that was not judged bad as a whole. */
    public void learn(double[] counts, Prediction prediction, boolean[] suspect) {
        neighbours.learn(counts, prediction, suspect);
    }

    public void save(DataOutput out) throws IOException {
        neighbours.save(out);
    }

    /** Reads back what {@link #save} wrote for the same geometry. */
    public void restore(DataInput in) throws IOException {
        neighbours.restore(in);
    }
}
