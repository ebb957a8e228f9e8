package org.lumiwatch.archive;

import java.util.List;
import org.lumiwatch.ledger.AuditEntry;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.Origin;

/** What is kept on the side: refused records, named states, the audit. */
final class DuckNotes {
    private final Database database;

    DuckNotes(Database database) {
        this.database = database;
    }

    void quarantine(List<Delivery.Rejected> rejected) {
        database.write(session -> {
            long last = session.number("SELECT coalesce(max(seq), 0) FROM quarantine");
            session.append("quarantine", appender -> {
                long seq = last;
                for (Delivery.Rejected one : rejected) {
                    appender.beginRow()
                            .append(++seq)
                            .append(one.origin().file())
                            .append(one.origin().record())
                            .append(one.reason())
                            .append(one.excerpt())
                            .endRow();
                }
            });
        });
    }

    List<Delivery.Rejected> quarantined() {
        return database.read(session -> session.list(
                "SELECT file, record, reason, excerpt FROM quarantine ORDER BY seq",
                row -> new Delivery.Rejected(
                        new Origin(row.getString(1), row.getLong(2)), row.getString(3), row.getString(4))));
    }

    void putState(String name, byte[] state) {
        database.write(session -> {
            session.run("DELETE FROM states WHERE name = ?", name);
            session.append(
                    "states",
                    appender -> appender.beginRow().append(name).append(state).endRow());
        });
    }

    byte[] state(String name) {
        List<byte[]> states = database.read(
                session -> session.list("SELECT value FROM states WHERE name = ?", row -> row.getBytes(1), name));
        return states.isEmpty() ? new byte[0] : states.getFirst();
    }

    void audit(AuditEntry entry) {
        database.write(session -> session.run(
                "INSERT INTO audit SELECT coalesce(max(seq), 0) + 1, make_timestamp_ns(?), ?, ? FROM audit",
                Times.nanos(entry.at()),
                entry.who(),
                entry.command()));
    }

    List<AuditEntry> audited() {
        return database.read(session -> session.list(
                "SELECT epoch_ns(done), who, command FROM audit ORDER BY seq",
                row -> new AuditEntry(Times.instant(row.getLong(1)), row.getString(2), row.getString(3))));
    }
}
