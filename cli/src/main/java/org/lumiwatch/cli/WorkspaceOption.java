package org.lumiwatch.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.lumiwatch.archive.DuckWorkspace;
import org.lumiwatch.ledger.Workspace;
import picocli.CommandLine.Option;

/** The option that names the workspace. */
final class WorkspaceOption {
    @Option(
            names = "--workspace",
            paramLabel = "DIR",
            defaultValue = "lumiwatch-data",
            description = "Folder that keeps everything. Default: ./${DEFAULT-VALUE}.")
    Path folder = Path.of("lumiwatch-data");

    /** Opens the workspace, and makes it when there is none. */
    Workspace open() {
        return DuckWorkspace.open(folder);
    }

    /** Opens a workspace that must be there. */
    Workspace openExisting() {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "workspace: %s is not there (expected: a folder made by import, watch or demo); --workspace names another"
                            .formatted(folder));
        }
        return DuckWorkspace.open(folder);
    }
}
