package org.lumiwatch.simulator;

/**
 * Channels that are not steady: the cause of most real alarms.
 *
 * @param flickering share of cells that switch between healthy and another efficiency
 * @param wobbling share of cells whose efficiency wanders by 1 to 5 % with a memory of 10 to 100 lumisections
 */
public record UnrestOptions(double flickering, double wobbling) {
    public UnrestOptions {
        if (!(flickering >= 0 && wobbling >= 0 && flickering + wobbling <= 1)) {
            throw new IllegalArgumentException("unrest: %s flickering, %s wobbling (expected: >= 0, together <= 1)"
                    .formatted(flickering, wobbling));
        }
    }

    /** All cells steady. */
    public static UnrestOptions none() {
        return new UnrestOptions(0, 0);
    }

    /** 1 % flicker, 3 % wobble. */
    public static UnrestOptions typical() {
        return new UnrestOptions(0.01, 0.03);
    }
}
