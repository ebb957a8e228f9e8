package org.lumiwatch.bench.stream;

import java.util.List;
import org.lumiwatch.bench.Role;

/**
 * What came of one watcher on one course.
 *
 * @param watched lumisections of the watch
 * @param falseIncidents alarms about no fault in the watch
 * @param encounters one a fault
 */
public record Walk(String name, Role role, int watched, long falseIncidents, List<Encounter> encounters) {
    public Walk {
        encounters = List.copyOf(encounters);
    }
}
