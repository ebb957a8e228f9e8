package org.lumiwatch.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.lumisection.LumisectionSet;
import org.lumiwatch.neural.torch.Optimiser;
import org.lumiwatch.neural.torch.Training;
import org.lumiwatch.neural.training.ElementData;
import org.lumiwatch.truth.GoldenJson;
import org.lumiwatch.truth.GroundTruth;
import org.lumiwatch.truth.Quality;
import picocli.CommandLine.Option;

/** What verbs that train share: which lumisections, and how. */
final class ModelOptions {
    @Option(
            names = "--element",
            required = true,
            paramLabel = "GLOB",
            description = "Elements to train for, such as '*METSig*'.")
    String element = "";

    @Option(names = "--runs", paramLabel = "A-B", description = "First and last run. Default: all there are.")
    @Nullable
    String runs;

    @Option(
            names = "--good",
            paramLabel = "FILE",
            description = "Golden JSON of good lumisections. Default: all that no label calls bad.")
    @Nullable
    Path good;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "60",
            description = "At most. Default: ${DEFAULT-VALUE}.")
    int epochs = 60;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "128",
            description = "Samples a step. Default: ${DEFAULT-VALUE}.")
    int batch = 128;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "0.001",
            description = "Of Adam, or Adadelta. Default: ${DEFAULT-VALUE}.")
    double rate = 0.001;

    @Option(names = "--adadelta", description = "Adadelta instead of Adam.")
    boolean adadelta;

    @Option(
            names = "--patience",
            paramLabel = "N",
            defaultValue = "8",
            description = "Epochs without a better validation before it stops. Default: ${DEFAULT-VALUE}.")
    int patience = 8;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    long seed = 1;

    @Option(
            names = "--geometry",
            paramLabel = "NAME|FILE",
            description = "Geometry of the elements, as for watch. Repeatable.")
    List<String> geometries = List.of();

    @Option(names = "--json", description = "The result as JSON, for machines; no progress.")
    boolean json;

    /** What these verbs have in common with those that judge. */
    CommonOptions common() {
        CommonOptions common = new CommonOptions();
        common.json = json;
        common.geometries = geometries;
        return common;
    }

    Training.Options training(int threads) {
        Optimiser optimiser = adadelta ? new Optimiser.Adadelta(rate) : new Optimiser.Adam(rate);
        return new Training.Options(optimiser, batch, epochs, patience, seed, threads);
    }

    /** Good lumisections of the chosen runs. */
    LumisectionSet lumisections(Workspace in) {
        LumisectionSet all = in.histograms().lumisections();
        if (runs != null) {
            String[] ends = runs.split("-", -1);
            try {
                all = all.inRuns(Integer.parseInt(ends[0].strip()), Integer.parseInt(ends[ends.length - 1].strip()));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "--runs: %s (expected: first-last, such as 355100-355200)".formatted(runs), e);
            }
        }
        if (good != null) {
            return all.and(GoldenJson.read(good).lumisections());
        }
        LumisectionSet bad = new GroundTruth(in.labels().all())
                .decisions(Instant.now()).stream()
                        .filter(label -> label.quality() == Quality.BAD)
                        .map(label -> label.lumisections())
                        .reduce(LumisectionSet.empty(), LumisectionSet::or);
        return all.minus(bad);
    }

    /** Close it. */
    ElementData data(Workspace in) {
        LumisectionSet within = lumisections(in);
        ElementData data = ElementData.read(in.histograms(), ElementGlob.of(element), within, in.conditions());
        if (data.series().isEmpty()) {
            data.close();
            throw new IllegalArgumentException(
                    "--element: no element is like %s in %d lumisections (expected: one of %s)"
                            .formatted(
                                    element,
                                    within.count(),
                                    in.histograms().elements().stream().limit(5).toList()));
        }
        return data;
    }

    /** The only element; several are refused. */
    static Map.Entry<ElementName, ElementData.Series> single(ElementData data) {
        if (data.series().size() > 1) {
            throw new IllegalArgumentException("--element: %d elements (expected: one); such as %s"
                    .formatted(
                            data.series().size(),
                            data.series().keySet().iterator().next()));
        }
        return data.series().entrySet().iterator().next();
    }

    static Geometry geometry(CommonOptions common, ElementName name, ElementData.Series series) {
        Histogram like = Histogram.of(series.axes(), new double[series.cells()]);
        return common.boundGeometries().bind(name, like);
    }

    /** From {@code hidden=10,features=2}. */
    static Map<String, Integer> sizes(String text) {
        Map<String, Integer> sizes = new TreeMap<>();
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            String[] sides = part.split("=", -1);
            try {
                sizes.put(sides[0].strip(), Integer.parseInt(sides[1].strip()));
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new IllegalArgumentException(
                        "--size: %s (expected: such as hidden=10,features=2)".formatted(part), e);
            }
        }
        return sizes;
    }
}
