package org.lumiwatch.monitor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.lumiwatch.compare.FaultSegments;
import org.lumiwatch.compare.RegionSeries;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.judge.Significance;
import org.lumiwatch.ledger.LedgerEntry;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionSet;

/** Hindsight of one element of one run. */
final class ElementHindsight {
    /** Lumisections of earlier runs that serve as reference when none of this run is healthy. */
    private static final int REFERENCE_LUMISECTIONS = 300;
    /** Online evidence may begin this much after the fault: such lumisections are not taken for healthy to begin with. */
    private static final int MARGIN = 2;

    private final Workspace workspace;
    private final List<LedgerEntry> online;
    private final Map<LumisectionId, Integer> indices = new HashMap<>();
    private final List<SuspectRegion> regions = new ArrayList<>();
    private final List<RegionHistory> histories = new ArrayList<>();
    /** Per lumisection: regions at fault and the finding that says so. */
    private final List<Map<SuspectRegion, Finding>> faults = new ArrayList<>();

    /** @param online the online entries of one element and run, one per lumisection, rising; at least one */
    ElementHindsight(Workspace workspace, Geometries geometries, List<LedgerEntry> online) {
        this.workspace = workspace;
        this.online = online;
        for (LedgerEntry entry : online) {
            indices.put(entry.at(), faults.size());
            faults.add(new HashMap<>());
        }
        if (online.stream().flatMap(entry -> entry.findings().stream()).anyMatch(SuspectRegion::isRegional)) {
            workspace
                    .histograms()
                    .find(online.getFirst().at(), online.getFirst().element())
                    .ifPresent(sample -> examine(geometries.bind(sample.name(), sample.histogram())));
        }
    }

    List<RegionHistory> histories() {
        return Collections.unmodifiableList(histories);
    }

    /** One hindsight entry for each online one. */
    List<LedgerEntry> entries(Instant recorded) {
        return IntStream.range(0, online.size())
                .mapToObj(t -> entry(online.get(t), faults.get(t), recorded))
                .toList();
    }

    private void examine(Geometry geometry) {
        gatherRegions(geometry);
        BitSet suspected = new BitSet(geometry.cells());
        regions.forEach(region -> region.addTo(suspected));
        Map<SuspectRegion, int[]> controls = new HashMap<>();
        Map<SuspectRegion, RegionSeries> series = new HashMap<>();
        regions.forEach(region -> {
            controls.put(region, region.control(suspected));
            series.put(region, new RegionSeries(online.size()));
        });
        LumisectionSet run = LumisectionSet.of(indices.keySet());
        ElementName element = online.getFirst().element();
        read(
                element,
                geometry,
                run,
                (histogram, t) -> regions.forEach(region ->
                        series.get(region).set(t, region.counts(histogram), sum(histogram, controls.get(region)))));
        Map<SuspectRegion, List<FaultSegments.Segment>> stretches = new HashMap<>();
        for (SuspectRegion region : regions) {
            int[] control = controls.get(region);
            boolean aloneTells = Double.isNaN(series.get(region).share(region.healthy()));
            double earlier = aloneTells ? shareInEarlierRuns(element, geometry, region, control) : Double.NaN;
            stretches.put(region, region.stretches(series.get(region), earlier));
        }
        for (SuspectRegion region : regions) {
            keep(
                    region,
                    stretches.get(region).stream()
                            .filter(stretch -> !isShadow(region, stretch, stretches))
                            .toList());
        }
    }

    /** Whether nobody saw this region fail then, but one that has cells in common with it: their loss is not one of its own. */
    private static boolean isShadow(
            SuspectRegion region,
            FaultSegments.Segment stretch,
            Map<SuspectRegion, List<FaultSegments.Segment>> stretches) {
        return !region.isSuspectedWithin(stretch)
                && stretches.entrySet().stream()
                        .filter(other -> other.getKey().sharesCellsWith(region))
                        .anyMatch(other -> other.getValue().stream()
                                .anyMatch(theirs -> theirs.first() <= stretch.last()
                                        && stretch.first() <= theirs.last()
                                        && other.getKey().isSuspectedWithin(theirs)));
    }

    private void gatherRegions(Geometry geometry) {
        for (int t = 0; t < online.size(); t++) {
            for (Finding finding : online.get(t).findings()) {
                if (SuspectRegion.isRegional(finding)) {
                    region(geometry, finding).sighted(finding, Math.max(0, indexOfOnset(finding, t) - MARGIN), t);
                }
            }
        }
    }

    private SuspectRegion region(Geometry geometry, Finding finding) {
        for (SuspectRegion region : regions) {
            if (region.isSeenIn(finding)) {
                return region;
            }
        }
        SuspectRegion fresh = SuspectRegion.of(geometry, finding, online.size());
        regions.add(fresh);
        return fresh;
    }

    /** Index of the first lumisection with evidence; 0 when that was before this run. */
    private int indexOfOnset(Finding finding, int seen) {
        int t = seen;
        while (t > 0 && online.get(t - 1).at().compareTo(finding.since()) >= 0) {
            t--;
        }
        return t;
    }

    private double shareInEarlierRuns(ElementName element, Geometry geometry, SuspectRegion region, int[] control) {
        LumisectionSet before = workspace
                .histograms()
                .lumisections()
                .inRuns(1, online.getFirst().at().run() - 1);
        List<LumisectionId> good = new ArrayList<>();
        workspace.ledger().read(ElementGlob.of(element.path()), before, LedgerEntry.Pass.ONLINE, entry -> {
            if (entry.element().equals(element) && entry.state() == LedgerEntry.State.GOOD) {
                good.add(entry.at());
            }
        });
        List<LumisectionId> earlier = good.subList(Math.max(0, good.size() - REFERENCE_LUMISECTIONS), good.size());
        RegionSeries series = new RegionSeries(earlier.size());
        int[] next = {0};
        boolean[] healthy = new boolean[earlier.size()];
        workspace.histograms().read(ElementGlob.of(element.path()), LumisectionSet.of(earlier), found -> {
            if (found.name().equals(element) && geometry.fits(found.histogram()) && next[0] < healthy.length) {
                healthy[next[0]] = true;
                series.set(next[0]++, region.counts(found.histogram()), sum(found.histogram(), control));
            }
        });
        return series.share(healthy);
    }

    private void keep(SuspectRegion region, List<FaultSegments.Segment> segments) {
        List<RegionHistory.Stretch> stretches = new ArrayList<>();
        for (FaultSegments.Segment segment : segments) {
            Finding finding = finding(region.worst(), segment);
            for (int t = segment.first(); t <= segment.last(); t++) {
                faults.get(t).put(region, finding);
            }
            stretches.add(new RegionHistory.Stretch(
                    online.get(segment.first()).at(), online.get(segment.last()).at(), finding));
        }
        LedgerEntry any = online.getFirst();
        histories.add(new RegionHistory(any.element(), any.test(), region.worst(), stretches));
    }

    private Finding finding(Finding online, FaultSegments.Segment segment) {
        FindingKind kind = switch (online.kind()) {
            case DEAD, DEGRADED -> segment.factor() < 0.05 ? FindingKind.DEAD : FindingKind.DEGRADED;
            case HOT, NOISY, SHAPE, GLOBAL -> online.kind();
        };
        double places = (double) faults.size() * faults.size() / 2;
        double significance =
                Math.clamp(segment.gain() / Math.log(10) - Math.log10(Math.max(1, places)), 0, Significance.LARGEST);
        LumisectionId since = this.online.get(segment.first()).at();
        return new Finding(kind, segment.factor(), online.box(), online.group(), online.impact(), significance, since);
    }

    private LedgerEntry entry(LedgerEntry was, Map<SuspectRegion, Finding> faulty, Instant recorded) {
        List<Finding> findings = new ArrayList<>();
        was.findings().stream()
                .filter(finding -> regions.isEmpty() || !SuspectRegion.isRegional(finding))
                .forEach(findings::add);
        faulty.forEach((region, finding) -> {
            if (faulty.keySet().stream().noneMatch(region::isPartOf)) {
                findings.add(finding);
            }
        });
        findings.sort(java.util.Comparator.comparingDouble(Finding::significance)
                .reversed()
                .thenComparing(Finding::headline));
        boolean undecided =
                was.state() == LedgerEntry.State.UNDECIDED && !(awaitsReference(was) && !findings.isEmpty());
        if (undecided) {
            return restated(was, LedgerEntry.State.UNDECIDED, was.significance(), List.of(), recorded);
        }
        if (findings.isEmpty()) {
            double significance = Math.min(was.significance(), was.threshold());
            return restated(was, LedgerEntry.State.GOOD, significance, findings, recorded);
        }
        return restated(was, LedgerEntry.State.BAD, findings.getFirst().significance(), findings, recorded);
    }

    /** Online nothing was known to compare with yet; by now it is. */
    private static boolean awaitsReference(LedgerEntry entry) {
        return entry.reason().startsWith("noReference") || entry.reason().startsWith("no reference");
    }

    private static LedgerEntry restated(
            LedgerEntry was, LedgerEntry.State state, double significance, List<Finding> findings, Instant recorded) {
        return new LedgerEntry(
                was.at(),
                was.element(),
                LedgerEntry.Pass.HINDSIGHT,
                was.test(),
                was.threshold(),
                was.inputHash(),
                was.entries(),
                was.exposure(),
                significance,
                was.calibration(),
                state,
                state == LedgerEntry.State.UNDECIDED ? was.reason() : "",
                findings,
                "",
                recorded);
    }

    private void read(ElementName element, Geometry geometry, LumisectionSet run, ObjIntConsumer<Histogram> sink) {
        workspace.histograms().read(ElementGlob.of(element.path()), run, found -> {
            Integer t = indices.get(found.at());
            if (t != null && found.name().equals(element) && geometry.fits(found.histogram())) {
                sink.accept(found.histogram(), t);
            }
        });
    }

    private static double sum(Histogram histogram, int[] cells) {
        double sum = 0;
        for (int cell : cells) {
            sum += histogram.at(cell);
        }
        return sum;
    }
}
