package org.lumiwatch.expect;

import java.util.Arrays;
import org.lumiwatch.element.Geometry;

/**
 * Typical count of a cell in each ring of equal pseudorapidity, from one map.
 *
 * <p>Of each ring, cells far below its upper quartile are left out (dead ones, up to three quarters of the ring), then a
 * quarter at each end, and the rest is averaged. A ring that is wholly dead must not become its own reference: a
 * ring without counts, and where the mask is known one far below its neighbours, gets their median.
 */
final class RingProfile {
    private static final double DEAD_SHARE = 0.3;
    private static final double TRIMMED = 0.25;
    private static final int NEIGHBOURS = 3;

    private RingProfile() {}

    /** @return counts per cell, one value per ring; 0 for a ring without counts among counted neighbours */
    static double[] of(Geometry geometry, double[] counts, boolean[] used) {
        double[][] rings = byRing(geometry, counts, used);
        double[] profile = new double[rings.length];
        for (int ring = 0; ring < rings.length; ring++) {
            profile[ring] = trimmedMean(rings[ring]);
        }
        return bridged(profile, geometry.rings() / geometry.nz(), geometry.maskKnown() ? DEAD_SHARE : 0);
    }

    private static double[][] byRing(Geometry geometry, double[] counts, boolean[] used) {
        int[] sizes = new int[geometry.rings()];
        for (int cell = 0; cell < counts.length; cell++) {
            sizes[geometry.ring(cell)] += used[cell] ? 1 : 0;
        }
        double[][] rings = new double[sizes.length][];
        Arrays.setAll(rings, ring -> new double[sizes[ring]]);
        for (int cell = 0; cell < counts.length; cell++) {
            if (used[cell]) {
                int ring = geometry.ring(cell);
                rings[ring][--sizes[ring]] = counts[cell];
            }
        }
        return rings;
    }

    private static double trimmedMean(double[] ring) {
        if (ring.length == 0) {
            return 0;
        }
        Arrays.sort(ring);
        double dead = DEAD_SHARE * ring[(int) (0.75 * (ring.length - 1))];
        int first = 0;
        while (ring[first] < dead) {
            first++;
        }
        int trim = (int) (TRIMMED * (ring.length - first));
        return Arrays.stream(ring, first + trim, ring.length - trim).average().orElse(0);
    }

    private static double[] bridged(double[] profile, int perLayer, double deadShare) {
        double[] bridged = profile.clone();
        for (int ring = 0; ring < profile.length; ring++) {
            int layer = ring / perLayer * perLayer;
            int from = Math.max(layer, ring - NEIGHBOURS);
            int to = Math.min(layer + perLayer, ring + NEIGHBOURS + 1);
            double[] near = Arrays.copyOfRange(profile, from, to);
            Arrays.sort(near);
            double typical = near[near.length / 2];
            if (profile[ring] == 0 || profile[ring] < deadShare * typical) {
                bridged[ring] = typical;
            }
        }
        return bridged;
    }
}
