package org.lumiwatch.archive;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.duckdb.DuckDBAppender;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.judge.Judgement.Calibration;
import org.lumiwatch.judge.TestId;
import org.lumiwatch.ledger.FindingsJson;
import org.lumiwatch.ledger.Ledger;
import org.lumiwatch.ledger.LedgerEntry;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionRange;
import org.lumiwatch.lumisection.LumisectionSet;

/** The ledger as a table that only grows; of entries with the same key the one appended last counts. */
final class DuckLedger implements Ledger {
    private static final long ENTRIES_AT_ONCE = 20_000;
    private static final Comparator<LedgerEntry> ORDER = Comparator.comparing(LedgerEntry::at)
            .thenComparing(LedgerEntry::element)
            .thenComparing(entry -> entry.test().name())
            .thenComparingInt(entry -> entry.test().version());

    private final Database database;
    private final Catalogue catalogue;
    private long last;

    private record Key(LumisectionId at, ElementName element, TestId test) {
        static Key of(LedgerEntry entry) {
            return new Key(entry.at(), entry.element(), entry.test());
        }
    }

    DuckLedger(Database database, Catalogue catalogue) {
        this.database = database;
        this.catalogue = catalogue;
        this.last = database.read(session -> session.number("SELECT coalesce(max(seq), 0) FROM ledger"));
    }

    @Override
    public void append(List<LedgerEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        database.alone(() -> {
            long before = last;
            try {
                database.write(session -> {
                    for (LedgerEntry entry : entries) {
                        catalogue.id(session, entry.element());
                    }
                    session.append("ledger", appender -> {
                        for (LedgerEntry entry : entries) {
                            append(appender, entry, catalogue.id(session, entry.element()));
                        }
                    });
                });
            } catch (RuntimeException e) {
                last = before;
                database.read(session -> {
                    catalogue.reload(session);
                    return session;
                });
                throw e;
            }
            return last;
        });
    }

    private void append(DuckDBAppender appender, LedgerEntry entry, int element) throws SQLException {
        appender.beginRow()
                .append(++last)
                .append(entry.at().run())
                .append(entry.at().number())
                .append(element)
                .append(entry.pass().name())
                .append(entry.test().name())
                .append(entry.test().version())
                .append(entry.threshold())
                .append(entry.inputHash())
                .append(entry.entries())
                .append(entry.exposure())
                .append(entry.significance())
                .append(entry.calibration().name())
                .append(entry.state().name())
                .append(entry.reason())
                .append(FindingsJson.write(entry.findings(), 3))
                .append(entry.learned())
                .appendEpochNanos(Times.nanos(entry.recorded()))
                .endRow();
    }

    @Override
    public void read(ElementGlob elements, LumisectionSet within, LedgerEntry.Pass pass, Consumer<LedgerEntry> sink) {
        if (within.isEmpty()) {
            return;
        }
        LumisectionSet wanted =
                judged(pass, within.runs().first(), within.runs().last()).and(within);
        for (int run : wanted.runs()) {
            for (Slice slice : slices(run, elements, wanted, pass)) {
                database.alone(() -> entries(run, elements, slice, pass)).stream()
                        .sorted(ORDER)
                        .forEach(sink);
            }
        }
    }

    private List<Slice> slices(int run, ElementGlob elements, LumisectionSet wanted, LedgerEntry.Pass pass) {
        List<LumisectionRange> ranges = wanted.ranges(run);
        List<Slice.Weight> weights = database.alone(() -> database.read(session -> session.list(
                """
                SELECT ls, count(*) FROM ledger
                WHERE run = %d AND ls BETWEEN %d AND %d AND pass = '%s' AND %s GROUP BY ls ORDER BY ls
                """.formatted(
                                run,
                                ranges.getFirst().first(),
                                ranges.getLast().last(),
                                pass.name(),
                                catalogue.condition(elements)),
                row -> new Slice.Weight(row.getInt(1), row.getLong(2)))));
        return Slice.of(
                weights.stream()
                        .filter(weight -> wanted.contains(new LumisectionId(run, weight.number())))
                        .toList(),
                ENTRIES_AT_ONCE);
    }

    /** Current entries of a slice, in any order. */
    private List<LedgerEntry> entries(int run, ElementGlob elements, Slice slice, LedgerEntry.Pass pass) {
        Map<Key, LedgerEntry> current = new LinkedHashMap<>();
        database.read(session ->
                session.list("""
                SELECT ls, element, test, test_version, threshold, input_hash, entries, exposure, significance,
                    calibration, state, reason, findings, learned, epoch_ns(recorded)
                FROM ledger WHERE run = %d AND %s AND pass = '%s' AND %s ORDER BY seq
                """.formatted(run, slice.condition(), pass.name(), catalogue.condition(elements)), row -> {
                    LedgerEntry entry = entry(row, run, pass);
                    return current.put(Key.of(entry), entry);
                }));
        return new ArrayList<>(current.values());
    }

    private LedgerEntry entry(ResultSet row, int run, LedgerEntry.Pass pass) throws SQLException {
        return new LedgerEntry(
                new LumisectionId(run, row.getInt(1)),
                catalogue.element(row.getInt(2)),
                pass,
                new TestId(row.getString(3), row.getInt(4)),
                row.getDouble(5),
                row.getString(6),
                row.getDouble(7),
                row.getDouble(8),
                row.getDouble(9),
                Calibration.valueOf(row.getString(10)),
                LedgerEntry.State.valueOf(row.getString(11)),
                row.getString(12),
                FindingsJson.read(row.getString(13)),
                row.getString(14),
                Times.instant(row.getLong(15)));
    }

    @Override
    public LumisectionSet judged(LedgerEntry.Pass pass) {
        return judged(pass, 1, Integer.MAX_VALUE);
    }

    private LumisectionSet judged(LedgerEntry.Pass pass, int firstRun, int lastRun) {
        String condition = "pass = '%s' AND run BETWEEN %d AND %d".formatted(pass.name(), firstRun, lastRun);
        return database.read(session -> Islands.of(session, "ledger", condition));
    }
}
