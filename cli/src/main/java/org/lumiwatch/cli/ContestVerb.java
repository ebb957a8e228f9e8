package org.lumiwatch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.lumiwatch.bench.Figure;
import org.lumiwatch.bench.Table;
import org.lumiwatch.bench.publication.Publication;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.QualityTestKind;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.neural.Design;
import org.lumiwatch.neural.training.Contest;
import org.lumiwatch.neural.training.Contest.Entry;
import org.lumiwatch.neural.training.ElementData;
import org.lumiwatch.neural.training.TrainingRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code lumiwatch contest}. */
@Command(
        name = "contest",
        description = "Train every algorithm on the same lumisections, and examine all with the same faults.",
        footer = {
            "",
            "Lumiwatch's own tests take part; they learn as they go. What examines is the last 15 % of the runs.",
            "",
            "Examples:",
            "  lumiwatch contest --element '*METSig'",
            "  lumiwatch contest --element '*EB*occupancy*' --tests cell-classifier,one-convolution --out contest"
        })
final class ContestVerb implements Callable<Integer> {
    @Option(names = "--tests", split = ",", paramLabel = "NAME,...", description = "Designs. Default: all that suit.")
    List<String> tests = List.of();

    @Option(
            names = "--lumisections",
            paramLabel = "N",
            defaultValue = "100",
            description = "To examine with. Default: ${DEFAULT-VALUE}.")
    int lumisections = 100;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "contest",
            description = "For contest.svg. Default: ${DEFAULT-VALUE}.")
    Path out = Path.of("contest");

    @Mixin
    ModelOptions model = new ModelOptions();

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommonOptions common = model.common();
        Console console = Console.of(spec, common);
        List<Entry> entries = new ArrayList<>();
        try (Workspace in = workspace.openExisting();
                ElementData data = model.data(in)) {
            Map.Entry<ElementName, ElementData.Series> one = ModelOptions.single(data);
            Geometry geometry = ModelOptions.geometry(common, one.getKey(), one.getValue());
            List<Design> designs = tests.isEmpty()
                    ? Contest.designs(geometry)
                    : tests.stream().map(Design::of).toList();
            Contest contest = new Contest(one.getKey(), one.getValue(), geometry, lumisections);
            List<QualityTestKind> kinds = Tests.all().stream()
                    .filter(kind ->
                            kind.judges(geometry, Histogram.of(one.getValue().axes(), new double[geometry.cells()])))
                    .toList();
            try (ProgressBar bar = console.progress("contest", designs.size() + kinds.size() + 1L)) {
                entries.add(contest.ofMeanAndWidth());
                bar.step();
                for (Design design : designs) {
                    entries.add(trained(design, contest, one, geometry, data.digest()));
                    bar.step();
                }
                for (QualityTestKind kind : kinds) {
                    entries.add(contest.ofTest(kind, in.conditions()));
                    bar.step();
                }
            }
        }
        tell(console, entries);
        return 0;
    }

    private Entry trained(
            Design design,
            Contest contest,
            Map.Entry<ElementName, ElementData.Series> one,
            Geometry geometry,
            String digest) {
        long start = System.nanoTime();
        TrainingRun.Settings settings = new TrainingRun.Settings(design, Map.of(), model.training(Threads.number()));
        TrainingRun.Made made = new TrainingRun(settings, Lumiwatch.version(), InstantSource.system())
                .ofElement(one.getKey(), one.getValue(), geometry, digest, null, epoch -> {});
        return contest.ofModel(made.bytes(), made.manifest(), (System.nanoTime() - start) / 1e9);
    }

    private void tell(Console console, List<Entry> entries) throws IOException {
        List<Table> tables = new ArrayList<>(
                List.of(ModelPictures.areas(entries), ModelPictures.recalls(entries), ModelPictures.costs(entries)));
        tables.addAll(ModelPictures.confusions(entries));
        List<Figure> figures = new ArrayList<>(List.of(ModelPictures.rocs(entries)));
        entries.stream()
                .filter(entry -> !entry.curve().isEmpty())
                .forEach(entry -> figures.add(ModelPictures.curves(entry.name(), entry.curve())));
        Files.createDirectories(out);
        Path picture = out.resolve("contest.svg");
        Files.writeString(picture, Publication.picture(figures));
        console.say("%s", Publication.text(tables));
        console.say("ROC and learning curves: %s", picture);
        ArrayNode array = JsonMapper.shared().createArrayNode();
        for (Entry entry : entries) {
            ObjectNode node = array.addObject()
                    .put("test", entry.name())
                    .put("trainingSeconds", entry.trainingSeconds())
                    .put("microseconds", entry.microseconds())
                    .put("bytes", entry.bytes());
            ObjectNode metrics = node.putObject("metrics");
            entry.scores().metrics().forEach(metrics::put);
        }
        console.report(array);
    }
}
