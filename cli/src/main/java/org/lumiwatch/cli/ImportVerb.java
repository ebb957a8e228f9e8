package org.lumiwatch.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.lumiwatch.ledger.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code lumiwatch import}. */
@Command(
        name = "import",
        description = "Keep histograms and conditions from files of any known format.",
        footer = {
            "",
            "Examples:",
            "  lumiwatch import run355100/*.csv",
            "  lumiwatch import dials-pages/ --conditions oms.json",
            "  lumiwatch import occupancy.hdf5 --run 306138 --first-ls 1"
        })
final class ImportVerb implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders.")
    List<Path> paths = List.of();

    @Mixin
    CommonOptions common = new CommonOptions();

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        Console console = Console.of(spec, common);
        try (Workspace into = workspace.open()) {
            Intake.Counts counts = taken(console, into);
            if (!common.conditionFiles.isEmpty()) {
                into.add(common.conditions());
            }
            tell(console, counts, into);
            return 0;
        }
    }

    private Intake.Counts taken(Console console, Workspace into) {
        try (ProgressBar bar = console.progress("import", -1)) {
            Intake intake = new Intake(into, common.elements(), bar);
            intake.take(Inputs.open(paths, common.readOptions()));
            return intake.counts();
        }
    }

    private void tell(Console console, Intake.Counts counts, Workspace into) {
        console.say(
                "%,d histograms read: %,d kept, %,d there already, %,d in conflict with what is kept; %,d conditions",
                counts.read(), counts.fresh(), counts.duplicate(), counts.conflicts(), counts.conditions());
        if (counts.rejected() > 0) {
            console.say("%,d records refused, the first: %s", counts.rejected(), counts.firstRejected());
        }
        if (counts.rejected() + counts.conflicts() > 0) {
            console.say(
                    "All refused records with file, row and reason: lumiwatch quarantine --workspace %s",
                    into.folder());
        }
        console.report(JsonMapper.shared()
                .createObjectNode()
                .put("read", counts.read())
                .put("kept", counts.fresh())
                .put("duplicates", counts.duplicate())
                .put("conflicts", counts.conflicts())
                .put("rejected", counts.rejected())
                .put("conditions", counts.conditions())
                .put("firstRejected", counts.firstRejected())
                .put("workspace", into.folder().toString()));
    }
}
