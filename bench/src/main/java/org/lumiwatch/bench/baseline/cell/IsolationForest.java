package org.lumiwatch.bench.baseline.cell;

import com.amazon.randomcutforest.RandomCutForest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.bench.contender.CellEvidence;
import org.lumiwatch.bench.contender.CellEvidence.Rule;
import org.lumiwatch.bench.contender.CellScorer;
import org.lumiwatch.bench.contender.Observed;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.simulator.chance.Chance;

/**
 * A forest of random cuts (Guha et al. 2016, the kept successor of the isolation forest) over what surrounds a cell: its pull, the mean
 * pull of its four neighbours, of the diagonal ones, and of its row and column at distance two. Cells whose own pull is below two
 * standard deviations score nothing, which spares nineteen twentieths of the time and costs no fault that it could find.
 */
public final class IsolationForest implements CellScorer {
    private static final int[][] NEAREST = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};
    private static final int[][] DIAGONAL = {{1, 1}, {-1, 1}, {1, -1}, {-1, -1}};
    private static final int[][] SECOND = {{2, 0}, {-2, 0}, {0, 2}, {0, -2}};
    private static final int TREES = 50;
    private static final int SAMPLE = 256;
    private static final int POINTS = 6_000;

    private @Nullable CellReference reference;
    private @Nullable RandomCutForest forest;

    @Override
    public String name() {
        return "isolation forest";
    }

    @Override
    public void train(List<Observed> history) {
        CellReference of = new CellReference(history);
        RandomCutForest grown = RandomCutForest.builder()
                .dimensions(4)
                .numberOfTrees(TREES)
                .sampleSize(SAMPLE)
                .randomSeed(1)
                .parallelExecutionEnabled(false)
                .build();
        Chance chance = Chance.of(1, "isolation forest");
        for (int i = 0; i < POINTS; ) {
            Observed observed = history.get(chance.nextInt(history.size()));
            double[] counts = observed.counts();
            double[] expected = of.expected(observed, counts);
            double[] pulls = of.pulls(counts, expected, observed.most());
            for (int k = 0; k < 100; k++) {
                int cell = chance.nextInt(counts.length);
                if (expected[cell] > 0) {
                    grown.update(features(observed.geometry(), pulls, cell));
                }
            }
            i += 100;
        }
        reference = of;
        forest = grown;
    }

    private static float[] features(Geometry geometry, double[] pulls, int cell) {
        return new float[] {
            (float) pulls[cell],
            mean(geometry, pulls, cell, NEAREST),
            mean(geometry, pulls, cell, DIAGONAL),
            mean(geometry, pulls, cell, SECOND)
        };
    }

    private static float mean(Geometry geometry, double[] pulls, int cell, int[][] offsets) {
        double sum = 0;
        int counted = 0;
        for (int[] offset : offsets) {
            int next = geometry.neighbour(cell, offset[0], offset[1]);
            if (next >= 0) {
                sum += pulls[next];
                counted++;
            }
        }
        return counted == 0 ? 0 : (float) (sum / counted);
    }

    @Override
    public CellEvidence evidence(Observed observed) {
        if (reference == null || forest == null) {
            throw new IllegalStateException("isolation forest: not trained (expected: train first)");
        }
        double[] counts = observed.counts();
        double[] expected = reference.expected(observed, counts);
        double[] pulls = reference.pulls(counts, expected, observed.most());
        double[] scores = new double[counts.length];
        for (int cell = 0; cell < scores.length; cell++) {
            if (Math.abs(pulls[cell]) >= 2) {
                scores[cell] = forest.getAnomalyScore(features(observed.geometry(), pulls, cell));
            }
        }
        return new CellEvidence(Rule.SUM, new double[][] {scores}, counts, expected);
    }

    @Override
    public void learn(Observed observed, boolean[] suspect) {}

    @Override
    public CellScorer copy() {
        return this;
    }
}
