package org.lumiwatch.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.lumisection.LumisectionRange;
import org.lumiwatch.lumisection.LumisectionSet;
import org.lumiwatch.truth.GoldenJson;
import org.lumiwatch.truth.Label;
import org.lumiwatch.truth.Quality;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** {@code lumiwatch label}. */
@Command(
        name = "label",
        description = "Say which lumisections are good or bad, or list what was said.",
        footer = {
            "",
            "A label is never deleted: the most trusted wins, among equals the latest.",
            "",
            "Examples:",
            "  lumiwatch label                                     list all labels",
            "  lumiwatch label add 355100:17-355100:20 bad --comment 'HV off in EB+07'",
            "  lumiwatch label golden Cert_2022_Golden.json        listed good, the rest of the workspace bad"
        })
final class LabelVerb implements Callable<Integer> {
    @Option(names = "--json", description = "One JSON array for machines.")
    boolean json;

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    /** Who says it, and how much that counts. */
    static final class Voice {
        @Option(names = "--author", paramLabel = "NAME", description = "Who says so. Default: the user's name.")
        String author = System.getProperty("user.name", "unknown");

        @Option(
                names = "--trust",
                paramLabel = "0..1",
                defaultValue = "0.8",
                description = "Weight against other labels. Default: ${DEFAULT-VALUE}.")
        double trust = 0.8;

        @Option(names = "--comment", paramLabel = "TEXT", defaultValue = "", description = "Why.")
        String comment = "";
    }

    /** Labels as an array for machines. */
    static ArrayNode json(List<Label> labels) {
        ArrayNode array = JsonMapper.shared().createArrayNode();
        labels.forEach(label -> array.addObject()
                .put("quality", label.quality().name().toLowerCase(Locale.ROOT))
                .put("lumisections", GoldenJson.text(label.lumisections()))
                .put("source", label.source())
                .put("trust", label.trust())
                .put("author", label.author())
                .put("recorded", label.recorded().toString())
                .put("comment", label.comment()));
        return array;
    }

    @Override
    public Integer call() {
        try (Workspace from = workspace.openExisting()) {
            List<Label> labels = from.labels().all();
            var out = spec.commandLine().getOut();
            if (json) {
                out.println(json(labels));
            } else if (labels.isEmpty()) {
                out.println("no labels");
            } else {
                labels.forEach(label -> out.println(line(label)));
            }
            return 0;
        }
    }

    /** {@code lumiwatch label add}. */
    @Command(name = "add", description = "Label a span of lumisections.")
    int add(
            @Parameters(
                            paramLabel = "RUN:LS-RUN:LS",
                            converter = LumisectionSpan.Converter.class,
                            description = "From and to, both inclusive.")
                    LumisectionSpan span,
            @Parameters(paramLabel = "QUALITY", description = "good or bad.") Quality quality,
            @Mixin Voice voice,
            @Mixin WorkspaceOption of) {
        try (Workspace into = of.openExisting()) {
            Label label = new Label(
                    within(span, into),
                    quality,
                    "shifter",
                    voice.trust,
                    voice.author,
                    Instant.now().truncatedTo(ChronoUnit.MICROS),
                    voice.comment);
            into.labels().add(List.of(label));
            spec.commandLine().getOut().println(line(label));
            return 0;
        }
    }

    /** {@code lumiwatch label golden}. */
    @Command(name = "golden", description = "Label from a golden JSON: listed good, the rest of the workspace bad.")
    int golden(
            @Parameters(paramLabel = "FILE", description = "The certification file.") Path file,
            @Mixin Voice voice,
            @Mixin WorkspaceOption of) {
        try (Workspace into = of.openExisting()) {
            GoldenJson.Reading reading = GoldenJson.read(file);
            reading.warnings().forEach(spec.commandLine().getErr()::println);
            List<Label> labels = GoldenJson.labels(
                    reading.lumisections(),
                    into.histograms().lumisections(),
                    new GoldenJson.Signature(
                            file.getFileName().toString(),
                            voice.trust,
                            voice.author,
                            Instant.now().truncatedTo(ChronoUnit.MICROS)));
            into.labels().add(labels);
            labels.forEach(label -> spec.commandLine().getOut().println(line(label)));
            return 0;
        }
    }

    private static LumisectionSet within(LumisectionSpan span, Workspace workspace) {
        int first = span.first().run();
        int last = span.last().run();
        if (first == last) {
            return LumisectionSet.ofRanges(Map.of(
                    first,
                    List.of(new LumisectionRange(
                            span.first().number(), span.last().number()))));
        }
        return LumisectionSet.of(workspace.histograms().lumisections().inRuns(first, last).stream()
                .filter(span::contains)
                .toList());
    }

    private static String line(Label label) {
        return "%-4s  %s (%s)  %s by %s, trust %.2f, %s%s"
                .formatted(
                        label.quality().name().toLowerCase(Locale.ROOT),
                        label.lumisections(),
                        label.lumisections().runs().isEmpty()
                                ? "no run"
                                : "runs %d to %d"
                                        .formatted(
                                                label.lumisections().runs().first(),
                                                label.lumisections().runs().last()),
                        label.source(),
                        label.author(),
                        label.trust(),
                        label.recorded().truncatedTo(ChronoUnit.SECONDS),
                        label.comment().isEmpty() ? "" : ": " + label.comment());
    }
}
