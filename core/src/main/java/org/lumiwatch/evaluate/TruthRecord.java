package org.lumiwatch.evaluate;

import java.util.List;

/**
 * Everything that was put into simulated data: the yardstick for what was found.
 *
 * @param generator name and version of what made the data
 * @param seed of all its chance
 */
public record TruthRecord(String generator, long seed, List<InjectedFault> faults, List<Nuisance> nuisances) {
    public TruthRecord {
        faults = List.copyOf(faults);
        nuisances = List.copyOf(nuisances);
    }
}
