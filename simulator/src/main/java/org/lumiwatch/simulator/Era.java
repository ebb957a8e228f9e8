package org.lumiwatch.simulator;

/** Years between which the detector changed: other responses, other maps, other lists of dead channels. */
public enum Era {
    Y2018(1),
    /** +8 % at equal pileup, between the +7.4 and +8.8 % measured for ECAL. */
    Y2022(1.08),
    /** Chosen: 4 % above 2022. */
    Y2024(1.12);

    private final double rate;

    Era(double rate) {
        this.rate = rate;
    }

    /** Rate at equal pileup relative to 2018, where none was measured for a subdetector itself. */
    double rate() {
        return rate;
    }
}
