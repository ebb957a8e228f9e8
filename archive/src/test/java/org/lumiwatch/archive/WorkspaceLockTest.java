package org.lumiwatch.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceLockTest {
    @TempDir
    Path folder;

    @Test
    void aSecondProcessIsToldWhoHasTheWorkspaceAndTheLockEndsWithIt() throws Exception {
        Path workspace = folder.resolve("workspace");
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        AcknowledgingWriter.class.getName(),
                        workspace.toString(),
                        "1")
                .start();
        try (BufferedReader out = writer.inputReader()) {
            assertThat(out.readLine()).isEqualTo("open");
            assertThatThrownBy(() -> DuckWorkspace.open(workspace))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageStartingWith("workspace %s: in use by process %d on ".formatted(workspace, writer.pid()))
                    .hasMessageContaining(AcknowledgingWriter.class.getName())
                    .hasMessageEndingWith("(expected: one process that writes); wait for it, stop it, or give another"
                            + " --workspace");
            assertThatThrownBy(() -> DuckWorkspace.openReadOnly(workspace)).isInstanceOf(UncheckedIOException.class);
        } finally {
            writer.destroyForcibly().waitFor();
        }
        DuckWorkspace.openReadOnly(workspace).close();
        DuckWorkspace.open(workspace).close();
        try (var left = Files.list(temporary)) {
            assertThat(left.filter(file -> file.toString().contains("duckdb")))
                    .as("what DuckDB leaves in the temporary folder of a killed process")
                    .isEmpty();
        }
    }

    @Test
    void theSameProcessCannotOpenItTwiceEither() {
        DuckWorkspace first = DuckWorkspace.open(folder);
        assertThatThrownBy(() -> DuckWorkspace.open(folder.resolve("../" + folder.getFileName())))
                .hasMessageContaining(
                        "in use by process " + ProcessHandle.current().pid());
        first.close();
        DuckWorkspace.open(folder).close();
    }

    @Test
    void aWorkspaceOpenForReadingRefusesToKeepAnything() {
        DuckWorkspace.open(folder).close();
        try (DuckWorkspace workspace = DuckWorkspace.openReadOnly(folder)) {
            assertThat(workspace.histograms().lumisections().isEmpty()).isTrue();
            assertThatThrownBy(() -> workspace.putState("a", new byte[1]))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("open for reading (expected: for writing)");
        }
    }

    @Test
    void whereThereIsNoWorkspaceNothingIsMadeForReading() throws IOException {
        assertThatThrownBy(() -> DuckWorkspace.openReadOnly(folder.resolve("none")))
                .hasMessageContaining("none (expected: a folder with workspace.duckdb)");
        assertThat(folder).isEmptyDirectory();
    }
}
