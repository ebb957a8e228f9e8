package org.lumiwatch.archive;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.ledger.FindingsJson;
import org.lumiwatch.ledger.Incident;
import org.lumiwatch.ledger.IncidentStore;
import org.lumiwatch.lumisection.LumisectionId;

/** Incidents as a table, one row each. */
final class DuckIncidents implements IncidentStore {
    private final Database database;

    DuckIncidents(Database database) {
        this.database = database;
    }

    @Override
    public void put(Incident incident) {
        database.write(session -> {
            session.run("DELETE FROM incidents WHERE id = ?", incident.id());
            session.append("incidents", appender -> {
                appender.beginRow()
                        .append(incident.id())
                        .append(incident.onset().toString())
                        .append(incident.raised().toString())
                        .append(incident.last().toString())
                        .append(incident.recovery().map(LumisectionId::toString).orElse(""))
                        .append(incident.elements().stream()
                                .map(ElementName::path)
                                .toList())
                        .append(FindingsJson.write(List.of(incident.worst()), 3))
                        .append(incident.status().name())
                        .append(incident.intermittent())
                        .append(incident.note())
                        .endRow();
            });
        });
    }

    @Override
    public List<Incident> all() {
        return database.read(session -> session.list("""
                SELECT id, onset, raised, last, recovered, elements, worst, status, intermittent, note
                FROM incidents ORDER BY id
                """, DuckIncidents::incident));
    }

    private static Incident incident(ResultSet row) throws SQLException {
        String recovered = row.getString(5);
        return new Incident(
                row.getLong(1),
                LumisectionId.parse(row.getString(2)),
                LumisectionId.parse(row.getString(3)),
                LumisectionId.parse(row.getString(4)),
                recovered.isEmpty() ? null : LumisectionId.parse(recovered),
                Arrays.stream((Object[]) row.getArray(6).getArray())
                        .map(path -> new ElementName((String) path))
                        .toList(),
                FindingsJson.read(row.getString(7)).getFirst(),
                Incident.Status.valueOf(row.getString(8)),
                row.getBoolean(9),
                row.getString(10));
    }
}
