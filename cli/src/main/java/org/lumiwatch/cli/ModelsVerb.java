package org.lumiwatch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.ledger.Workspace;
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
            "  lumiwatch models compress 3f09ac --method int8 --element '*METSig' --most-loss 0.002",
            "  lumiwatch models export 3f09ac METSig.onnx",
            "  lumiwatch models import model_METSig_checkpoint_20240720.onnx --element JetMET/METSig"
        })
final class ModelsVerb implements Callable<Integer> {
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
            Geometry geometry = ModelOptions.geometry(new CommonOptions(), one.getKey(), one.getValue());
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
