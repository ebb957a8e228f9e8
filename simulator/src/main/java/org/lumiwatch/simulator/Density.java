package org.lumiwatch.simulator;

/** Densities of a variable in units of its width, from its location. Each integrates to one. */
enum Density {
    /** Moyal's approximation to the energy loss of Landau: steep below, long tail above. */
    LANDAU {
        @Override
        double at(double z) {
            return z < -8 ? 0 : StrictMath.exp(-(z + StrictMath.exp(-z)) / 2) / StrictMath.sqrt(2 * StrictMath.PI);
        }
    },
    /** Numbers of clusters in an event: normal, with a tail above from events of high multiplicity in 5 % of events. */
    MULTIPLICITY {
        @Override
        double at(double z) {
            double core = 0.95 * StrictMath.exp(-z * z / 2) / StrictMath.sqrt(2 * StrictMath.PI);
            return z < 0 ? core : core + 0.05 * z * StrictMath.exp(-z * z / 8) / 4;
        }
    };

    abstract double at(double z);
}
