package org.lumiwatch.bench.baseline;

import java.util.List;
import org.lumiwatch.evaluate.LabelRegime;

/**
 * Lets a baseline follow labelled runs in time order: each is scored, then learning goes on as labels allow. With labels, good
 * runs are learned when their label is there; without, every run is.
 */
public final class Replay {
    private final LabelRegime labels;
    private final int learnedRuns;

    private Replay(LabelRegime labels, int learnedRuns) {
        this.labels = labels;
        this.learnedRuns = learnedRuns;
    }

    public static Replay under(LabelRegime labels) {
        return new Replay(labels, Integer.MAX_VALUE);
    }

    /** The same, but nothing is learned of runs after the first {@code runs}. */
    public Replay learningOnly(int runs) {
        return new Replay(labels, runs);
    }

    /** Score of each run. */
    public double[] scores(Baseline baseline, List<Labelled> runs) {
        double[] scores = new double[runs.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = baseline.score(runs.get(i).histogram());
            int known = i - delay();
            if (known >= 0 && known < learnedRuns && isLearned(runs.get(known))) {
                baseline.learn(runs.get(known).histogram());
            }
        }
        return scores;
    }

    /** Runs between a run and its label; without labels, no run is waited for. Each run is one lumisection. */
    private int delay() {
        return switch (labels) {
            case LabelRegime.None none -> 0;
            case LabelRegime.Immediate immediate -> 0;
            case LabelRegime.DelayRuns(int runs) -> runs;
            case LabelRegime.DelayLumisections(int lumisections) -> lumisections;
        };
    }

    private boolean isLearned(Labelled run) {
        return labels instanceof LabelRegime.None || !run.bad();
    }
}
