package org.lumiwatch.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.lumiwatch.conditions.Conditions;
import org.lumiwatch.ledger.AuditEntry;
import org.lumiwatch.ledger.HistogramStore;
import org.lumiwatch.ledger.IncidentStore;
import org.lumiwatch.ledger.LabelStore;
import org.lumiwatch.ledger.Ledger;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.source.Delivery;

/**
 * A workspace in a folder: {@code workspace.duckdb} with everything but the histograms of sealed runs, which are Parquet files
 * in {@code histograms/}.
 *
 * <p>May be used by several threads. One process writes, or several read; {@link #open} and {@link #openReadOnly} throw
 * {@link UncheckedIOException} naming the process that has it, and {@link org.lumiwatch.InvalidDataException} when a newer
 * Lumiwatch wrote it.
 */
public final class DuckWorkspace implements Workspace {
    private final Path folder;
    private final WorkspaceLock lock;
    private final Database database;
    private final DuckHistograms histograms;
    private final DuckLedger ledger;
    private final DuckIncidents incidents;
    private final DuckLabels labels;
    private final DuckConditions conditions;
    private final DuckNotes notes;

    private DuckWorkspace(Path folder, WorkspaceLock lock, Database database, RunFiles files) {
        Catalogue catalogue = new Catalogue();
        database.read(session -> {
            catalogue.reload(session);
            return session;
        });
        this.folder = folder;
        this.lock = lock;
        this.database = database;
        this.histograms = new DuckHistograms(database, catalogue, files);
        this.ledger = new DuckLedger(database, catalogue);
        this.incidents = new DuckIncidents(database);
        this.labels = new DuckLabels(database);
        this.conditions = new DuckConditions(database);
        this.notes = new DuckNotes(database);
    }

    /** Opens the workspace in {@code folder} for reading and writing; makes it when it is not there. */
    public static DuckWorkspace open(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "workspace %s: cannot be made; give another --workspace".formatted(folder), e);
        }
        return opened(folder, WorkspaceLock.forWriting(folder), Database.Access.WRITE);
    }

    /** Opens the workspace in {@code folder} for reading, together with others that read; methods that keep something throw. */
    public static DuckWorkspace openReadOnly(Path folder) {
        if (!Files.exists(file(folder))) {
            String message =
                    "workspace %s: none (expected: a folder with %s); import something first, or give another --workspace"
                            .formatted(folder, file(folder).getFileName());
            throw new UncheckedIOException(message, new NoSuchFileException(folder.toString()));
        }
        return opened(folder, WorkspaceLock.forReading(folder), Database.Access.READ);
    }

    private static DuckWorkspace opened(Path folder, WorkspaceLock lock, Database.Access access) {
        try {
            Database database = Database.open(file(folder), access);
            try {
                if (access == Database.Access.WRITE) {
                    Schema.create(database);
                }
                Schema.check(database, file(folder));
                RunFiles files = new RunFiles(database, folder.resolve("histograms"));
                if (access == Database.Access.WRITE) {
                    files.removeLeftovers();
                }
                return new DuckWorkspace(folder, lock, database, files);
            } catch (RuntimeException e) {
                database.close();
                throw e;
            }
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static Path file(Path folder) {
        return folder.resolve("workspace.duckdb");
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public HistogramStore histograms() {
        return histograms;
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public IncidentStore incidents() {
        return incidents;
    }

    @Override
    public LabelStore labels() {
        return labels;
    }

    @Override
    public Conditions conditions() {
        return conditions.all();
    }

    @Override
    public void add(Conditions more) {
        conditions.add(more);
    }

    @Override
    public void quarantine(List<Delivery.Rejected> rejected) {
        notes.quarantine(rejected);
    }

    @Override
    public List<Delivery.Rejected> quarantined() {
        return notes.quarantined();
    }

    @Override
    public void putState(String name, byte[] state) {
        notes.putState(name, state);
    }

    @Override
    public byte[] state(String name) {
        return notes.state(name);
    }

    @Override
    public void audit(AuditEntry entry) {
        notes.audit(entry);
    }

    @Override
    public List<AuditEntry> audited() {
        return notes.audited();
    }

    @Override
    public void close() {
        try {
            database.close();
        } finally {
            lock.close();
        }
    }
}
