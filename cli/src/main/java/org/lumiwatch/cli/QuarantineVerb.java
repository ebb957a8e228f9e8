package org.lumiwatch.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.source.Delivery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** {@code lumiwatch quarantine}. */
@Command(
        name = "quarantine",
        description = "List records that were refused: file, row, reason.",
        footer = {"", "Example:", "  lumiwatch quarantine --workspace lumiwatch-data"})
final class QuarantineVerb implements Callable<Integer> {
    @Option(names = "--json", description = "One JSON array for machines.")
    boolean json;

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        try (Workspace from = workspace.openExisting()) {
            List<Delivery.Rejected> refused = from.quarantined();
            var out = spec.commandLine().getOut();
            if (json) {
                ArrayNode array = JsonMapper.shared().createArrayNode();
                refused.forEach(one -> array.addObject()
                        .put("file", one.origin().file())
                        .put("record", one.origin().record())
                        .put("reason", one.reason())
                        .put("excerpt", one.excerpt()));
                out.println(array);
            } else if (refused.isEmpty()) {
                out.println("nothing was refused");
            } else {
                refused.forEach(one -> out.printf(
                        "%s: %s%n    %s%n",
                        one.origin(),
                        one.reason(),
                        one.excerpt().lines().findFirst().orElse("")));
            }
            return 0;
        }
    }
}
