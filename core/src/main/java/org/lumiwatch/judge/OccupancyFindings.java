package org.lumiwatch.judge;

import java.util.Arrays;
import java.util.List;
import org.lumiwatch.compare.SlowDrift;
import org.lumiwatch.compare.Suspicion;
import org.lumiwatch.element.Box;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.lumisection.LumisectionId;

/** Findings in maps that are compared with their past. */
final class OccupancyFindings {
    /** A map in which more regions than this are suspected at once changed as a whole. */
    static final int MANY = 25;
    /** So did one in which more regions than this make up this share of its cells. */
    private static final int FEW = 3;

    private static final double SHARED = 0.25;
    /** Evidence from which counts are said to be added, not multiplied. */
    private static final double NOISE = 3;

    private OccupancyFindings() {}

    /**
     * Whether so much is suspected that it is the map which has changed; cells that are known to come and go tell nothing of it.
     *
     * @param drifted cells and groups that left their peers slowly
     */
    static boolean isOfMap(List<Suspicion> suspicions, int drifted) {
        List<Suspicion> steady =
                suspicions.stream().filter(one -> !one.unsteady()).toList();
        return steady.size() + drifted > MANY
                || (steady.size() > FEW
                        && steady.stream().mapToDouble(Suspicion::cells).sum() > SHARED);
    }

    static Finding ofRegion(Suspicion suspicion) {
        return new Finding(
                FindingKind.of(suspicion.factor(), suspicion.addition() > NOISE),
                suspicion.factor(),
                suspicion.box(),
                suspicion.group(),
                new Finding.Impact(suspicion.cells(), suspicion.entries()),
                Math.min(suspicion.significance(), Significance.LARGEST),
                suspicion.since());
    }

    /** Of a cell or group that left its peers slowly. */
    static Finding ofDrift(SlowDrift.Drift drift, Prediction prediction, LumisectionId at) {
        int live = prediction.liveCells();
        int[] cells = drift.boxes().stream()
                .flatMapToInt(prediction.geometry()::cellsOf)
                .filter(prediction::live)
                .toArray();
        double expected = Arrays.stream(cells).mapToDouble(prediction::mean).sum();
        return new Finding(
                drift.factor() < 1 ? FindingKind.DEGRADED : FindingKind.HOT,
                drift.factor(),
                Box.around(drift.boxes()),
                drift.group(),
                new Finding.Impact(
                        (double) cells.length / live, Math.min(1, expected / Math.max(prediction.total(), 1e-9))),
                Significance.elsewhere(
                        Significance.ofLogProbability(NormalTail.logTwoSided(Math.abs(drift.deviation()))), live),
                at);
    }
}
