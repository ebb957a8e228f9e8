package org.lumiwatch.monitor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.lumiwatch.compare.FaultSegments;
import org.lumiwatch.compare.RegionSeries;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.HardwareGroup;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.FindingKind;

/** A region of one element that was under a finding at least once in a run. Mutable, used by one thread. */
final class SuspectRegion {
    private static final double[] LOSSES = {0.02, 0.2, 0.4, 0.6, 0.8, 0.9};
    private static final double[] EXCESSES = {1.15, 1.3, 1.6, 2.2, 5, 20};

    private final Geometry geometry;
    private final BitSet cells;
    private Finding worst;
    /** One flag per lumisection of the run: suspected online, from the finding's onset on. */
    private final boolean[] suspected;

    private SuspectRegion(Geometry geometry, BitSet cells, Finding worst, int lumisections) {
        this.geometry = geometry;
        this.cells = cells;
        this.worst = worst;
        this.suspected = new boolean[lumisections];
    }

    /** Whether a region's counts against those of other cells can tell of this kind at all. */
    static boolean isRegional(Finding finding) {
        return !finding.kind().isOfWhole();
    }

    static SuspectRegion of(Geometry geometry, Finding finding, int lumisections) {
        return new SuspectRegion(geometry, cells(geometry, finding), finding, lumisections);
    }

    /** Takes in a sighting of the same region. */
    void sighted(Finding finding, int from, int to) {
        Arrays.fill(suspected, from, to + 1, true);
        if (finding.significance() > worst.significance()) {
            worst = finding;
        }
    }

    /** Whether a finding is this region seen again: same direction, and half of their common area shared. */
    boolean isSeenIn(Finding finding) {
        if (isLoss(finding) != isLoss(worst)) {
            return false;
        }
        BitSet theirs = cells(geometry, finding);
        BitSet common = (BitSet) cells.clone();
        common.and(theirs);
        theirs.or(cells);
        return 2 * common.cardinality() >= theirs.cardinality();
    }

    /** Whether this region is, for the most part, a piece of the larger {@code other} and changed the same way. */
    boolean isPartOf(SuspectRegion other) {
        BitSet common = (BitSet) cells.clone();
        common.and(other.cells);
        return isLoss(worst) == isLoss(other.worst)
                && cells.cardinality() < other.cells.cardinality()
                && 2 * common.cardinality() >= cells.cardinality();
    }

    boolean sharesCellsWith(SuspectRegion other) {
        return cells.intersects(other.cells);
    }

    boolean isSuspectedWithin(FaultSegments.Segment stretch) {
        return IntStream.rangeClosed(stretch.first(), stretch.last()).anyMatch(t -> suspected[t]);
    }

    void addTo(BitSet all) {
        all.or(cells);
    }

    boolean[] healthy() {
        boolean[] healthy = new boolean[suspected.length];
        for (int t = 0; t < healthy.length; t++) {
            healthy[t] = !suspected[t];
        }
        return healthy;
    }

    /** Cells that tell the exposure: of the same rings where enough are left, else all; never one that was itself suspected. */
    int[] control(BitSet suspectedCells) {
        boolean[] instrumented = geometry.instrumented();
        BitSet rings = new BitSet();
        cells.stream().forEach(cell -> rings.set(geometry.ring(cell)));
        int[] others = IntStream.range(0, geometry.cells())
                .filter(cell -> instrumented[cell] && !suspectedCells.get(cell))
                .toArray();
        int[] sameRings = IntStream.of(others)
                .filter(cell -> rings.get(geometry.ring(cell)))
                .toArray();
        return sameRings.length >= Math.max(8, cells.cardinality()) ? sameRings : others;
    }

    double counts(Histogram histogram) {
        return cells.stream().mapToDouble(histogram::at).sum();
    }

    /** Stretches by maximum likelihood; as suspected online when nothing healthy is known to compare with. */
    List<FaultSegments.Segment> stretches(RegionSeries series, double shareOfEarlierRuns) {
        boolean[] healthy = healthy();
        double own = series.share(healthy);
        double share = Double.isNaN(own) ? shareOfEarlierRuns : own;
        return Double.isNaN(share) ? asSuspected() : series.faults(share, healthy, factors());
    }

    private List<FaultSegments.Segment> asSuspected() {
        List<FaultSegments.Segment> stretches = new ArrayList<>();
        for (int first = 0; first < suspected.length; first++) {
            if (suspected[first]) {
                int last = first;
                while (last + 1 < suspected.length && suspected[last + 1]) {
                    last++;
                }
                stretches.add(
                        new FaultSegments.Segment(first, last, worst.factor(), worst.significance() * Math.log(10)));
                first = last;
            }
        }
        return stretches;
    }

    /** Factors at least half as far from 1 as the online one: a dead region is not sought among small wobbles. */
    private double[] factors() {
        double needed = Math.min(0.8, Math.abs(1 - worst.factor()) / 2);
        double[] all = isLoss(worst) ? LOSSES : EXCESSES;
        double[] far = Arrays.stream(all)
                .filter(factor -> Math.abs(1 - factor) >= needed)
                .toArray();
        return far.length == 0 ? all : far;
    }

    Finding worst() {
        return worst;
    }

    private static boolean isLoss(Finding finding) {
        return finding.kind() == FindingKind.DEAD || finding.kind() == FindingKind.DEGRADED;
    }

    private static BitSet cells(Geometry geometry, Finding finding) {
        List<Box> boxes = geometry.groups().stream()
                .filter(group -> group.name().equals(finding.group()))
                .findFirst()
                .map(HardwareGroup::boxes)
                .orElse(List.of(finding.box()));
        BitSet cells = new BitSet(geometry.cells());
        for (Box box : boxes) {
            for (int z = box.z0(); z <= Math.min(box.z1(), geometry.nz() - 1); z++) {
                for (int y = box.y0(); y <= Math.min(box.y1(), geometry.ny() - 1); y++) {
                    for (int x = box.x0(); x <= Math.min(box.x1(), geometry.nx() - 1); x++) {
                        cells.set(geometry.cell(x, y, z));
                    }
                }
            }
        }
        return cells;
    }
}
