package org.lumiwatch.simulator;

import java.util.List;

/**
 * Share of events in which an HCAL channel is over threshold, by depth and ring: medians of the digi occupancy of run 306138
 * (2017), and which channels exist. The endcap is taken as upgraded: rings that the run shows in its one upgraded sector only
 * exist all around.
 */
final class HcalProbabilities {
    /** Rings 1 to 29 of depths 1 to 4; 0 where no channel exists. Rings 30 to 42 are the forward calorimeter: always over threshold. */
    private static final List<List<Double>> BY_DEPTH = List.of(
            List.of(
                    .35, .32, .28, .32, .33, .30, .30, .32, .33, .41, .40, .39, .47, .51, .66, .37, .12, .27, .25, .27,
                    .49, .61, .68, .82, .90, .95, .88, .94, .83),
            List.of(
                    0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., .20, .55, .64, .07, .08, .07, .10, .17, .19,
                    .28, .36, .59, .35, .54, .39),
            List.of(
                    0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., .03, .34, .33, .31, .37, .55, .64, .75,
                    .86, .93, .97, .65, .999, .999),
            List.of(
                    .12, .12, .12, .12, .30, .32, .31, .31, .32, .32, .51, .51, .50, .51, .51, .34, 0., .18, .21, .22,
                    .31, .33, .46, .57, .70, .92, .93, .999, 0.));

    static final int RINGS = 42;
    static final int LAST_BARREL_RING = 16;
    private static final int FIRST_FORWARD_RING = 30;

    private HcalProbabilities() {}

    /** Median of ring 1 to 42; 0 where no channel exists, 1 where every event is over threshold. */
    static double median(int depth, int ring) {
        return ring >= FIRST_FORWARD_RING ? 1 : BY_DEPTH.get(depth - 1).get(ring - 1);
    }

    /**
     * Median of the endcap after its upgrade. Depths 5 to 7 and where they exist are chosen: rings 18, 19 and 26 on to 28, λ falling
     * by a tenth from depth to depth as showers fade behind depth 4.
     */
    static double endcap(int depth, int ring) {
        if (ring == LAST_BARREL_RING) {
            return depth == 4 ? median(depth, ring) : 0;
        }
        if (ring < LAST_BARREL_RING || ring >= FIRST_FORWARD_RING) {
            return 0;
        }
        if (depth <= 4) {
            return median(depth, ring);
        }
        int first = depth == 5 ? 18 : depth == 6 ? 19 : 26;
        return ring < first || ring > 28 ? 0 : probability(lambda(median(4, ring)) * StrictMath.pow(0.9, depth - 4));
    }

    /** Median of the barrel after its upgrade. Depths 2 and 3 of rings 1 to 14 or 15 are chosen: λ between those of depths 1 and 4. */
    static double barrel(int depth, int ring) {
        if (ring > LAST_BARREL_RING || (ring == LAST_BARREL_RING && depth == 4)) {
            return 0;
        }
        double measured = median(depth, ring);
        if (measured > 0) {
            return measured;
        }
        double outwards = (depth - 1) / 3.0;
        return probability((1 - outwards) * lambda(median(1, ring)) + outwards * lambda(median(4, ring)));
    }

    /** −ln(1 − p): infinite for p = 1. */
    static double lambda(double probability) {
        return -StrictMath.log1p(-probability);
    }

    private static double probability(double lambda) {
        return -StrictMath.expm1(-lambda);
    }

    /** Standard deviation within a ring of the logarithm of −ln(1 − p). */
    static double spread(int depth, int ring) {
        return switch (depth) {
            case 1 -> ring <= LAST_BARREL_RING ? 0.55 : 0.42;
            case 2 -> ring <= LAST_BARREL_RING ? 0.6 : 0.55;
            case 3 -> ring <= LAST_BARREL_RING ? 0.6 : 0.1;
            default -> 0.11;
        };
    }

    /** Whether a ring has channels at 0-based {@code iphi}: towers grow wider in phi towards the beam. */
    static boolean exists(int ring, int iphi) {
        if (ring <= 20) {
            return true;
        }
        return ring <= 40 ? iphi % 2 == 0 : iphi % 4 == 2;
    }
}
