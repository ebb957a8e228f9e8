package org.lumiwatch.simulator;

/** Years between which the detector changed: other responses, other maps, other lists of dead channels. */
public enum Era {
    Y2018,
    Y2022,
    Y2024
}
