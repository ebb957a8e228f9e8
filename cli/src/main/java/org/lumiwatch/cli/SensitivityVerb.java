package org.lumiwatch.cli;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.judge.Sensitivity;
import org.lumiwatch.ledger.SensitivityJson;
import org.lumiwatch.ledger.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lumiwatch sensitivity}. */
@Command(
        name = "sensitivity",
        description =
                "Say what would be found now, and how soon: faults are put into copies of live lumisections all the time,"
                        + " and the copies are judged as the originals are.",
        footer = {
            "",
            "Examples:",
            "  lumiwatch sensitivity                          every element",
            "  lumiwatch sensitivity --element 'Ecal*' --json"
        })
final class SensitivityVerb implements Callable<Integer> {
    @Option(names = "--element", paramLabel = "GLOB", defaultValue = "*", description = "Only these elements.")
    String elements = "*";

    @Option(names = "--json", description = "One JSON array for machines.")
    boolean json;

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        ElementGlob wanted = ElementGlob.of(elements);
        try (Workspace from = workspace.openExisting()) {
            SortedMap<ElementName, List<Sensitivity>> tried = SensitivityJson.of(from);
            SortedMap<ElementName, List<Sensitivity>> chosen = new TreeMap<>(tried);
            chosen.keySet().removeIf(name -> !wanted.matches(name));
            var out = spec.commandLine().getOut();
            if (json) {
                out.println(SensitivityJson.write(chosen));
            } else if (tried.isEmpty()) {
                out.println("nothing was tried yet: an element is watched for some hundred lumisections first");
            } else if (chosen.isEmpty()) {
                out.println("no element tried is like %s (expected: a part of a path such as %s, with * for the rest)"
                        .formatted(elements, tried.firstKey()));
            } else {
                for (Map.Entry<ElementName, List<Sensitivity>> entry : chosen.entrySet()) {
                    out.println(entry.getKey());
                    entry.getValue()
                            .forEach(one -> out.println(
                                    "  %-12s %-22s %s".formatted(one.fault(), one.where(), one.headline())));
                }
            }
            return 0;
        }
    }
}
