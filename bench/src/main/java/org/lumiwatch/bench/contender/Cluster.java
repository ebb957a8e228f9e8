package org.lumiwatch.bench.contender;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.judge.FindingKind;

/**
 * Cells above threshold that touch each other, and how a shifter would name them.
 *
 * @param box the smallest that holds them
 * @param ratio observed over expected, mean of the cells
 */
record Cluster(Box box, double ratio, int cells) {
    private static final double DEAD = 0.1;
    /** Share of all cells from which on the whole element is named. */
    private static final double WHOLE = 0.25;

    /** All clusters of flagged cells, neighbours in x, y (diagonals too) and z joined; boxes do not wrap around. */
    static List<Cluster> of(Geometry geometry, boolean[] flagged, CellEvidence evidence) {
        List<Cluster> clusters = new ArrayList<>();
        boolean[] seen = new boolean[flagged.length];
        for (int cell = 0; cell < flagged.length; cell++) {
            if (flagged[cell] && !seen[cell]) {
                clusters.add(around(geometry, cell, flagged, seen, evidence));
            }
        }
        return clusters;
    }

    private static Cluster around(
            Geometry geometry, int first, boolean[] flagged, boolean[] seen, CellEvidence evidence) {
        int[] low = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
        int[] high = {-1, -1, -1};
        double ratio = 0;
        int cells = 0;
        Deque<Integer> open = new ArrayDeque<>(List.of(first));
        seen[first] = true;
        while (!open.isEmpty()) {
            int cell = open.remove();
            int[] at = {geometry.x(cell), geometry.y(cell), geometry.z(cell)};
            for (int axis = 0; axis < 3; axis++) {
                low[axis] = Math.min(low[axis], at[axis]);
                high[axis] = Math.max(high[axis], at[axis]);
            }
            ratio += evidence.ratio(cell);
            cells++;
            for (int z = Math.max(0, at[2] - 1); z <= Math.min(geometry.nz() - 1, at[2] + 1); z++) {
                for (int y = Math.max(0, at[1] - 1); y <= Math.min(geometry.ny() - 1, at[1] + 1); y++) {
                    for (int x = Math.max(0, at[0] - 1); x <= Math.min(geometry.nx() - 1, at[0] + 1); x++) {
                        int next = geometry.cell(x, y, z);
                        if (flagged[next] && !seen[next]) {
                            seen[next] = true;
                            open.add(next);
                        }
                    }
                }
            }
        }
        return new Cluster(new Box(low[0], low[1], low[2], high[0], high[1], high[2]), ratio / cells, cells);
    }

    FindingKind kind(Geometry geometry) {
        if (cells > WHOLE * geometry.cells()) {
            return FindingKind.GLOBAL;
        }
        if (ratio < DEAD) {
            return FindingKind.DEAD;
        }
        return ratio < 1 ? FindingKind.DEGRADED : FindingKind.HOT;
    }
}
