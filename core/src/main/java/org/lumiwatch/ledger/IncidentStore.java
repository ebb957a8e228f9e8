package org.lumiwatch.ledger;

import java.util.List;

/** Keeps incidents. */
public interface IncidentStore {
    /** Keeps an incident, replacing the one with the same id. */
    void put(Incident incident);

    /** All incidents, by id. */
    List<Incident> all();
}
