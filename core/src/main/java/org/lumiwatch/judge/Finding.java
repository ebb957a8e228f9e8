package org.lumiwatch.judge;

import org.lumiwatch.element.Box;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.lumisection.LumisectionId;

/**
 * One region of one element that is not as expected, and how.
 *
 * @param factor observed over expected: 0 dead, 1 as expected
 * @param box the region, 0-based and inclusive
 * @param group name of the hardware group that the region is; empty when it is none
 * @param impact share of the element's live cells, and of its expected entries, that are affected; 0 to 1
 * @param significance −log10 of the chance to see anything like it in this element, look-elsewhere included
 * @param since first lumisection with evidence for it
 */
public record Finding(
        FindingKind kind,
        double factor,
        Box box,
        String group,
        Impact impact,
        double significance,
        LumisectionId since) {

    /** Affected shares, each 0 to 1. */
    public record Impact(double cells, double entries) {
        public Impact {
            if (!(cells >= 0 && cells <= 1 && entries >= 0 && entries <= 1)) {
                throw new IllegalArgumentException(
                        "impact: %s of cells, %s of entries (expected: 0 to 1)".formatted(cells, entries));
            }
        }
    }

    public Finding {
        Significance.check(significance);
        if (!(factor >= 0)) {
            throw new IllegalArgumentException("factor: %s (expected: >= 0)".formatted(factor));
        }
    }

    /** Of an element as a whole; {@code factor} is that of its rate. */
    static Finding ofElement(Geometry geometry, double factor, double significance, LumisectionId since) {
        Box whole = new Box(0, 0, 0, geometry.nx() - 1, geometry.ny() - 1, geometry.nz() - 1);
        return new Finding(FindingKind.GLOBAL, factor, whole, "", new Impact(1, 1), significance, since);
    }

    /** Such as {@code dead [80, 15] to [82, 19] (×0.00)}. */
    public String headline() {
        String where =
                group.isEmpty() ? "[%d, %d] to [%d, %d]".formatted(box.x0(), box.y0(), box.x1(), box.y1()) : group;
        return "%s %s (×%.2f)".formatted(kind.label(), where, factor);
    }
}
