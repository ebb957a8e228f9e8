package org.lumiwatch.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.HardwareGroup;
import org.lumiwatch.evaluate.InjectedFault;
import org.lumiwatch.evaluate.InjectedFault.Course;
import org.lumiwatch.evaluate.InjectedFault.Region;
import org.lumiwatch.evaluate.Nuisance;
import org.lumiwatch.judge.FindingKind;

/**
 * A fault to be put into a stream, or a step of the same kind that is no fault because it is on record.
 *
 * @param regions cells it touches; the first is the most telling
 * @param group hardware group that fails; empty when none does
 * @param spells when it acts, rising and apart; more than one make it intermittent
 */
public record Fault(
        String label,
        FindingKind kind,
        Effect effect,
        List<Region> regions,
        String group,
        List<Span> spells,
        Standing standing) {
    public Fault {
        regions = List.copyOf(regions);
        spells = List.copyOf(spells);
        if (regions.isEmpty() || spells.isEmpty()) {
            throw new IllegalArgumentException("fault '%s': %d regions, %d spells (expected: >= 1 each)"
                    .formatted(label, regions.size(), spells.size()));
        }
        for (int i = 1; i < spells.size(); i++) {
            if (spells.get(i).first() <= spells.get(i - 1).last()) {
                throw new IllegalArgumentException("fault '%s': %s after %s (expected: spells rising and apart)"
                        .formatted(label, spells.get(i), spells.get(i - 1)));
            }
        }
    }

    /** A fault that acts from place {@code first} of the stream to place {@code last}, inclusive, from 0. */
    public Fault(
            String label, FindingKind kind, Effect effect, List<Region> regions, String group, int first, int last) {
        this(label, kind, effect, regions, group, List.of(new Span(first, last)), Standing.FAULT);
    }

    /** Times at which a fault acts, as places in the stream, both inclusive. */
    public record Span(int first, int last) {
        public Span {
            if (first < 0 || last < first) {
                throw new IllegalArgumentException(
                        "lumisections: %d to %d (expected: 0 <= first <= last)".formatted(first, last));
            }
        }

        int length() {
            return last - first + 1;
        }

        boolean contains(int index) {
            return index >= first && index <= last;
        }
    }

    /** Whether it must alarm. */
    public enum Standing {
        FAULT,
        /** A change that was made and recorded in the conditions: the same step, but a nuisance. */
        RECORDED
    }

    /** The same step, told in the conditions of its lumisections and of no concern to anybody. */
    public Fault recorded() {
        return new Fault(label, kind, effect, regions, group, spells, Standing.RECORDED);
    }

    /** The same acting on and off: one incident that is intermittent. */
    public Fault during(List<Span> others) {
        return new Fault(label, kind, effect, regions, group, others, standing);
    }

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

    /** The first place in the stream at which it acts. */
    public int first() {
        return spells.getFirst().first();
    }

    /** The last one. */
    public int last() {
        return spells.getLast().last();
    }

    boolean activeAt(int index) {
        return spellAt(index).isPresent();
    }

    Optional<Span> spellAt(int index) {
        int low = 0;
        int high = spells.size() - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (spells.get(middle).last() < index) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return Optional.of(spells.get(low)).filter(spell -> spell.contains(index));
    }

    boolean touches(ElementName element) {
        for (Region region : regions) {
            if (region.element().equals(element)) {
                return true;
            }
        }
        return false;
    }

    /** Boxes that are exchanged come in pairs of equal form. */
    void checkPairs() {
        for (ElementName element :
                regions.stream().map(Region::element).distinct().toList()) {
            List<Box> boxes = regions.stream()
                    .filter(region -> region.element().equals(element))
                    .map(Region::box)
                    .toList();
            for (int i = 0; i < boxes.size(); i += 2) {
                if (i + 1 == boxes.size() || !Places.sameForm(boxes.get(i), boxes.get(i + 1))) {
                    throw new IllegalArgumentException("fault '%s': boxes %s of %s (expected: pairs of equal form)"
                            .formatted(label, boxes, element));
                }
            }
        }
    }

    /** Its entry in the truth record of a stream over {@code schedule}, where it shows in {@code alsoIn} as well. */
    InjectedFault truth(Schedule schedule, List<Region> alsoIn) {
        List<Region> all = new ArrayList<>(regions);
        all.addAll(alsoIn);
        return new InjectedFault(
                label,
                kind,
                effect.factorAfter(spells.getLast().length()),
                all,
                group,
                schedule.moment(first()).id(),
                schedule.moment(last()).id(),
                spells.size() > 1 ? Course.INTERMITTENT : effect.course());
    }

    /** The same for a change that is on record. */
    Nuisance nuisance(Schedule schedule) {
        return new Nuisance(
                "recorded change",
                regions.stream().map(Region::element).distinct().toList(),
                schedule.moment(first()).id(),
                schedule.moment(last()).id(),
                label);
    }
}
