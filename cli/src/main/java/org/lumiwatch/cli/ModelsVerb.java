package org.lumiwatch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.ledger.LedgerEntry;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.neural.ConditionInputs;
import org.lumiwatch.neural.onnx.ModelScore;
import org.lumiwatch.neural.onnx.OnnxModel;
import org.lumiwatch.neural.training.Compression;
import org.lumiwatch.neural.training.ElementData;
import org.lumiwatch.neural.training.Manifest;
import org.lumiwatch.neural.training.ModelStore;
import org.lumiwatch.provenance.Provenance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumiwatch models}. */
@Command(
        name = "models",
        description = "List the models of the workspace; look at one, make it smaller, hand it on, take one in.",
        footer = {
            "",
            "Examples:",
            "  lumiwatch models",
            "  lumiwatch models show 3f09ac",
            "  lumiwatch models explain 3f09ac 355100:17",
            "  lumiwatch models latent 3f09ac --out latent.svg",
            "  lumiwatch models compress 3f09ac --method int8 --element '*METSig' --most-loss 0.002",
            "  lumiwatch models export 3f09ac METSig.onnx",
            "  lumiwatch models import model_METSig_checkpoint_20240720.onnx --element JetMET/METSig"
        })
final class ModelsVerb implements Callable<Integer> {
    private static final int WORST = 8;

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Option(names = "--json", description = "Papers for machines, one a line.")
    boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        List<Manifest> all = store(workspace).all();
        var out = spec.commandLine().getOut();
        if (all.isEmpty() && !json) {
            out.println("no models yet; 'lumiwatch train --help' shows how to make one");
        }
        for (Manifest one : all) {
            if (json) {
                out.println(one.json().replaceAll("\\R\\s*", ""));
            } else {
                out.printf(
                        "%s  %s  %-26s %-40s auc %.4f%s%n",
                        one.shortName(),
                        one.created().substring(0, 16),
                        one.design(),
                        one.elements().size() == 1
                                ? one.elements().getFirst()
                                : one.elements().size() + " elements",
                        one.metrics().getOrDefault("auc", Double.NaN),
                        one.parent().isEmpty() ? "" : "  from " + one.parent().substring(0, 12));
            }
        }
        return 0;
    }

    private static ModelStore store(WorkspaceOption of) {
        if (!Files.isDirectory(of.folder)) {
            throw new IllegalArgumentException(
                    "workspace: %s is not there (expected: a folder made by import, watch or demo); --workspace names another"
                            .formatted(of.folder));
        }
        return ModelStore.in(of.folder);
    }

    /** {@code lumiwatch models show}. */
    @Command(name = "show", description = "The papers of a model.")
    int show(
            @Parameters(paramLabel = "ID", description = "The first letters of its name.") String id,
            @Mixin WorkspaceOption of) {
        spec.commandLine().getOut().println(store(of).find(id).json());
        return 0;
    }

    /** {@code lumiwatch models remove}. */
    @Command(name = "remove", description = "Remove a model and its papers.")
    int remove(
            @Parameters(paramLabel = "ID", description = "The first letters of its name.") String id,
            @Mixin WorkspaceOption of) {
        Manifest manifest = store(of).find(id);
        store(of).remove(manifest);
        spec.commandLine().getOut().println("removed " + manifest.shortName());
        return 0;
    }

    /** {@code lumiwatch models export}. */
    @Command(
            name = "export",
            description = "Write a model as plain ONNX, with pre- and postprocessing inside and no threshold.")
    int export(
            @Parameters(paramLabel = "ID", description = "The first letters of its name.") String id,
            @Parameters(paramLabel = "FILE", description = "To write.") Path file,
            @Mixin WorkspaceOption of)
            throws IOException {
        Manifest manifest = store(of).find(id);
        byte[] bytes = store(of).bytes(manifest);
        try (OnnxModel model = OnnxModel.load(file.toString(), bytes)) {
            Files.write(file, bytes);
            spec.commandLine().getOut().printf("%s: %s → %s%n", file, model.inputs(), model.outputs());
        }
        return 0;
    }

    /** {@code lumiwatch models import}. */
    @Command(
            name = "import",
            description =
                    "Take in somebody else's autoencoder: counts of n lumisections × bins in; reconstruction, mean squared error"
                            + " and whatever else out. Its threshold is not used.")
    int take(
            @Parameters(paramLabel = "FILE", description = "ONNX.") Path file,
            @Option(names = "--element", required = true, paramLabel = "NAME", description = "The element it is for.")
                    String element,
            @Mixin WorkspaceOption of)
            throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int cells;
        try (OnnxModel model = OnnxModel.load(file.toString(), bytes)) {
            cells = model.inputs().values().iterator().next();
            if (model.inputs().size() != 1 || model.outputs().size() < 2) {
                throw new IllegalArgumentException(
                        "%s: %s → %s (expected: one input; reconstruction and mean squared error out)"
                                .formatted(file, model.inputs(), model.outputs()));
            }
        }
        Manifest manifest = new Manifest(
                ModelStore.name(bytes),
                "foreign",
                List.of(element),
                cells,
                Map.of(),
                InstantSource.system().instant().toString(),
                new Provenance(
                        Map.of(String.valueOf(file.getFileName()), ModelStore.name(bytes)),
                        Map.of(),
                        0,
                        Lumiwatch.version(),
                        Runtime.version().feature()),
                Map.of(),
                List.of(),
                "");
        store(of).put(bytes, manifest);
        spec.commandLine().getOut().println("model %s for %s".formatted(manifest.shortName(), element));
        return 0;
    }

    /** {@code lumiwatch models explain}. */
    @Command(
            name = "explain",
            description = "Which cells of a lumisection a model finds unlike what it knows, the worst first.")
    int explain(
            @Parameters(paramLabel = "ID", description = "The first letters of its name.") String id,
            @Parameters(paramLabel = "RUN:LS", description = "A lumisection of the workspace.") String at,
            @Mixin WorkspaceOption of) {
        Manifest manifest = store(of).find(id);
        LumisectionId wanted = LumisectionId.parse(at);
        try (Workspace in = of.openExisting();
                OnnxModel model = store(of).load(manifest)) {
            ElementName name = new ElementName(manifest.elements().getFirst());
            Histogram histogram = in.histograms()
                    .find(wanted, name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "%s at %s: not in the workspace (expected: a lumisection that was imported)"
                                    .formatted(name, at)))
                    .histogram();
            ModelScore score = ModelScore.of(
                    model,
                    histogram.floatContents(),
                    ConditionInputs.of(in.conditions().at(wanted)));
            var out = spec.commandLine().getOut();
            out.printf("%s at %s: score %.4g%n", name, wanted, score.score());
            if (score.cells().isEmpty()) {
                out.println("this model does not tell by cell");
            }
            IntStream.range(0, score.cells().size())
                    .boxed()
                    .sorted(Comparator.comparing((Integer cell) -> score.cells().get(cell))
                            .reversed())
                    .limit(WORST)
                    .forEach(cell -> out.printf(
                            "  [%d, %d]  %.4g  counts %.0f%n",
                            cell % histogram.bins(0),
                            cell / histogram.bins(0),
                            score.cells().get(cell),
                            histogram.at(cell)));
        }
        return 0;
    }

    /** {@code lumiwatch models latent}. */
    @Command(
            name = "latent",
            description =
                    "Draw two features of an autoencoder's bottleneck, lumisection by lumisection: the older the paler, red what"
                            + " watch called bad.")
    int latent(
            @Parameters(paramLabel = "ID", description = "The first letters of its name.") String id,
            @Option(
                            names = "--out",
                            paramLabel = "FILE",
                            defaultValue = "latent.svg",
                            description = "Default: ${DEFAULT-VALUE}.")
                    Path file,
            @Mixin WorkspaceOption of)
            throws IOException {
        Manifest manifest = store(of).find(id);
        ElementGlob element = ElementGlob.of(manifest.elements().getFirst());
        List<LatentPicture.Point> points = new ArrayList<>();
        try (Workspace in = of.openExisting();
                OnnxModel model = store(of).load(manifest)) {
            if (!model.outputs().containsKey(OnnxModel.FEATURES)
                    || manifest.elements().size() > 1) {
                throw new IllegalArgumentException(
                        "model %s: gives %s (expected: an autoencoder of one element, with features)"
                                .formatted(manifest.shortName(), model.outputs().keySet()));
            }
            Set<LumisectionId> bad = new HashSet<>();
            in.ledger().read(element, in.ledger().judged(LedgerEntry.Pass.ONLINE), LedgerEntry.Pass.ONLINE, entry -> {
                if (entry.state() == LedgerEntry.State.BAD) {
                    bad.add(entry.at());
                }
            });
            in.histograms().read(element, in.histograms().lumisections(), one -> {
                if (one.histogram().sum() > 0) {
                    float[] features = features(model, one.histogram());
                    points.add(new LatentPicture.Point(
                            features[0], features[Math.min(1, features.length - 1)], bad.contains(one.at())));
                }
            });
        }
        Files.writeString(file, new LatentPicture(points).svg());
        spec.commandLine().getOut().printf("%,d lumisections drawn in %s%n", points.size(), file);
        return 0;
    }

    private static float[] features(OnnxModel model, Histogram histogram) {
        float[] counts = new float[histogram.cells()];
        float[] visible = new float[counts.length];
        for (int cell = 0; cell < counts.length; cell++) {
            counts[cell] = (float) histogram.at(cell);
            visible[cell] = 1;
        }
        List<float[]> inputs =
                model.inputs().containsKey(OnnxModel.VISIBLE) ? List.of(counts, visible) : List.of(counts);
        return Objects.requireNonNull(model.run(1, inputs).get(OnnxModel.FEATURES));
    }

    /** {@code lumiwatch models compress}. */
    @Command(name = "compress", description = "Make a model smaller; refused when that costs more than is allowed.")
    int compress(
            @Parameters(paramLabel = "ID", description = "The first letters of its name.") String id,
            @Option(names = "--method", required = true, paramLabel = "NAME", description = "${COMPLETION-CANDIDATES}.")
                    Compression.Method method,
            @Option(
                            names = "--strength",
                            paramLabel = "0..1",
                            defaultValue = "0.5",
                            description =
                                    "Share of weights, or of singular values, to leave out. Default: ${DEFAULT-VALUE}.")
                    double strength,
            @Option(
                            names = "--most-loss",
                            paramLabel = "AUC",
                            defaultValue = "0.005",
                            description = "Loss of AUC that is allowed. Default: ${DEFAULT-VALUE}.")
                    double mostLoss,
            @Mixin ModelOptions options,
            @Mixin WorkspaceOption of) {
        Manifest manifest = store(of).find(id);
        byte[] bytes = store(of).bytes(manifest);
        try (Workspace in = of.openExisting();
                ElementData data = options.data(in)) {
            var one = ModelOptions.single(data);
            Geometry geometry = ModelOptions.geometry(options.common(), one.getKey(), one.getValue());
            Compression.Compressed made = Compression.of(bytes, one.getValue(), geometry, method, strength, mostLoss);
            Compression.Outcome outcome = made.outcome();
            Map<String, Double> metrics = new TreeMap<>(manifest.metrics());
            metrics.keySet().removeIf(name -> name.startsWith("auc") || name.startsWith("recall"));
            metrics.put("auc", outcome.after().auc());
            metrics.put("verdicts that changed", outcome.otherVerdicts());
            Manifest papers = new Manifest(
                    ModelStore.name(made.bytes()),
                    manifest.design(),
                    manifest.elements(),
                    manifest.cells(),
                    manifest.ranges(),
                    InstantSource.system().instant().toString(),
                    new Provenance(
                            Map.of("lumisections", data.digest(), "model", manifest.model()),
                            Map.of("compression", method.toString(), "strength", Double.toString(strength)),
                            1,
                            Lumiwatch.version(),
                            Runtime.version().feature()),
                    metrics,
                    List.of(),
                    manifest.model());
            store(of).put(made.bytes(), papers);
            var out = spec.commandLine().getOut();
            out.printf("%-12s %12s %12s %10s %8s%n", "", "bytes", "packed", "µs", "auc");
            line(out, "before", outcome.before());
            line(out, "after", outcome.after());
            out.printf(
                    "%.2f %% of the verdicts changed; model %s%n", 100 * outcome.otherVerdicts(), papers.shortName());
        }
        return 0;
    }

    private static void line(java.io.PrintWriter out, String name, Compression.Figures figures) {
        out.printf(
                "%-12s %,12d %,12d %10.1f %8.4f%n",
                name, figures.bytes(), figures.packedBytes(), figures.microseconds(), figures.auc());
    }
}
