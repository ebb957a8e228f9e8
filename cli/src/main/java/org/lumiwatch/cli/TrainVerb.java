package org.lumiwatch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.lumiwatch.bench.publication.Publication;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.neural.Design;
import org.lumiwatch.neural.training.ElementData;
import org.lumiwatch.neural.training.Manifest;
import org.lumiwatch.neural.training.ModelStore;
import org.lumiwatch.neural.training.TrainingRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code lumiwatch train}. */
@Command(
        name = "train",
        description = "Train a network on good lumisections of the workspace, and keep it with its papers.",
        footer = {
            "",
            "Runs are split in time order: the first 70 % train, the next 15 % validate, the last 15 % examine with standard faults.",
            "A training that was killed goes on where it was, when the same is asked again.",
            "",
            "Designs: logistic-regression, perceptron, one-convolution, four-convolutions, strided-convolutions, cell-classifier (maps);",
            "  convolutional-autoencoder, masked-convolutions (maps); masked-depths (maps with depths);",
            "  dense-autoencoder, masked-autoencoder (any element).",
            "Masked designs take conditions=1 (told pileup and events) and clustered=1 (negative binomial in place of Poisson) as sizes.",
            "Many elements make a fleet: dense autoencoders, trained at once, served as one model.",
            "",
            "Examples:",
            "  lumiwatch train --test dense-autoencoder --size hidden=10,features=2 --element '*METSig' --good golden.json",
            "  lumiwatch train --test dense-autoencoder --element 'JetMET/*'",
            "  lumiwatch train --test cell-classifier --element '*EB*occupancy*' --runs 355100-355200"
        })
final class TrainVerb implements Callable<Integer> {
    @Option(names = "--test", required = true, paramLabel = "NAME", description = "The design, see below.")
    String test = "";

    @Option(
            names = "--size",
            paramLabel = "N=V,...",
            defaultValue = "",
            description = "Sizes of the design, such as hidden=10,features=2.")
    String size = "";

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
            Map.Entry<ElementName, ElementData.Series> first =
                    data.series().entrySet().iterator().next();
            Geometry geometry = ModelOptions.geometry(common, first.getKey(), first.getValue());
            TrainingRun.Settings settings =
                    new TrainingRun.Settings(design, ModelOptions.sizes(size), model.training(Threads.number()));
            TrainingRun run = new TrainingRun(settings, Lumiwatch.version(), InstantSource.system());
            ModelStore store = ModelStore.in(in.folder());
            Files.createDirectories(store.folder());
            TrainingRun.Made made = data.series().size() == 1
                    ? single(run, data, geometry, store, console)
                    : fleet(run, data, geometry, console);
            store.put(made.bytes(), made.manifest());
            Path picture = store.folder().resolve(made.manifest().model() + ".svg");
            Files.writeString(
                    picture,
                    Publication.picture(List.of(
                            ModelPictures.curves(design.label(), made.manifest().curve()))));
            tell(console, made.manifest(), picture);
            return 0;
        }
    }

    private TrainingRun.Made single(
            TrainingRun run, ElementData data, Geometry geometry, ModelStore store, Console console) {
        Map.Entry<ElementName, ElementData.Series> one = ModelOptions.single(data);
        Path checkpoint = store.folder()
                .resolve("%s-%s.checkpoint".formatted(test, one.getKey().path().replaceAll("[^A-Za-z0-9]+", "-")));
        if (Files.exists(checkpoint)) {
            console.say("going on from %s", checkpoint);
        }
        try (ProgressBar bar = console.progress("train", model.epochs)) {
            return run.ofElement(
                    one.getKey(), one.getValue(), geometry, data.digest(), checkpoint, epoch -> bar.step());
        }
    }

    private static TrainingRun.Made fleet(TrainingRun run, ElementData data, Geometry geometry, Console console) {
        try (ProgressBar bar = console.progress("train", data.series().size())) {
            return run.ofFleet(data.series(), geometry, data.digest(), bar::stepBy);
        }
    }

    private static void tell(Console console, Manifest manifest, Path picture) {
        console.report(JsonMapper.shared().readTree(manifest.json()));
        console.say(
                "%s for %s",
                manifest.design(),
                manifest.elements().size() == 1
                        ? manifest.elements().getFirst()
                        : manifest.elements().size() + " elements");
        manifest.ranges().forEach((use, range) -> console.say("  %-12s %s", use, range));
        if (!manifest.curve().isEmpty()) {
            Manifest.Losses last = manifest.curve().getLast();
            console.say(
                    "  %d epochs; loss at the end %.4g in training, %.4g in validation (%+.0f %%)",
                    manifest.curve().size(),
                    last.training(),
                    last.validation(),
                    100 * (last.validation() / last.training() - 1));
        }
        manifest.metrics().forEach((name, value) -> console.say("  %-40s %.4g", name, value));
        console.say("model %s; curves in %s", manifest.shortName(), picture);
    }
}
