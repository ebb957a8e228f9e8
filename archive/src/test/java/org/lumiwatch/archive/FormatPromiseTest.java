package org.lumiwatch.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.conditions.TimeSeries;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.ledger.LedgerEntry;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.testkit.InMemoryWorkspace;

class FormatPromiseTest {
    @TempDir
    Path folder;

    @Test
    void aWorkspaceOfFormatOneIsStillRead() throws IOException {
        unpack("workspace-1.zip");
        Workspace expected = new InMemoryWorkspace();
        VersionOne.fill(expected);
        try (Workspace actual = DuckWorkspace.openReadOnly(folder)) {
            assertThat(kept(actual)).isEqualTo(kept(expected));
        }
        try (Workspace actual = DuckWorkspace.open(folder)) {
            assertThat(kept(actual)).isEqualTo(kept(expected));
        }
    }

    @Test
    void aWorkspaceOfANewerFormatIsRefused() {
        Path file = folder.resolve("workspace.duckdb");
        DuckWorkspace.open(folder).close();
        try (Database database = Database.open(file, Database.Access.WRITE)) {
            database.write(session -> session.run("UPDATE format SET version = 2"));
        }
        assertThatThrownBy(() -> DuckWorkspace.open(folder))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage(
                        file + ": format 2 (expected: at most 1); it was written by a newer Lumiwatch: use that one,"
                                + " or give another --workspace");
    }

    @Test
    void aForeignDuckDbFileIsLeftAlone() {
        Path file = folder.resolve("workspace.duckdb");
        try (Database database = Database.open(file, Database.Access.WRITE)) {
            database.write(session -> session.run("CREATE TABLE mine (a INTEGER)"));
        }
        assertThatThrownBy(() -> DuckWorkspace.open(folder))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("without table 'format' (expected: a Lumiwatch workspace)");
    }

    /** Everything that a workspace says of itself. */
    private static List<Object> kept(Workspace workspace) {
        List<Object> kept = new ArrayList<>();
        workspace.histograms().read(ElementGlob.of("*"), workspace.histograms().lumisections(), kept::add);
        for (LedgerEntry.Pass pass : LedgerEntry.Pass.values()) {
            workspace.ledger().read(ElementGlob.of("*"), workspace.histograms().lumisections(), pass, kept::add);
        }
        kept.addAll(workspace.incidents().all());
        kept.addAll(workspace.labels().all());
        kept.addAll(workspace.conditions().all());
        for (TimeSeries series : workspace.conditions().series()) {
            kept.add(List.of(series.channel(), series.points()));
        }
        kept.addAll(workspace.quarantined());
        kept.add(new String(workspace.state("memory"), java.nio.charset.StandardCharsets.ISO_8859_1));
        kept.addAll(workspace.audited());
        return kept;
    }

    private void unpack(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(resource));
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
    }
}
