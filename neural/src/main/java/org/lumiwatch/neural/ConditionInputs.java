package org.lumiwatch.neural;

import java.util.OptionalDouble;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;

/**
 * What a network is told of a lumisection beside its counts: the logarithms of pileup and events over typical ones, 0 where conditions do not
 * tell.
 */
public final class ConditionInputs {
    /** Values of a lumisection. */
    public static final int COUNT = 2;

    private static final double TYPICAL_PILEUP = 40;
    private static final double TYPICAL_EVENTS = 500;
    private static final double FARTHEST = 4;

    private ConditionInputs() {}

    public static float[] of(LumisectionConditions conditions) {
        return new float[] {
            logarithm(conditions.value(Quantity.PILEUP), TYPICAL_PILEUP),
            logarithm(conditions.value(Quantity.EVENTS), TYPICAL_EVENTS)
        };
    }

    private static float logarithm(OptionalDouble value, double typical) {
        double known = value.orElse(0);
        return known > 0 ? (float) Math.clamp(Math.log(known / typical), -FARTHEST, FARTHEST) : 0;
    }
}
