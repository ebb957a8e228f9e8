package org.lumiwatch.judge;

import java.util.List;
import java.util.stream.IntStream;
import org.lumiwatch.compare.SlowDrift;
import org.lumiwatch.compare.Suspicion;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.lumisection.LumisectionId;

/** Findings in maps that are compared with their past. */
final class OccupancyFindings {
    /** A map in which more regions than this are suspected at once changed as a whole. */
    static final int MANY = 25;
    /** So did one in which more regions than this make up this share of its cells. */
    private static final int FEW = 3;

    private static final double SHARED = 0.25;
    /** Below this factor little enough is left to call it dead. */
    private static final double DEAD = 0.1;
    /** Evidence from which counts are said to be added, not multiplied. */
    private static final double NOISE = 3;

    private OccupancyFindings() {}

    /** Whether so much is suspected that it is the map which has changed. */
    static boolean isOfMap(List<Suspicion> suspicions) {
        return suspicions.size() > MANY
                || (suspicions.size() > FEW
                        && suspicions.stream().mapToDouble(Suspicion::cells).sum() > SHARED);
    }

    static Finding ofMap(Geometry geometry, double factor, double significance, LumisectionId since) {
        Box whole = new Box(0, 0, 0, geometry.nx() - 1, geometry.ny() - 1, geometry.nz() - 1);
        return new Finding(FindingKind.GLOBAL, factor, whole, "", new Finding.Impact(1, 1), significance, since);
    }

    static Finding ofRegion(Suspicion suspicion) {
        return new Finding(
                kindOf(suspicion),
                suspicion.factor(),
                suspicion.box(),
                suspicion.group(),
                new Finding.Impact(suspicion.cells(), suspicion.entries()),
                Math.min(suspicion.significance(), Significance.LARGEST),
                suspicion.since());
    }

    private static FindingKind kindOf(Suspicion suspicion) {
        if (suspicion.factor() < DEAD) {
            return FindingKind.DEAD;
        }
        if (suspicion.factor() < 1) {
            return FindingKind.DEGRADED;
        }
        return suspicion.addition() > NOISE ? FindingKind.NOISY : FindingKind.HOT;
    }

    /** Of a cell that left its peers slowly: any of those that are live could have. */
    static Finding ofDrift(SlowDrift.Drift drift, Prediction prediction, LumisectionId at) {
        double live =
                IntStream.range(0, prediction.cells()).filter(prediction::live).count();
        return new Finding(
                drift.factor() < 1 ? FindingKind.DEGRADED : FindingKind.HOT,
                drift.factor(),
                prediction.geometry().box(drift.cell()),
                "",
                new Finding.Impact(
                        1 / live, Math.min(1, prediction.mean(drift.cell()) / Math.max(prediction.total(), 1e-9))),
                Significance.elsewhere(
                        Significance.ofLogProbability(NormalTail.logTwoSided(Math.abs(drift.deviation()))), live),
                at);
    }
}
