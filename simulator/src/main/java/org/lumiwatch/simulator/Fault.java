package org.lumiwatch.simulator;

import java.util.ArrayList;
import java.util.List;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.HardwareGroup;
import org.lumiwatch.evaluate.InjectedFault;
import org.lumiwatch.evaluate.InjectedFault.Region;
import org.lumiwatch.judge.FindingKind;

/**
 * A fault to be put into a stream.
 *
 * @param regions cells it touches; the first is the most telling
 * @param group hardware group that fails; empty when none does
 * @param first place in the stream of the first lumisection with it, from 0
 * @param last place of the last one, inclusive
 */
public record Fault(
        String label, FindingKind kind, Effect effect, List<Region> regions, String group, int first, int last) {
    public Fault {
        regions = List.copyOf(regions);
        if (regions.isEmpty() || first < 0 || last < first) {
            throw new IllegalArgumentException(
                    "fault '%s': %d regions, lumisections %d to %d (expected: >= 1, 0 <= first <= last)"
                            .formatted(label, regions.size(), first, last));
        }
    }

    /** When a fault lasts, as places in the stream, both inclusive. */
    public record Span(int first, int last) {}

    /** Cells of one element whose efficiency changes: dead at 0, degraded below 1, hot above. */
    public static Fault efficiency(ElementName element, Box box, double factor, Span span) {
        String label = "%s [%d, %d] to [%d, %d] at ×%s"
                .formatted(element.shortName(), box.x0(), box.y0(), box.x1(), box.y1(), factor);
        return new Fault(
                label,
                kind(factor),
                new Effect.Efficiency(factor),
                List.of(new Region(element, box)),
                "",
                span.first(),
                span.last());
    }

    /** A hardware group whose efficiency changes, in every element that sees it. */
    public static Fault group(List<ElementName> elements, HardwareGroup group, double factor, Span span) {
        List<Region> regions = new ArrayList<>();
        for (ElementName element : elements) {
            group.boxes().forEach(box -> regions.add(new Region(element, box)));
        }
        return new Fault(
                "%s at ×%s".formatted(group.name(), factor),
                kind(factor),
                new Effect.Efficiency(factor),
                regions,
                group.name(),
                span.first(),
                span.last());
    }

    /** Cells that count without beam: {@code counts} more each lumisection. */
    public static Fault noisy(ElementName element, Box box, double counts, Span span) {
        return new Fault(
                "%s [%d, %d] noisy by %s counts".formatted(element.shortName(), box.x0(), box.y0(), counts),
                FindingKind.NOISY,
                new Effect.Noise(counts),
                List.of(new Region(element, box)),
                "",
                span.first(),
                span.last());
    }

    /** A distribution whose form changes in {@code bins}: all of them when it is shifted or widened. */
    public static Fault shape(ElementName element, Box bins, Effect effect, Span span) {
        return new Fault(
                "%s: %s".formatted(element.shortName(), effect),
                FindingKind.SHAPE,
                effect,
                List.of(new Region(element, bins)),
                "",
                span.first(),
                span.last());
    }

    /** Every cell of a subdetector. */
    public static Fault global(Subdetector subdetector, double factor, Span span) {
        return new Fault(
                "whole %s at ×%s".formatted(subdetector.name(), factor),
                FindingKind.GLOBAL,
                new Effect.Efficiency(factor),
                subdetector.elements().stream()
                        .map(element -> new Region(element, whole(subdetector, element)))
                        .toList(),
                "",
                span.first(),
                span.last());
    }

    private static Box whole(Subdetector subdetector, ElementName element) {
        var geometry = subdetector.geometry(element);
        return new Box(0, 0, 0, geometry.nx() - 1, geometry.ny() - 1, geometry.nz() - 1);
    }

    private static FindingKind kind(double factor) {
        if (factor == 0) {
            return FindingKind.DEAD;
        }
        return factor < 1 ? FindingKind.DEGRADED : FindingKind.HOT;
    }

    boolean activeAt(int index) {
        return index >= first && index <= last;
    }

    /** Its entry in the truth record of a stream over {@code schedule}. */
    InjectedFault truth(Schedule schedule) {
        return new InjectedFault(
                label,
                kind,
                effect.factorAfter(last - first + 1),
                regions,
                group,
                schedule.moment(first).id(),
                schedule.moment(last).id());
    }
}
