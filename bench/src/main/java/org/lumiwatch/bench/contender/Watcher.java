package org.lumiwatch.bench.contender;

import java.util.List;
import org.lumiwatch.bench.Role;
import org.lumiwatch.element.Box;

/**
 * Watches one element and raises alarms. Mutable; one thread.
 *
 * <p>It is first given a history to learn, then healthy lumisections on which it may set its own thresholds at the stated budget, then
 * the lumisections on which it is measured. It is not told when faults begin.
 */
public interface Watcher {
    String name();

    Role role();

    /** Learns what came before the watch. */
    void train(List<Observed> history);

    /** Judges a lumisection, then learns what it sees fit of it; the alarms that go out now. */
    List<Alarm> watch(Observed observed);

    /**
     * The time for setting thresholds is over.
     *
     * @param falseIncidentsPerDay what the crew accepts
     */
    void settle(double falseIncidentsPerDay);

    /** Boxes under an incident that is open after the last lumisection; none for those who only tell what they found. */
    default List<Box> suspected() {
        return List.of();
    }
}
