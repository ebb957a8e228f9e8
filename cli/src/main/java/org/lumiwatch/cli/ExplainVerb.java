package org.lumiwatch.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.conditions.Conditions;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.explain.Explanation;
import org.lumiwatch.judge.Judgement;
import org.lumiwatch.judge.Lesson;
import org.lumiwatch.judge.Verdict;
import org.lumiwatch.ledger.LedgerEntry;
import org.lumiwatch.ledger.LedgerEntry.Pass;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.monitor.Examination;
import org.lumiwatch.monitor.Examined;
import org.lumiwatch.monitor.Lumisection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code lumiwatch explain}. */
@Command(
        name = "explain",
        description = "Say why an element was judged as it was, in words and a picture.",
        footer = {
            "",
            "What was expected then is learned again from the workspace, with the lessons kept in the ledger.",
            "",
            "Example:",
            "  lumiwatch explain 357538 37 '*EB+07*' --out why.png"
        })
final class ExplainVerb implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "Run.")
    int run;

    @Parameters(paramLabel = "LS", description = "Lumisection.")
    int lumisection;

    @Parameters(paramLabel = "ME", description = "Element: its name, or a glob that only it matches.")
    String element = "";

    @Option(names = "--out", paramLabel = "F", description = "PNG file. Default: explain-RUN-LS-NAME.png.")
    @Nullable
    Path out;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Mixin
    NetworksOption networks = new NetworksOption();

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        Console console = Console.of(spec, common);
        LumisectionId at = new LumisectionId(run, lumisection);
        try (Workspace from = workspace.openExisting()) {
            ElementName name = named(from, at);
            Judgement judgement = asKept(from, at, name);
            Explanation explanation = Explanation.of(judgement);
            Path picture = out == null
                    ? Path.of("explain-%d-%d-%s.png"
                            .formatted(run, lumisection, name.shortName().replaceAll("[^A-Za-z0-9+-]+", "_")))
                    : out;
            explanation.write(picture);
            console.say("%s", explanation.text());
            console.say("picture: %s", picture);
            ObjectNode node = JsonMapper.shared().createObjectNode().put("headline", explanation.headline());
            ArrayNode sentences = node.putArray("sentences");
            explanation.sentences().forEach(sentences::add);
            console.report(node.put("picture", picture.toString()));
            return 0;
        }
    }

    private ElementName named(Workspace from, LumisectionId at) {
        ElementGlob glob = ElementGlob.of(element);
        List<ElementName> matching = from.histograms().elements().stream()
                .filter(name -> name.path().equals(element) || glob.matches(name))
                .filter(name -> from.histograms().find(at, name).isPresent())
                .toList();
        List<ElementName> exact =
                matching.stream().filter(name -> name.path().equals(element)).toList();
        if (exact.size() == 1) {
            return exact.getFirst();
        }
        if (matching.size() != 1) {
            throw new IllegalArgumentException("element: %s matches %d of %s (expected: 1)%s"
                    .formatted(
                            element,
                            matching.size(),
                            at,
                            matching.isEmpty()
                                    ? ""
                                    : "; the first are "
                                            + matching.stream().limit(3).toList()));
        }
        return matching.getFirst();
    }

    /** The ledger's verdict with what was expected then: memory is built again, entry by entry, as it was. */
    private Judgement asKept(Workspace from, LumisectionId at, ElementName name) {
        List<ElementName> family = Examination.family(name, from.histograms().elements());
        Map<ElementName, Map<LumisectionId, LedgerEntry>> kept = new HashMap<>();
        for (ElementName member : family) {
            Map<LumisectionId, LedgerEntry> of = kept.computeIfAbsent(member, none -> new HashMap<>());
            from.ledger().read(exactly(member), from.ledger().judged(Pass.ONLINE), Pass.ONLINE, entry -> {
                if (entry.element().equals(member)) {
                    of.put(entry.at(), entry);
                }
            });
        }
        List<LedgerEntry> entries =
                new ArrayList<>(kept.getOrDefault(name, Map.of()).values());
        entries.sort(Comparator.comparing(LedgerEntry::recorded).thenComparing(LedgerEntry::at));
        LedgerEntry wanted = entries.stream()
                .filter(entry -> entry.at().equals(at))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s at %s: not judged (expected: a lumisection that watch has seen)".formatted(name, at)));
        Conditions conditions = from.conditions();
        double share = (double) family.size() / from.histograms().elements().size();
        try (Examination examination = new Examination(new Examination.Setup(
                Tests.with(from.folder(), networks.designs()),
                common.boundGeometries(),
                common.testOptions().withShare(share),
                1))) {
            for (LedgerEntry entry : entries) {
                List<MonitorElement> elements = new ArrayList<>();
                Map<ElementName, Lesson> lessons = new HashMap<>();
                kept.forEach((member, entriesOf) -> {
                    LedgerEntry of = entriesOf.get(entry.at());
                    if (of != null) {
                        elements.add(from.histograms().find(entry.at(), member).orElseThrow());
                        lessons.put(member, Lesson.valueOf(of.learned()));
                    }
                });
                Examined examined =
                        examination.examine(new Lumisection(entry.at(), elements), conditions.at(entry.at()));
                if (entry.equals(wanted)) {
                    return told(examined.judgementOf(name), entry);
                }
                examination.learn(examined, lessons);
            }
        }
        throw new IllegalStateException("%s at %s: lost on the way".formatted(name, at));
    }

    private static Judgement told(Judgement again, LedgerEntry kept) {
        Verdict verdict = switch (kept.state()) {
            case GOOD -> new Verdict.Good(kept.significance());
            case BAD -> new Verdict.Bad(kept.significance(), kept.findings());
            case UNDECIDED -> again.verdict();
        };
        return new Judgement(
                again.test(),
                again.element(),
                verdict,
                kept.calibration(),
                kept.threshold(),
                again.prediction().orElse(null),
                again.recovered(),
                again.voices());
    }

    /** Names may hold characters that a glob reads otherwise; entries are compared by name besides. */
    private static ElementGlob exactly(ElementName name) {
        return ElementGlob.of(name.path().replaceAll("[*?|]", "?"));
    }
}
