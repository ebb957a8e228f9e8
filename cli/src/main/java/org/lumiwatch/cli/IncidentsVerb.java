package org.lumiwatch.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.ledger.Incident;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.monitor.IncidentJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** {@code lumiwatch incidents}. */
@Command(
        name = "incidents",
        description = "List what went wrong, one line per cause, or acknowledge it.",
        footer = {
            "",
            "Examples:",
            "  lumiwatch incidents                      all of them",
            "  lumiwatch incidents --open               those that last",
            "  lumiwatch incidents ack 3 --note 'HV trip, shifter informed'"
        })
final class IncidentsVerb implements Callable<Integer> {
    @Option(names = "--open", description = "Only those that are not over.")
    boolean open;

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
            List<Incident> chosen = from.incidents().all().stream()
                    .filter(incident -> !open || incident.status() != Incident.Status.RECOVERED)
                    .toList();
            var out = spec.commandLine().getOut();
            if (json) {
                ArrayNode array = JsonMapper.shared().createArrayNode();
                chosen.forEach(incident -> array.add(IncidentJson.of(incident)));
                out.println(array);
            } else if (chosen.isEmpty()) {
                out.println("no incidents");
            } else {
                chosen.forEach(incident -> out.println(line(incident)));
            }
            return 0;
        }
    }

    private static String line(Incident incident) {
        String end = incident.recovery().map(at -> ", gone from " + at).orElse(", last seen " + incident.last());
        return "%4d  %-12s  %s%s%s%s"
                .formatted(
                        incident.id(),
                        incident.status().name().toLowerCase(java.util.Locale.ROOT),
                        incident.headline(),
                        end,
                        incident.intermittent() ? ", intermittent" : "",
                        incident.note().isEmpty() ? "" : "  # " + incident.note());
    }

    /** {@code lumiwatch incidents ack}. */
    @Command(
            name = "ack",
            description = "Acknowledge an incident: it stays listed and alarms no more. "
                    + "A change of a whole element is learned as the new normal from then on.",
            footer = {"", "Example:", "  lumiwatch incidents ack 3 --note 'known: tower masked'"})
    int acknowledge(
            @Parameters(paramLabel = "ID", description = "Number of the incident.") long id,
            @Option(names = "--note", paramLabel = "TEXT", description = "What is known of it.") @Nullable String note,
            @Mixin WorkspaceOption of) {
        try (Workspace into = of.openExisting()) {
            Incident incident = into.incidents().all().stream()
                    .filter(one -> one.id() == id)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "incident: %d (expected: one of those that 'lumiwatch incidents' lists)".formatted(id)));
            if (incident.status() == Incident.Status.RECOVERED) {
                throw new IllegalArgumentException(
                        "incident %d: recovered at %s (expected: one that lasts); there is nothing to acknowledge"
                                .formatted(id, incident.recovered()));
            }
            Incident acknowledged = new Incident(
                    incident.id(),
                    incident.onset(),
                    incident.raised(),
                    incident.last(),
                    incident.recovered(),
                    incident.elements(),
                    incident.worst(),
                    Incident.Status.ACKNOWLEDGED,
                    incident.intermittent(),
                    note == null ? incident.note() : note);
            into.incidents().put(acknowledged);
            spec.commandLine().getOut().println(line(acknowledged));
            return 0;
        }
    }
}
