package org.lumiwatch.simulator;

/** Densities of a variable in units of its width, from its location. Each integrates to one. */
enum Density {
    /** Moyal's approximation to the energy loss of Landau: steep below, long tail above. */
    LANDAU {
        @Override
        double at(double z) {
            return z < -8 ? 0 : StrictMath.exp(-(z + StrictMath.exp(-z)) / 2) / StrictMath.sqrt(2 * StrictMath.PI);
        }
    };

    abstract double at(double z);
}
