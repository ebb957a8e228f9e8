package org.lumiwatch.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.archive.TrainingTable;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.lumisection.LumisectionSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lumiwatch export}. */
@Command(
        name = "export",
        description = "Write histograms, conditions and labels as one Parquet file, to train with elsewhere.",
        footer = {
            "",
            "Columns: run, ls, element, entries, contents (x fastest), label (good, bad or null), and one for every condition.",
            "",
            "Examples:",
            "  lumiwatch export --element '*METSig' --out training.parquet",
            "  lumiwatch export --out all.parquet --known 2026-06-01T00:00:00Z"
        })
final class ExportVerb implements Callable<Integer> {
    @Option(names = "--out", required = true, paramLabel = "FILE", description = "To write.")
    @SuppressWarnings("NullAway.Init")
    Path out;

    @Option(names = "--element", paramLabel = "GLOB", defaultValue = "*", description = "Only these elements.")
    String element = "*";

    @Option(names = "--known", paramLabel = "TIME", description = "Labels as they were known then. Default: now.")
    @Nullable
    Instant known;

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        try (Workspace from = workspace.openExisting()) {
            LumisectionSet all = from.histograms().lumisections();
            long rows = new TrainingTable(from, known == null ? Instant.now() : known)
                    .write(ElementGlob.of(element), all, out);
            spec.commandLine().getOut().printf("%,d rows written to %s%n", rows, out);
            return 0;
        }
    }
}
