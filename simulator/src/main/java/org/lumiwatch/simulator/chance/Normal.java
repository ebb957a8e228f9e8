package org.lumiwatch.simulator.chance;

/** Normal numbers by the ziggurat of 128 layers (Marsaglia and Tsang 2000; constants of Doornik 2005). */
final class Normal {
    private static final int LAYERS = 128;
    private static final double TAIL = 3.442619855899;
    private static final double AREA = 9.91256303526217e-3;
    private static final double[] EDGE = new double[LAYERS + 1];
    private static final double[] INNER = new double[LAYERS];

    static {
        double density = StrictMath.exp(-TAIL * TAIL / 2);
        EDGE[0] = AREA / density;
        EDGE[1] = TAIL;
        for (int i = 2; i < LAYERS; i++) {
            EDGE[i] = StrictMath.sqrt(-2 * StrictMath.log(AREA / EDGE[i - 1] + density));
            density = StrictMath.exp(-EDGE[i] * EDGE[i] / 2);
        }
        for (int i = 0; i < LAYERS; i++) {
            INNER[i] = EDGE[i + 1] / EDGE[i];
        }
    }

    private Normal() {}

    static double draw(Chance chance) {
        while (true) {
            long bits = chance.nextLong();
            int layer = (int) (bits & (LAYERS - 1));
            double u = (bits >> 11) * 0x1.0p-52;
            if (Math.abs(u) < INNER[layer]) {
                return u * EDGE[layer];
            }
            if (layer == 0) {
                double beyond = tail(chance);
                return u < 0 ? -beyond : beyond;
            }
            double x = u * EDGE[layer];
            double high = StrictMath.exp(-(EDGE[layer] * EDGE[layer] - x * x) / 2);
            double low = StrictMath.exp(-(EDGE[layer + 1] * EDGE[layer + 1] - x * x) / 2);
            if (low + chance.nextDouble() * (high - low) < 1) {
                return x;
            }
        }
    }

    private static double tail(Chance chance) {
        while (true) {
            double x = chance.exponential() / TAIL;
            if (2 * chance.exponential() > x * x) {
                return TAIL + x;
            }
        }
    }
}
