package org.lumiwatch.evaluate;

import java.util.List;
import java.util.Locale;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.lumisection.LumisectionId;

/**
 * One fault that is known to be in the data because it was put there.
 *
 * @param label what happened, for people
 * @param factor efficiency while it lasts: 0 dead, 1 unchanged; for other kinds what the effect does to the total
 * @param regions where it shows, most telling element first; one cause may show in many elements
 * @param group name of the hardware group that fails; empty when none does
 * @param first first lumisection with the fault
 * @param last last lumisection with the fault
 * @param course how it goes on between the two
 */
public record InjectedFault(
        String label,
        FindingKind kind,
        double factor,
        List<Region> regions,
        String group,
        LumisectionId first,
        LumisectionId last,
        Course course) {

    /** How a fault goes on between its first and its last lumisection. */
    public enum Course {
        /** The same throughout. */
        STEADY,
        /** On and off: one incident, not many. */
        INTERMITTENT,
        /** Ever worse; {@code factor} is reached at the end. */
        GROWING,
        /** Worse, then {@code factor}, then better. */
        RAMPED;

        /** Lower-case name, as in files. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A steady one. */
    public InjectedFault(
            String label,
            FindingKind kind,
            double factor,
            List<Region> regions,
            String group,
            LumisectionId first,
            LumisectionId last) {
        this(label, kind, factor, regions, group, first, last, Course.STEADY);
    }

    /** Cells of one element. */
    public record Region(ElementName element, Box box) {}

    public InjectedFault {
        regions = List.copyOf(regions);
        if (regions.isEmpty()) {
            throw new IllegalArgumentException("fault '%s': no regions (expected: >= 1)".formatted(label));
        }
        if (!(factor >= 0)) {
            throw new IllegalArgumentException("factor of '%s': %s (expected: >= 0)".formatted(label, factor));
        }
        if (last.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "fault '%s': %s to %s (expected: first <= last)".formatted(label, first, last));
        }
    }

    /** Every element that shows it, each once. */
    public List<ElementName> elements() {
        return regions.stream().map(Region::element).distinct().toList();
    }

    /** Its boxes in one element; empty when it does not show there. */
    public List<Box> boxes(ElementName element) {
        return regions.stream()
                .filter(region -> region.element().equals(element))
                .map(Region::box)
                .toList();
    }
}
