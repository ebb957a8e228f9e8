package org.lumiwatch.simulator;

/**
 * Channels that are not steady: the cause of most real alarms.
 *
 * @param flickering share of cells that switch between healthy and another efficiency
 * @param wobbling share of cells whose efficiency wanders by 1 to 5 % with a memory of 10 to 100 lumisections
 * @param wobblingGroups share of hardware groups whose cells wander together, in every element that sees the group
 */
public record UnrestOptions(double flickering, double wobbling, double wobblingGroups) {
    public UnrestOptions {
        if (!(flickering >= 0 && wobbling >= 0 && flickering + wobbling <= 1 && wobblingGroups >= 0)) {
            throw new IllegalArgumentException(
                    "unrest: %s flickering, %s wobbling, %s of the groups (expected: >= 0, the first two together <= 1)"
                            .formatted(flickering, wobbling, wobblingGroups));
        }
    }

    /** All cells steady. */
    public static UnrestOptions none() {
        return new UnrestOptions(0, 0, 0);
    }

    /** 1 % flicker, 3 % wobble, and so do 3 % of the groups. */
    public static UnrestOptions typical() {
        return new UnrestOptions(0.01, 0.03, 0.03);
    }
}
