package org.lumiwatch.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lumiwatch.lumisection.LumisectionSet;
import org.lumiwatch.truth.GoldenJson;

/**
 * Parquet files of sealed runs: {@code histograms/run-355100/part-1.parquet}; a part more for every time a run was sealed again
 * after late lumisections. A file belongs to the workspace only when table {@code sealed} names it; table {@code sealing} names
 * the one being written, so that nothing but our own leftovers is ever removed. Used within {@link Database#alone}.
 */
final class RunFiles {
    /** Cells in a row group: what a reader of the file must hold at once. */
    private static final long CELLS_IN_GROUP = 1L << 22;

    private static final long ROWS_IN_VECTOR = 2048;

    private final Database database;
    private final Path folder;
    private final NavigableMap<Integer, List<Integer>> parts = new TreeMap<>();
    private LumisectionSet lumisections = LumisectionSet.empty();

    private record Part(int run, int number) {}

    RunFiles(Database database, Path folder) {
        this.database = database;
        this.folder = folder;
        database.read(session -> session.list("SELECT run, part, lumisections FROM sealed ORDER BY run, part", row -> {
            know(
                    new Part(row.getInt(1), row.getInt(2)),
                    GoldenJson.parse("workspace", row.getString(3)).lumisections());
            return row;
        }));
    }

    /** Removes what a process left that was killed while it sealed. */
    void removeLeftovers() {
        List<Part> begun = database.read(session ->
                session.list("SELECT run, part FROM sealing", row -> new Part(row.getInt(1), row.getInt(2))));
        if (begun.isEmpty()) {
            return;
        }
        try {
            for (Part part : begun) {
                Files.deleteIfExists(beingWritten(part));
                Files.deleteIfExists(file(part));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s: a leftover cannot be removed".formatted(folder), e);
        }
        database.write(session -> session.run("DELETE FROM sealing"));
    }

    LumisectionSet lumisections() {
        return lumisections;
    }

    /** SQL that selects the histograms of a run in files, with the columns of table {@code histograms}; empty when none. */
    String select(int run) {
        List<Integer> numbers = parts.getOrDefault(run, List.of());
        if (numbers.isEmpty()) {
            return "";
        }
        String files = numbers.stream()
                .map(number -> quoted(file(new Part(run, number))))
                .collect(Collectors.joining(", "));
        return """
                UNION ALL SELECT p.ls, e.id AS element, a.id AS axes, p.entries, p.type, p.contents, p.flow_type, p.flow
                FROM read_parquet([%s]) p JOIN elements e ON e.path = p.element JOIN axes a ON a.text = p.axes
                """.formatted(files);
    }

    /** Moves the histograms of a run from the live table to a file. */
    void seal(int run, LumisectionSet live) {
        Part part = new Part(run, parts.getOrDefault(run, List.of()).size() + 1);
        database.write(session -> session.run("INSERT INTO sealing VALUES (?, ?)", run, part.number()));
        long histograms = write(part);
        database.write(session -> {
            session.run(
                    "INSERT INTO sealed VALUES (?, ?, ?, ?)", run, part.number(), histograms, GoldenJson.text(live));
            session.run("DELETE FROM sealing");
            session.run("DELETE FROM histograms WHERE run = ?", run);
        });
        know(part, live);
        // Gives the space of the deleted rows back, at a time when the detector pauses.
        database.read(session -> {
            session.run("CHECKPOINT");
            return session;
        });
    }

    private long write(Part part) {
        try {
            Path temporary = beingWritten(part);
            Files.createDirectories(temporary.getParent());
            long histograms = database.read(session -> copy(session, part, temporary));
            flush(temporary, StandardOpenOption.WRITE);
            Files.move(temporary, file(part), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                flush(temporary.getParent(), StandardOpenOption.READ);
                flush(folder, StandardOpenOption.READ);
            }
            return histograms;
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot be written".formatted(file(part)), e);
        }
    }

    private static long copy(Session session, Part part, Path temporary) throws SQLException {
        long rows = session.number("SELECT count(*) FROM histograms WHERE run = ?", part.run());
        long cells = session.number(
                "SELECT sum(a.cells)::BIGINT FROM histograms h JOIN axes a ON a.id = h.axes WHERE run = ?", part.run());
        long group = Math.clamp(CELLS_IN_GROUP / (cells / rows) / ROWS_IN_VECTOR, 1, 32) * ROWS_IN_VECTOR;
        session.run("""
                COPY (SELECT h.run, h.ls, e.path AS element, a.text AS axes, h.entries, h.type, h.contents, h.flow_type, h.flow
                      FROM histograms h JOIN elements e ON e.id = h.element JOIN axes a ON a.id = h.axes
                      WHERE h.run = %d ORDER BY h.ls, e.path)
                TO %s (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE %d)
                """.formatted(part.run(), quoted(temporary), group));
        long written = session.number("SELECT count(*) FROM read_parquet(%s)".formatted(quoted(temporary)));
        if (written != rows) {
            throw new IllegalStateException(
                    "%s: %d histograms (expected: %d); the disc may be failing".formatted(temporary, written, rows));
        }
        return rows;
    }

    private void know(Part part, LumisectionSet of) {
        parts.computeIfAbsent(part.run(), run -> new ArrayList<>()).add(part.number());
        lumisections = lumisections.or(of);
    }

    private Path file(Part part) {
        return folder.resolve("run-" + part.run()).resolve("part-%d.parquet".formatted(part.number()));
    }

    private Path beingWritten(Part part) {
        return file(part).resolveSibling("part-%d.parquet.part".formatted(part.number()));
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }

    private static void flush(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }
}
