package org.lumiwatch.explain;

import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.HardwareGroup;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.Judgement;
import org.lumiwatch.judge.Verdict;

/** Findings of one judgement in plain words: what, where, how many against how many, since when. */
final class Wording {
    private final Judgement judgement;
    private final Histogram observed;
    private final Geometry geometry;

    Wording(Judgement judgement) {
        this.judgement = judgement;
        this.observed = judgement.element().histogram();
        this.geometry = judgement
                .prediction()
                .map(Prediction::geometry)
                .orElseGet(() -> Geometry.unknown(observed.bins(0), observed.bins(1), observed.bins(2)));
    }

    Geometry geometry() {
        return geometry;
    }

    String headline() {
        String name = judgement.element().name().shortName();
        return switch (judgement.verdict()) {
            case Verdict.Good good -> "%s: as expected".formatted(name);
            case Verdict.Undecided(var reason) -> "%s: undecided, %s".formatted(name, reason.headline());
            case Verdict.Bad(double significance, List<Finding> findings) ->
                "BAD %s: %s%s"
                        .formatted(
                                name,
                                sentence(findings.getFirst()),
                                findings.size() == 1 ? "" : " (and %d more)".formatted(findings.size() - 1));
        };
    }

    /** Such as {@code rows 15–19, columns 80–82 dead: 292 expected, 0 observed; since 357538:37}. */
    String sentence(Finding finding) {
        return "%s %s: %s; since %s".formatted(place(finding), condition(finding), counts(finding), finding.since());
    }

    /** How much of the element it is, and how likely by chance. */
    String weight(Finding finding) {
        return "%s of cells; %s".formatted(percent(finding.impact().cells()), chance(finding.significance()));
    }

    static String chance(double significance) {
        return significance < 2
                ? String.format(Locale.ROOT, "by chance 1 in %.0f", Math.pow(10, significance))
                : String.format(Locale.ROOT, "by chance 1 in 10^%d", (int) significance);
    }

    String place(Finding finding) {
        if (!finding.group().isEmpty()) {
            return finding.group();
        }
        Box box = finding.box();
        if (box.cells() == geometry.cells()) {
            return "whole element";
        }
        if (geometry.ny() == 1) {
            Axis axis = observed.axes().getFirst();
            return String.format(
                    Locale.ROOT,
                    "%s (%s to %s)",
                    span("bin", box.x0(), box.x1()),
                    edge(axis.edge(box.x0())),
                    edge(axis.edge(box.x1() + 1)));
        }
        String layer = geometry.nz() == 1 ? "" : ", " + span("layer", box.z0(), box.z1());
        return span("row", box.y0(), box.y1()) + ", " + span("column", box.x0(), box.x1()) + layer;
    }

    String condition(Finding finding) {
        return switch (finding.kind()) {
            case DEAD -> "dead";
            case DEGRADED -> String.format(Locale.ROOT, "degraded to %.0f %%", 100 * finding.factor());
            case HOT -> String.format(Locale.ROOT, finding.factor() < 10 ? "hot ×%.1f" : "hot ×%.0f", finding.factor());
            case NOISY -> String.format(Locale.ROOT, "noisy ×%.1f", finding.factor());
            case SHAPE -> "changed in shape";
            case GLOBAL -> String.format(Locale.ROOT, "changed as a whole, to %.0f %%", 100 * finding.factor());
        };
    }

    /** Such as {@code 292 expected, 0 observed}. */
    String counts(Finding finding) {
        String seen = String.format(Locale.ROOT, "%,.0f observed", sum(finding, observed::at));
        return judgement
                .prediction()
                .map(expected -> number(sum(finding, cell -> expected.live(cell) ? expected.mean(cell) : 0))
                        + " expected, " + seen)
                .orElse(seen);
    }

    /** The cells of a finding: all boxes of a hardware group when it is one wholly, else its own box. */
    List<Box> boxes(Finding finding) {
        return geometry.groups().stream()
                .filter(group ->
                        group.name().equals(finding.group()) && group.boxes().contains(finding.box()))
                .findFirst()
                .map(HardwareGroup::boxes)
                .orElse(List.of(finding.box()));
    }

    private double sum(Finding finding, IntToDoubleFunction value) {
        List<Box> boxes = boxes(finding);
        double sum = 0;
        for (int cell = 0; cell < observed.cells(); cell++) {
            int x = geometry.x(cell);
            int y = geometry.y(cell);
            int z = geometry.z(cell);
            sum += boxes.stream().anyMatch(box -> box.contains(x, y, z)) ? value.applyAsDouble(cell) : 0;
        }
        return sum;
    }

    private static String number(double counts) {
        return String.format(Locale.ROOT, counts < 10 ? "%.1f" : "%,.0f", counts);
    }

    private static String edge(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.3g", value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.1 ? "%.2g %%" : "%.0f %%", 100 * share);
    }

    private static String span(String unit, int first, int last) {
        return first == last ? unit + " " + first : "%ss %d–%d".formatted(unit, first, last);
    }
}
