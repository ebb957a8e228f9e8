package org.lumiwatch.archive;

import java.util.List;
import org.lumiwatch.ledger.LabelStore;
import org.lumiwatch.truth.GoldenJson;
import org.lumiwatch.truth.Label;
import org.lumiwatch.truth.Quality;

/** Labels as a table that only grows. */
final class DuckLabels implements LabelStore {
    private final Database database;

    DuckLabels(Database database) {
        this.database = database;
    }

    @Override
    public void add(List<Label> labels) {
        database.write(session -> {
            long last = session.number("SELECT coalesce(max(seq), 0) FROM labels");
            session.append("labels", appender -> {
                long seq = last;
                for (Label label : labels) {
                    appender.beginRow()
                            .append(++seq)
                            .append(GoldenJson.text(label.lumisections()))
                            .append(label.quality().name())
                            .append(label.source())
                            .append(label.trust())
                            .append(label.author())
                            .appendEpochNanos(Times.nanos(label.recorded()))
                            .append(label.comment())
                            .endRow();
                }
            });
        });
    }

    @Override
    public List<Label> all() {
        return database.read(session -> session.list(
                """
                SELECT lumisections, quality, source, trust, author, epoch_ns(recorded), comment FROM labels ORDER BY seq
                """,
                row -> new Label(
                        GoldenJson.parse("workspace", row.getString(1)).lumisections(),
                        Quality.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getDouble(4),
                        row.getString(5),
                        Times.instant(row.getLong(6)),
                        row.getString(7))));
    }
}
