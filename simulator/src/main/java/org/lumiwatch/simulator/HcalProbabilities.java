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
    private static final int FIRST_FORWARD_RING = 30;

    private HcalProbabilities() {}

    /** Median of ring 1 to 42; 0 where no channel exists, 1 where every event is over threshold. */
    static double median(int depth, int ring) {
        return ring >= FIRST_FORWARD_RING ? 1 : BY_DEPTH.get(depth - 1).get(ring - 1);
    }

    /** Standard deviation within a ring of the logarithm of −ln(1 − p). */
    static double spread(int depth, int ring) {
        return switch (depth) {
            case 1 -> ring <= 16 ? 0.55 : 0.42;
            case 2 -> ring <= 16 ? 0.6 : 0.55;
            case 3 -> ring <= 16 ? 0.6 : 0.1;
            default -> 0.11;
        };
    }

    /** Whether a channel exists at 0-based {@code iphi} of a ring: towers grow wider in phi towards the beam. */
    static boolean exists(int depth, int ring, int iphi) {
        if (median(depth, ring) == 0) {
            return false;
        }
        if (ring <= 20) {
            return true;
        }
        return ring <= 40 ? iphi % 2 == 0 : iphi % 4 == 2;
    }
}
