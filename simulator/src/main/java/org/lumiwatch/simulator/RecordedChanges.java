package org.lumiwatch.simulator;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.simulator.Fault.Span;
import org.lumiwatch.simulator.Fault.Standing;

/** How steps that are no faults are told in the conditions. */
final class RecordedChanges {
    private RecordedChanges() {}

    static LumisectionConditions told(List<Fault> faults, int index, LumisectionConditions known) {
        Map<Quantity, Double> values = new TreeMap<>(known.values());
        double configuration = values.getOrDefault(Quantity.CONFIGURATION, 1.0);
        boolean any = false;
        for (Fault fault : faults) {
            if (fault.standing() == Standing.RECORDED) {
                any = true;
                configuration += changes(fault, index);
                if (fault.effect() instanceof Effect.LostEvents(double share) && fault.activeAt(index)) {
                    values.computeIfPresent(Quantity.EVENTS, (quantity, events) -> Math.floor(events * (1 - share)));
                }
            }
        }
        if (!any) {
            return known;
        }
        values.put(Quantity.CONFIGURATION, configuration);
        return new LumisectionConditions(known.id(), values, known.bits());
    }

    /** Beginnings and ends up to a lumisection. */
    private static int changes(Fault fault, int index) {
        int changes = 0;
        for (Span spell : fault.spells()) {
            changes += index >= spell.first() ? 1 : 0;
            changes += index > spell.last() ? 1 : 0;
        }
        return changes;
    }
}
