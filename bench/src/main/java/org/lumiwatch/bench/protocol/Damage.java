package org.lumiwatch.bench.protocol;

import java.util.BitSet;
import java.util.Collection;
import org.lumiwatch.bench.oracle.Region;
import org.lumiwatch.bench.stream.Placed;
import org.lumiwatch.certify.CertificationRules;
import org.lumiwatch.certify.CertificationRules.Tolerance;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.HardwareGroup;
import org.lumiwatch.simulator.Latent;

/** Whether so much of a map is broken that the standard rules of certification reject the lumisection. Immutable. */
final class Damage {
    /** Share of a group's live cells from which on cells that are broken one by one are the group. */
    private static final double WHOLE_GROUP = 0.8;

    private final Geometry geometry;
    private final Tolerance tolerance = CertificationRules.standard().tolerance();
    private final BitSet live = new BitSet();

    /** @param latent of a typical lumisection: cells that it expects nothing of are not there */
    Damage(Geometry geometry, Latent latent) {
        this.geometry = geometry;
        for (int cell = 0; cell < geometry.cells(); cell++) {
            live.set(cell, latent.mean(cell) > 0);
        }
    }

    /** Cells that count when all is well. */
    BitSet live(Placed fault) {
        BitSet cells = cells(Region.of(geometry, fault.boxes()));
        cells.and(live);
        return cells;
    }

    private static BitSet cells(Region region) {
        BitSet cells = new BitSet();
        for (int i = 0; i < region.size(); i++) {
            cells.set(region.cell(i));
        }
        return cells;
    }

    /** Of faults that are there at the same time. */
    boolean isTooMuch(Collection<Placed> faults) {
        BitSet broken = new BitSet();
        faults.forEach(fault -> broken.or(live(fault)));
        long groups = faults.stream().filter(fault -> !fault.group().isEmpty()).count();
        return groups > tolerance.groups() || share(broken) > tolerance.impact();
    }

    /** Of single cells. */
    boolean isTooMuch(BitSet cells) {
        BitSet broken = (BitSet) cells.clone();
        broken.and(live);
        long groups = geometry.groups().stream()
                .filter(group -> isBroken(group, broken))
                .count();
        return groups > tolerance.groups() || share(broken) > tolerance.impact();
    }

    private boolean isBroken(HardwareGroup group, BitSet broken) {
        BitSet own = cells(Region.of(geometry, group.boxes()));
        own.and(live);
        BitSet hit = (BitSet) own.clone();
        hit.and(broken);
        return !own.isEmpty() && hit.cardinality() >= WHOLE_GROUP * own.cardinality();
    }

    private double share(BitSet broken) {
        return (double) broken.cardinality() / live.cardinality();
    }
}
