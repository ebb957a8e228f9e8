package org.lumiwatch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.lumiwatch.bench.Measure;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.Table;
import org.lumiwatch.bench.publication.Publication;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.neural.Design;
import org.lumiwatch.neural.torch.Optimiser;
import org.lumiwatch.neural.torch.Training;
import org.lumiwatch.neural.training.ElementData;
import org.lumiwatch.neural.training.Search;
import org.lumiwatch.neural.training.Search.Aims;
import org.lumiwatch.neural.training.Search.Trial;
import org.lumiwatch.neural.training.SearchSpace;
import org.lumiwatch.neural.training.TrainingRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** {@code lumiwatch tune}. */
@Command(
        name = "tune",
        description = "Search sizes and settings of a design: what misses least, for its size and time.",
        footer = {
            "",
            "The last 15 % of the runs, which examine models, take no part. A search that was killed goes on when the same is asked again.",
            "",
            "Examples:",
            "  lumiwatch tune --test dense-autoencoder --element '*METSig' --space hidden=4..32,features=1..8,rate=1e-4..1e-2",
            "  lumiwatch tune --test masked-autoencoder --element '*METSig' --space hidden=8..64,features=2..8 --method halving"
        })
final class TuneVerb implements Callable<Integer> {
    @Option(names = "--test", required = true, paramLabel = "NAME", description = "The design, as for train.")
    String test = "";

    @Option(
            names = "--space",
            required = true,
            paramLabel = "N=A..B,...",
            description = "Sizes of the design, rate and batch: from, to.")
    String space = "";

    @Option(
            names = "--trials",
            paramLabel = "N",
            defaultValue = "30",
            description = "In all, those before a kill included. Default: ${DEFAULT-VALUE}.")
    int trials = 30;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            defaultValue = "TPE",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    Search.Method method = Search.Method.TPE;

    @Option(names = "--parallel", paramLabel = "N", description = "Trials at once. Default: one a core.")
    int parallel = Threads.number();

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = "Finished trials, one a line. Default: in the workspace, by design and element.")
    @org.jspecify.annotations.Nullable
    Path history;

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
        Design design = Design.of(test);
        try (Workspace in = workspace.openExisting();
                ElementData data = model.data(in)) {
            Map.Entry<ElementName, ElementData.Series> one = ModelOptions.single(data);
            ElementName name = one.getKey();
            Geometry geometry = ModelOptions.geometry(common, name, one.getValue());
            ElementData.Series series = one.getValue().before(one.getValue().firstExamined());
            Path file = history == null
                    ? in.folder()
                            .resolve("tuning-%s-%s.jsonl"
                                    .formatted(test, name.path().replaceAll("[^A-Za-z0-9]+", "-")))
                    : history;
            Search search = new Search(SearchSpace.of(space), method, trials, model.epochs, model.seed, file);
            List<Trial> done;
            try (ProgressBar bar = console.progress("tune", trials)) {
                bar.stepTo(Search.read(file).size());
                done = search.run(
                        (values, epochs, seed) ->
                                tried(design, values, epochs, seed, name, series, geometry, data.digest()),
                        parallel,
                        trial -> bar.step());
            }
            tell(console, done, file);
            return 0;
        }
    }

    private Aims tried(
            Design design,
            Map<String, Double> values,
            int epochs,
            long seed,
            ElementName name,
            ElementData.Series series,
            Geometry geometry,
            String digest) {
        Map<String, Double> sizes = new TreeMap<>(values);
        double rate = java.util.Objects.requireNonNullElse(sizes.remove("rate"), model.rate);
        double batch = java.util.Objects.requireNonNullElse(sizes.remove("batch"), (double) model.batch);
        Map<String, Integer> whole = new TreeMap<>();
        sizes.forEach((size, value) -> whole.put(size, (int) Math.round(value)));
        Training.Options options =
                new Training.Options(new Optimiser.Adam(rate), (int) batch, epochs, model.patience, seed, 1);
        TrainingRun.Made made = new TrainingRun(
                        new TrainingRun.Settings(design, whole, options), Lumiwatch.version(), InstantSource.system())
                .ofElement(name, series, geometry, digest, null, epoch -> {});
        Map<String, Double> metrics = made.manifest().metrics();
        return new Aims(
                1 - metrics.getOrDefault("recall at 1 % false", 0.0),
                metrics.getOrDefault("trained numbers", 0.0),
                made.microseconds(series));
    }

    private void tell(Console console, List<Trial> trials, Path file) throws IOException {
        List<Trial> front = Search.front(trials);
        List<Table.Row> rows = new ArrayList<>();
        List<String> names = List.copyOf(trials.getFirst().values().keySet());
        for (Trial trial : front) {
            List<Measure> cells = new ArrayList<>();
            names.forEach(name -> cells.add(new Measure.Value(trial.values().getOrDefault(name, Double.NaN))));
            cells.add(new Measure.Value(trial.epochs()));
            cells.add(new Measure.Value(trial.aims().missed()));
            cells.add(new Measure.Value(trial.aims().size()));
            cells.add(new Measure.Value(trial.aims().microseconds()));
            rows.add(new Table.Row("trial " + trial.number(), Role.OURS, cells));
        }
        List<String> columns = new ArrayList<>(names);
        columns.addAll(List.of("epochs", "missed at 1 % false", "trained numbers", "µs a lumisection"));
        Path picture = Path.of(file.toString().replaceFirst("\\.jsonl$", "") + ".svg");
        Files.writeString(
                picture,
                Publication.picture(List.of(ModelPictures.search(trials, front), ModelPictures.history(trials))));
        console.say("%s", Publication.text(List.of(new Table("What nothing beats in every aim", columns, rows))));
        long failed = trials.stream().filter(Trial::hasFailed).count();
        console.say("%d trials, %d impossible; history in %s, drawn in %s", trials.size(), failed, file, picture);
        ArrayNode array = JsonMapper.shared().createArrayNode();
        for (Trial trial : front) {
            var node = array.addObject()
                    .put("trial", trial.number())
                    .put("missed", trial.aims().missed())
                    .put("size", trial.aims().size())
                    .put("microseconds", trial.aims().microseconds());
            var values = node.putObject("values");
            trial.values().forEach(values::put);
        }
        console.report(array);
    }
}
