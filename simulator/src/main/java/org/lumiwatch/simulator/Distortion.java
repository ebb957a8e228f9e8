package org.lumiwatch.simulator;

/**
 * What faults and systematics change before an element is drawn.
 *
 * @param shift of the location, in units of the axis
 * @param widening factor on the width
 * @param kept share of the events that enters
 * @param imbalance energy that the calorimeters do not see
 * @param decoupled whether it is drawn from other events than its companions
 */
record Distortion(double shift, double widening, double kept, Imbalance imbalance, boolean decoupled) {
    static final Distortion NONE = new Distortion(0, 1, 1, new Imbalance(0, 0, 0), false);

    /** Share of the transverse energy that is not seen, and the sum of its directions; negative where too much is seen. */
    record Imbalance(double lost, double x, double y) {
        Imbalance plus(Imbalance other) {
            return new Imbalance(lost + other.lost, x + other.x, y + other.y);
        }

        Imbalance times(double factor) {
            return new Imbalance(lost * factor, x * factor, y * factor);
        }

        double size() {
            return StrictMath.hypot(x, y);
        }
    }

    static Distortion reshaped(double shift, double widening) {
        return new Distortion(shift, widening, 1, NONE.imbalance, false);
    }

    static Distortion of(Effect effect) {
        return switch (effect) {
            case Effect.Reshaped(double shift, double widening) -> reshaped(shift, widening);
            case Effect.LostEvents(double share) -> new Distortion(0, 1, 1 - share, NONE.imbalance, false);
            case Effect.Decoupled _ -> new Distortion(0, 1, 1, NONE.imbalance, true);
            case Effect.Efficiency _, Effect.Fading _, Effect.Tripped _, Effect.Scattered _, Effect.Noise _ -> NONE;
            case Effect.Background _, Effect.Spike _, Effect.Swapped _, Effect.Multiplied _ -> NONE;
            case Effect.Overwritten _ -> NONE;
        };
    }

    Distortion plus(Distortion other) {
        return new Distortion(
                shift + other.shift,
                widening * other.widening,
                kept * other.kept,
                imbalance.plus(other.imbalance),
                decoupled || other.decoupled);
    }

    Distortion with(Imbalance also) {
        return new Distortion(shift, widening, kept, imbalance.plus(also), decoupled);
    }

    /** The moment as an element sees it. */
    Moment seen(Moment moment) {
        return kept == 1
                ? moment
                : new Moment(moment.index(), moment.id(), moment.era(), moment.wear(), moment.pileup(), (int)
                        (moment.events() * kept));
    }
}
