package org.lumiwatch.simulator;

/**
 * A change of a distribution's form.
 *
 * @param shift of the location, in units of the axis
 * @param widening factor on the width
 */
record Distortion(double shift, double widening) {
    static final Distortion NONE = new Distortion(0, 1);

    Distortion plus(Distortion other) {
        return new Distortion(shift + other.shift, widening * other.widening);
    }
}
