package org.lumiwatch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.bench.Bench;
import org.lumiwatch.bench.BenchResult;
import org.lumiwatch.bench.Protocol;
import org.lumiwatch.bench.Protocols;
import org.lumiwatch.bench.Seeds;
import org.lumiwatch.bench.Size;
import org.lumiwatch.bench.publication.Publication;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code lumiwatch bench}. */
@Command(
        name = "bench",
        description = "Measure protocols: ours beside others' methods and the limit, on the same data.",
        footer = {
            "",
            "Trials are kept in DIR/trials: a bench that was stopped takes up where it was, unless the code has changed.",
            "Writes ID.json, ID.csv and ID.svg. Fails when a protocol finds that its own figures cannot be right.",
            "",
            "Examples:",
            "  lumiwatch bench --list",
            "  lumiwatch bench all --quick",
            "  lumiwatch bench B1 B3 --seeds 10 --threads 2",
            "  lumiwatch bench all --docs docs/benchmarks.md"
        })
final class BenchVerb implements Callable<Integer> {
    private static final String ALL = "all";

    private final List<Protocol<?>> protocols;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "Protocols, or 'all'.")
    List<String> ids = List.of();

    @Option(names = "--list", description = "Name the protocols, and measure nothing.")
    boolean list;

    @Option(names = "--quick", description = "A sanity check in seconds; its figures are not to be quoted.")
    boolean quick;

    @Option(
            names = "--seeds",
            paramLabel = "N|LIST",
            converter = SeedChoice.Converter.class,
            description = "How many test seeds, or which seeds: 10, or 1,2,3. Default: as many as the protocol wants.")
    SeedChoice seeds = new SeedChoice.Usual();

    @Option(
            names = "--commit",
            paramLabel = "ID",
            description = "Commit that test seeds are derived from. Default: the one that is checked out; "
                    + "the code itself where there is none or sources differ from it.")
    @Nullable
    String commit;

    @Option(names = "--threads", paramLabel = "N", description = "Trials at the same time. Default: one a core.")
    int threads = Threads.number();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "bench-results",
            description = "Default: ${DEFAULT-VALUE}.")
    Path out = Path.of("bench-results");

    @Option(names = "--fresh", description = "Measure again what was measured before.")
    boolean fresh;

    @Option(
            names = "--docs",
            paramLabel = "FILE",
            description =
                    "Make this page of what was measured in full, now and before; without an ID, of what is there.")
    @Nullable
    Path docs;

    @Option(names = "--json", description = "One JSON object for machines; no progress.")
    boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    BenchVerb() {
        this(Protocols.all());
    }

    BenchVerb(List<Protocol<?>> protocols) {
        this.protocols = List.copyOf(protocols);
    }

    @Override
    public Integer call() throws IOException {
        Console console = new Console(
                spec.commandLine().getOut(),
                spec.commandLine().getErr(),
                json ? Console.Audience.MACHINES : Console.Audience.PEOPLE);
        if (list) {
            protocols.forEach(protocol -> console.say("%-4s %s", protocol.id(), protocol.title()));
            console.report(listed());
            return 0;
        }
        checkUse();
        ObjectNode results = JsonMapper.shared().createObjectNode();
        ArrayNode array = results.putArray("results");
        List<Protocol<?>> chosen = chosen();
        if (!chosen.isEmpty()) {
            Seeds.Origin origin = commit == null ? Seeds.Origin.ofThisCode() : new Seeds.Origin.Commit(commit);
            Bench bench = new Bench(new Bench.Options(
                    threads,
                    out.resolve("trials"),
                    fresh ? Bench.Kept.MEASURED_AGAIN : Bench.Kept.USED,
                    Lumiwatch.version()));
            for (Protocol<?> protocol : chosen) {
                array.add(JsonMapper.shared()
                        .readTree(measured(bench, protocol, origin, console).json()));
            }
        }
        if (docs != null) {
            Files.writeString(docs, Publication.page(docs));
            console.say("%s written", docs);
        }
        console.report(results);
        return 0;
    }

    private BenchResult measured(Bench bench, Protocol<?> protocol, Seeds.Origin origin, Console console) {
        Size size = quick ? Size.QUICK : Size.FULL;
        Seeds these = seeds.of(protocol, size, origin);
        BenchResult result;
        try (ProgressBar bar = console.progress(protocol.id(), these.values().size())) {
            result = bench.run(protocol, size, these, bar::stepTo);
        }
        Publication publication = new Publication(result);
        publication.writeInto(out);
        if (docs != null) {
            publication.writeBeside(docs);
        }
        console.say("%s", publication.text());
        return result;
    }

    private void checkUse() {
        if (ids.isEmpty() && docs == null) {
            throw new ParameterException(
                    spec.commandLine(), "bench: no protocol (expected: %s, or '%s')".formatted(names(), ALL));
        }
        if (quick && docs != null) {
            throw new ParameterException(
                    spec.commandLine(), "--docs: with --quick (expected: full size, for what is to be quoted)");
        }
        if (commit != null && !commit.matches("[0-9a-f]{40}|[0-9a-f]{64}")) {
            throw new ParameterException(
                    spec.commandLine(), "--commit: %s (expected: the whole id of a commit)".formatted(commit));
        }
    }

    private List<Protocol<?>> chosen() {
        if (ids.contains(ALL)) {
            return protocols;
        }
        return ids.stream().distinct().<Protocol<?>>map(this::named).toList();
    }

    private Protocol<?> named(String id) {
        return protocols.stream()
                .filter(protocol -> protocol.id().equals(id.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "protocol: %s (expected: %s, or '%s')".formatted(id, names(), ALL)));
    }

    private String names() {
        return protocols.stream().map(Protocol::id).collect(Collectors.joining(", "));
    }

    private ObjectNode listed() {
        ObjectNode node = JsonMapper.shared().createObjectNode();
        ArrayNode array = node.putArray("protocols");
        protocols.forEach(protocol -> array.addObject().put("id", protocol.id()).put("title", protocol.title()));
        return node;
    }
}
