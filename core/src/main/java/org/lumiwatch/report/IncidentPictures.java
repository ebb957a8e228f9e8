package org.lumiwatch.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.HardwareGroup;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.ledger.Incident;
import org.lumiwatch.ledger.LedgerEntry;
import org.lumiwatch.ledger.LedgerEntry.Pass;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionSet;

/** Draws incidents from the histograms that the workspace keeps. */
final class IncidentPictures {
    private static final int MOST = 60;
    private static final int FEWEST = 3;

    private final Workspace workspace;
    private final Geometries geometries;

    IncidentPictures(Workspace workspace, Geometries geometries) {
        this.workspace = workspace;
        this.geometries = geometries;
    }

    private static final class Sum {
        private @Nullable Histogram total;
        private int lumisections;

        void add(Histogram histogram) {
            Histogram before = total;
            if (before == null || before.axes().equals(histogram.axes())) {
                total = before == null ? histogram : before.plus(histogram);
                lumisections++;
            }
        }
    }

    /** An SVG figure; empty when there is nothing healthy to be had beside the incident to compare with. */
    String of(Incident incident) {
        ElementName element = incident.elements().getFirst();
        List<LumisectionId> during = new ArrayList<>();
        List<LumisectionId> before = new ArrayList<>();
        List<LumisectionId> after = new ArrayList<>();
        int run = incident.raised().run();
        LumisectionSet good = good(element, run);
        workspace.histograms().lumisections().inRuns(run, run).stream().forEach(id -> {
            if (id.compareTo(incident.onset()) < 0) {
                if (good.contains(id)) {
                    before.add(id);
                }
            } else if (id.compareTo(incident.last()) <= 0) {
                during.add(id);
            } else if (good.contains(id)) {
                after.add(id);
            }
        });
        Sum faulty = sum(element, last(during));
        List<LumisectionId> healthy = before.size() >= FEWEST ? last(before) : first(after);
        Sum beside = sum(element, healthy);
        Histogram seen = faulty.total;
        Histogram reference = beside.total;
        if (seen == null || reference == null || !seen.axes().equals(reference.axes())) {
            return "";
        }
        Geometry geometry = geometries.bind(element, seen);
        List<Box> boxes = boxes(geometry, incident.worst());
        if (geometry.ny() == 1) {
            return new LineFigure(BeforeAndDuring.wholly(seen, faulty.lumisections, reference), boxes).svg();
        }
        boolean[] inside = inside(geometry, boxes);
        return new MapFigure(geometry, BeforeAndDuring.besides(seen, faulty.lumisections, reference, inside), boxes)
                .svg();
    }

    /** Lumisections of a run in which nothing was found in the element, by hindsight where it exists. */
    private LumisectionSet good(ElementName element, int run) {
        LumisectionSet all = workspace.histograms().lumisections().inRuns(run, run);
        LumisectionSet hindsight = workspace.ledger().judged(Pass.HINDSIGHT).and(all);
        List<LumisectionId> good = new ArrayList<>();
        for (Pass pass : List.of(Pass.HINDSIGHT, Pass.ONLINE)) {
            LumisectionSet within = pass == Pass.HINDSIGHT ? hindsight : all.minus(hindsight);
            workspace.ledger().read(ElementGlob.of(element.path()), within, pass, entry -> {
                if (entry.element().equals(element) && entry.state() == LedgerEntry.State.GOOD) {
                    good.add(entry.at());
                }
            });
        }
        return LumisectionSet.of(good);
    }

    private Sum sum(ElementName element, List<LumisectionId> lumisections) {
        Sum sum = new Sum();
        workspace.histograms().read(ElementGlob.of(element.path()), LumisectionSet.of(lumisections), found -> {
            if (found.name().equals(element)) {
                sum.add(found.histogram());
            }
        });
        return sum;
    }

    private static List<Box> boxes(Geometry geometry, Finding finding) {
        return geometry.groups().stream()
                .filter(group -> group.name().equals(finding.group()))
                .findFirst()
                .map(HardwareGroup::boxes)
                .orElse(List.of(finding.box()));
    }

    private static boolean[] inside(Geometry geometry, List<Box> boxes) {
        boolean[] inside = new boolean[geometry.cells()];
        for (int i = 0; i < inside.length; i++) {
            int cell = i;
            inside[i] =
                    boxes.stream().anyMatch(box -> box.contains(geometry.x(cell), geometry.y(cell), geometry.z(cell)));
        }
        return inside;
    }

    private static List<LumisectionId> last(List<LumisectionId> all) {
        return all.subList(Math.max(0, all.size() - MOST), all.size());
    }

    private static List<LumisectionId> first(List<LumisectionId> all) {
        return all.subList(0, Math.min(MOST, all.size()));
    }
}
