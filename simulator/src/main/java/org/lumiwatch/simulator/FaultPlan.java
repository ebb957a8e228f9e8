package org.lumiwatch.simulator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.lumiwatch.simulator.Fault.Span;
import org.lumiwatch.simulator.chance.Chance;

/** Faults spread over a stream by chance, in each subdetector one after the other. */
public final class FaultPlan {
    private FaultPlan() {}

    /**
     * Faults of the given classes, every class as often in a subdetector that can fail so.
     *
     * @param spacing lumisections without a fault between two of a subdetector, in the mean
     */
    public static List<Fault> of(
            long seed, Schedule schedule, List<Subdetector> subdetectors, Collection<FaultClass> classes, int spacing) {
        if (spacing < 1) {
            throw new IllegalArgumentException(
                    "spacing of faults: %d lumisections (expected: >= 1)".formatted(spacing));
        }
        List<Fault> faults = new ArrayList<>();
        for (Subdetector subdetector : subdetectors) {
            List<FaultClass> able = classes.stream()
                    .filter(one -> one.fits(subdetector))
                    .sorted()
                    .distinct()
                    .toList();
            Chance chance = Chance.of(seed, "faults/" + subdetector.name());
            int last = schedule.lumisections() - 1;
            int at = gap(chance, spacing);
            while (!able.isEmpty() && at <= last) {
                FaultClass one = able.get(chance.nextInt(able.size()));
                Fault fault = one.place(subdetector, chance, new Span(at, last));
                faults.add(fault);
                at = fault.last() + 1 + gap(chance, spacing);
            }
        }
        return faults;
    }

    private static int gap(Chance chance, int spacing) {
        return (int) Math.min(Integer.MAX_VALUE / 4, spacing * chance.exponential()) + 1;
    }
}
