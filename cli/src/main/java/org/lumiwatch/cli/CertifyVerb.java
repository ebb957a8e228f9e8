package org.lumiwatch.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.certify.Certificate;
import org.lumiwatch.certify.Certification;
import org.lumiwatch.certify.CertificationRules;
import org.lumiwatch.certify.Outcome;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.ledger.LedgerEntry;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.lumisection.LumisectionSet;
import org.lumiwatch.monitor.Hindsight;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code lumiwatch certify}. */
@Command(
        name = "certify",
        description = "Write a golden JSON and its provenance, by stated rules.",
        footer = {
            "",
            "Examples:",
            "  lumiwatch certify --out golden.json",
            "  lumiwatch certify --out golden.json --first-run 355100 --last-run 355200 --rules rules.json",
            "  lumiwatch certify --show-rules"
        })
final class CertifyVerb implements Callable<Integer> {
    @Option(names = "--out", paramLabel = "F", defaultValue = "golden.json", description = "Default: ${DEFAULT-VALUE}.")
    Path out = Path.of("golden.json");

    @Option(names = "--rules", paramLabel = "F", description = "Rule file. Default: the standard rules.")
    @Nullable
    Path rules;

    @Option(names = "--show-rules", description = "Print the rules as a file to start from, and stop.")
    boolean showRules;

    @Option(names = "--first-run", paramLabel = "N", defaultValue = "1", description = "Default: the first there is.")
    int firstRun = 1;

    @Option(names = "--last-run", paramLabel = "N", defaultValue = "2147483647", description = "Default: the last.")
    int lastRun = Integer.MAX_VALUE;

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
        CertificationRules by = rules == null ? CertificationRules.standard() : CertificationRules.read(rules);
        if (showRules) {
            spec.commandLine().getOut().println(by.json());
            return 0;
        }
        try (Workspace in = workspace.openExisting()) {
            in.add(common.conditions());
            Certificate certificate = certify(in, by, common.boundGeometries(), console, new Runs(firstRun, lastRun));
            Path folder = out.toAbsolutePath().getParent();
            if (folder != null && !Files.isDirectory(folder)) {
                throw new IllegalArgumentException("%s: no such folder (expected: one that exists)".formatted(folder));
            }
            Path sidecar = certificate.write(out);
            tell(console, certificate, by, sidecar);
            return 0;
        }
    }

    /** Runs first to last, both inclusive. */
    record Runs(int first, int last) {}

    /** Looks back at every run once more, then decides. */
    static Certificate certify(Workspace in, CertificationRules by, Geometries geometries, Console console, Runs runs) {
        Hindsight hindsight = new Hindsight(in, geometries, InstantSource.system());
        LumisectionSet judged = in.ledger().judged(LedgerEntry.Pass.ONLINE).inRuns(runs.first(), runs.last());
        try (ProgressBar bar = console.progress("hindsight", judged.runs().size())) {
            for (int run : judged.runs()) {
                hindsight.examine(run);
                bar.step();
            }
        }
        return new Certification(by, Lumiwatch.version())
                .certify(in, Certification.Request.runs(in, runs.first(), runs.last()));
    }

    private void tell(Console console, Certificate certificate, CertificationRules by, Path sidecar) {
        LumisectionSet good = certificate.lumisections(Outcome.GOOD);
        LumisectionSet bad = certificate.lumisections(Outcome.BAD);
        LumisectionSet undecided = certificate.lumisections(Outcome.UNDECIDED);
        console.say("rules '%s':", by.name());
        by.text().forEach(line -> console.say("  %s", line));
        console.say(
                "%,d lumisections good, %,d bad, %,d undecided; written to %s, reasons in %s",
                good.count(), bad.count(), undecided.count(), out, sidecar);
        console.report(JsonMapper.shared()
                .createObjectNode()
                .put("good", good.count())
                .put("bad", bad.count())
                .put("undecided", undecided.count())
                .put("golden", out.toString())
                .put("provenance", sidecar.toString()));
    }
}
