package org.lumiwatch.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.lumiwatch.archive.DuckWorkspace;
import org.lumiwatch.certify.Certificate;
import org.lumiwatch.certify.CertificationRules;
import org.lumiwatch.certify.Outcome;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.evaluate.Claim;
import org.lumiwatch.evaluate.TruthMatching;
import org.lumiwatch.evaluate.TruthRecord;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionSet;
import org.lumiwatch.monitor.AlarmSink;
import org.lumiwatch.monitor.IncidentTracker;
import org.lumiwatch.monitor.Monitor;
import org.lumiwatch.provenance.Provenance;
import org.lumiwatch.report.ShiftReport;
import org.lumiwatch.report.TruthTable;
import org.lumiwatch.simulator.DemoFill;
import org.lumiwatch.simulator.Disordered;
import org.lumiwatch.simulator.Simulation;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.Origin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code lumiwatch demo}. */
@Command(
        name = "demo",
        description = "Simulate a fill of three subdetectors with faults, and watch, certify and report it.",
        footer = {
            "",
            "Everything is simulated. It leaves the data, the truth, a workspace, a certificate and an HTML report.",
            "",
            "Examples:",
            "  lumiwatch demo",
            "  lumiwatch demo --seed 42 --out other-demo",
            "  lumiwatch incidents --workspace demo-out/workspace"
        })
final class DemoVerb implements Callable<Integer> {
    @Option(names = "--out", paramLabel = "DIR", defaultValue = "demo-out", description = "Default: ${DEFAULT-VALUE}.")
    Path out = Path.of("demo-out");

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    long seed = 1;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        long begun = System.nanoTime();
        Console console = Console.of(spec, common);
        Path folder = out.resolve("workspace");
        if (Files.exists(folder)) {
            throw new IllegalArgumentException(
                    "%s: is there already (expected: a new folder); --out names another, or remove it".formatted(out));
        }
        Simulation simulation = DemoFill.of(seed);
        common.lend(simulation.geometries());
        SimulatedFiles files = new SimulatedFiles(out);
        console.say(
                "A simulated fill: %,d lumisections of ECAL, HCAL and tracker, %d faults (seed %d).",
                simulation.schedule().lumisections(),
                simulation.truth().faults().size(),
                seed);
        try (ProgressBar bar =
                console.progress("simulate", simulation.schedule().lumisections())) {
            files.write(new Disordered(seed, simulation, Disordered.Options.none()), bar::step);
        }
        try (Workspace workspace = DuckWorkspace.open(folder)) {
            importAll(files, workspace, console);
            watch(workspace, console);
            Certificate certificate = CertifyVerb.certify(
                    workspace,
                    CertificationRules.standard(),
                    common.boundGeometries(),
                    console,
                    new CertifyVerb.Runs(1, Integer.MAX_VALUE));
            certificate.write(out.resolve("golden.json"));
            TruthMatching.Result count = counted(simulation.truth(), workspace);
            Path report = report(workspace, certificate, count);
            double seconds = (System.nanoTime() - begun) / 1e9;
            tell(console, new Result(simulation.truth(), count, seconds, report), certificate);
        }
        return 0;
    }

    private Path report(Workspace workspace, Certificate certificate, TruthMatching.Result count) {
        List<TruthTable.Row> rows = count.fates().stream()
                .map(fate -> new TruthTable.Row(
                        fate.fault().label(),
                        fate.fault().elements().getFirst().shortName(),
                        fate.fault().first(),
                        fate.fault().last(),
                        fate.latency()))
                .toList();
        Provenance provenance = new Provenance(
                Map.of(),
                Map.of("simulation", Simulation.GENERATOR),
                seed,
                Lumiwatch.version(),
                Runtime.version().feature());
        Path report = out.resolve("report.html");
        ShiftReport.of(
                        workspace,
                        common.boundGeometries(),
                        new ShiftReport.Subject(
                                "Simulated fill, seed " + seed,
                                workspace.histograms().lumisections(),
                                Optional.of(certificate),
                                Optional.of(new TruthTable(rows, count.count(TruthMatching.Outcome.FALSE))),
                                provenance))
                .write(report);
        return report;
    }

    private record Result(TruthRecord truth, TruthMatching.Result count, double seconds, Path report) {}

    private void importAll(SimulatedFiles files, Workspace workspace, Console console) {
        try (ProgressBar bar = console.progress("import", -1)) {
            Intake intake = new Intake(workspace, ElementGlob.of("*"), bar);
            intake.take(Inputs.open(List.of(files.data()), common.readOptions()));
            Intake.Counts counts = intake.counts();
            console.say("imported %,d histograms, %,d refused", counts.fresh(), counts.rejected());
        }
    }

    /** The workspace's own histograms, lumisection by lumisection, as fast as they can be judged. */
    private void watch(Workspace workspace, Console console) {
        LumisectionSet all = workspace.histograms().lumisections();
        List<AlarmSink> sinks = List.of(new AlarmLines(new Console(console.out(), console.err(), quiet(console))));
        try (ProgressBar bar = console.progress("watch", all.count());
                Monitor monitor = WatchParts.open(
                        workspace, Tests.all(), common, Duration.ofDays(1), sinks, examined -> bar.step())) {
            List<LumisectionId> last = new ArrayList<>();
            workspace.histograms().read(ElementGlob.of("*"), all, element -> {
                if (!last.isEmpty() && !last.getFirst().equals(element.at())) {
                    monitor.finish();
                }
                last.clear();
                last.add(element.at());
                monitor.accept(
                        new Delivery.Histogrammed(new Origin(workspace.folder().toString(), 0), "workspace", element));
            });
            monitor.finish();
        }
    }

    /** Machines get one object at the end, not every alarm. */
    private static Console.Audience quiet(Console console) {
        return console.audience() == Console.Audience.MACHINES ? Console.Audience.NOBODY : Console.Audience.PEOPLE;
    }

    private static TruthMatching.Result counted(TruthRecord truth, Workspace workspace) {
        List<Claim> claims = workspace.incidents().all().stream()
                .filter(incident -> !incident.note().equals(IncidentTracker.FROM_THE_START))
                .map(incident -> new Claim(
                        incident.id(),
                        incident.elements(),
                        incident.worst().kind(),
                        List.of(incident.worst().box()),
                        incident.worst().group(),
                        new Claim.Times(incident.onset(), incident.raised(), incident.last())))
                .toList();
        return TruthMatching.match(
                truth.faults(), claims, workspace.histograms().lumisections());
    }

    private void tell(Console console, Result result, Certificate certificate) {
        TruthMatching.Result count = result.count();
        console.say("");
        for (TruthMatching.Fate fate : count.fates()) {
            console.say(
                    "  %s  %s",
                    fate.latency().isPresent()
                            ? "found in %d LS".formatted(fate.latency().getAsInt())
                            : "MISSED      ",
                    fate.fault().label());
        }
        long falseIncidents = count.count(TruthMatching.Outcome.FALSE);
        console.say(
                "%nSimulated faults: %d; found %d, missed %d; false incidents %d; named otherwise %d. %.0f s.",
                result.truth().faults().size(),
                count.found(),
                count.missed(),
                falseIncidents,
                count.count(TruthMatching.Outcome.MISNAMED),
                result.seconds());
        console.say(
                "Certificate: %,d lumisections good, %,d bad, %,d undecided: %s",
                certificate.lumisections(Outcome.GOOD).count(),
                certificate.lumisections(Outcome.BAD).count(),
                certificate.lumisections(Outcome.UNDECIDED).count(),
                out.resolve("golden.json"));
        console.say("Report: %s", result.report());
        Path incidents = new DemoIncidents(out).write(count);
        console.report(JsonMapper.shared()
                .createObjectNode()
                .put("faults", result.truth().faults().size())
                .put("found", count.found())
                .put("missed", count.missed())
                .put("falseIncidents", falseIncidents)
                .put("seconds", Math.round(result.seconds() * 10) / 10.0)
                .put("report", result.report().toString())
                .put("truth", new SimulatedFiles(out).truth().toString())
                .put("incidents", incidents.toString()));
    }

    /** What was alarmed, as a file from which anyone can recount. */
    private record DemoIncidents(Path folder) {
        Path write(TruthMatching.Result count) {
            var root = JsonMapper.shared().createObjectNode();
            var array = root.putArray("incidents");
            for (TruthMatching.Judged judged : count.claims()) {
                Claim claim = judged.claim();
                var node = array.addObject();
                node.put("incident", claim.id());
                node.put("element", claim.elements().getFirst().path());
                var elements = node.putArray("elements");
                claim.elements().forEach(element -> elements.add(element.path()));
                node.put("kind", claim.kind().label());
                Box box = claim.boxes().getFirst();
                node.putArray("box").add(box.x0()).add(box.y0()).add(box.x1()).add(box.y1());
                node.put("group", claim.group());
                node.put("since", claim.times().since().toString());
                node.put("raised", claim.times().raised().toString());
                node.put("last", claim.times().last().toString());
                node.put("outcome", judged.outcome().name().toLowerCase(Locale.ROOT));
            }
            Path file = folder.resolve("incidents.json");
            try {
                Files.writeString(
                        file,
                        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            return file;
        }
    }
}
