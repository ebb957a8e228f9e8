package org.lumiwatch.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.conditions.Conditions;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.GeometryFile;
import org.lumiwatch.judge.TestOptions;
import org.lumiwatch.monitor.InMemorySet;
import org.lumiwatch.source.ReadOptions;
import picocli.CommandLine.Option;

/** Options that verbs share: how inputs are read and how strictly they are judged. */
final class CommonOptions {
    @Option(
            names = "--conditions",
            paramLabel = "FILE",
            description = "Conditions per lumisection or time series: pileup, events, prescale, DCS bits. Repeatable.")
    List<Path> conditionFiles = List.of();

    @Option(
            names = "--geometry",
            paramLabel = "NAME|FILE",
            description =
                    "Geometry of the elements: a built-in name, or a JSON file. Repeatable. "
                            + "Built in: ECAL barrel towers, ECAL supermodule crystals, ECAL endcap supercrystals, HCAL depth map, ...")
    List<String> geometries = List.of();

    @Option(
            names = "--false-alarms",
            paramLabel = "RATE",
            defaultValue = "2/day",
            converter = FalseAlarmRate.Converter.class,
            description = "Budget over all elements: expected false incidents. Default: ${DEFAULT-VALUE}.")
    FalseAlarmRate falseAlarms = new FalseAlarmRate(2);

    @Option(
            names = "--min-entries",
            paramLabel = "N",
            description = "Elements with fewer entries are undecided. Default: what the test needs.")
    double minimumEntries;

    @Option(
            names = "--beam-expected",
            description = "An empty element is bad rather than undecided when conditions do not tell of beam.")
    boolean beamExpected;

    @Option(names = "--element", paramLabel = "GLOB", description = "Only these elements, such as '*EB+*|*HCAL*'.")
    @Nullable
    String element;

    @Option(names = "--run", paramLabel = "N", description = "Run of sources that do not say it (HDF5).")
    @Nullable
    Integer run;

    @Option(
            names = "--first-ls",
            paramLabel = "N",
            defaultValue = "1",
            description = "First lumisection of such sources. Default: ${DEFAULT-VALUE}.")
    int firstLumisection = 1;

    @Option(
            names = "--flat-order",
            paramLabel = "ORDER",
            defaultValue = "Y_MAJOR",
            description = "Layout of flat 2-D contents: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    ReadOptions.FlatOrder flatOrder = ReadOptions.FlatOrder.Y_MAJOR;

    @Option(names = "--json", description = "One JSON object for machines; no progress.")
    boolean json;

    private List<Geometries.Binding> lent = List.of();

    /** Bindings that the source itself knows; what the user names comes before them. */
    void lend(List<Geometries.Binding> bindings) {
        lent = List.copyOf(bindings);
    }

    ReadOptions readOptions() {
        return new ReadOptions(run == null ? OptionalInt.empty() : OptionalInt.of(run), firstLumisection, flatOrder);
    }

    ElementGlob elements() {
        return ElementGlob.of(element == null ? "*" : element);
    }

    TestOptions testOptions() {
        return new TestOptions(falseAlarms.perDay(), minimumEntries, beamExpected);
    }

    Conditions conditions() {
        return conditionFiles.isEmpty() ? Conditions.none() : Inputs.conditions(conditionFiles, readOptions());
    }

    /** All wanted records of some files, with the conditions given. */
    InMemorySet read(List<Path> paths) {
        return InMemorySet.read(Inputs.open(paths, readOptions()), elements(), conditions());
    }

    Geometries boundGeometries() {
        Geometries all = Geometries.builtIn().preceded(lent);
        for (String one : geometries) {
            all = all.preceded(bindings(one));
        }
        return all;
    }

    private static List<Geometries.Binding> bindings(String nameOrFile) {
        List<Geometry> builtIn = Geometries.builtIn().bindings().stream()
                .map(Geometries.Binding::geometry)
                .filter(geometry ->
                        geometry.name().toLowerCase(Locale.ROOT).equals(nameOrFile.toLowerCase(Locale.ROOT)))
                .toList();
        if (!builtIn.isEmpty()) {
            return builtIn.stream()
                    .map(geometry -> new Geometries.Binding(ElementGlob.of("*"), geometry))
                    .toList();
        }
        Path file = Path.of(nameOrFile);
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("geometry: %s (expected: a JSON file that exists, or one of %s)"
                    .formatted(
                            nameOrFile,
                            Geometries.builtIn().bindings().stream()
                                    .map(binding -> binding.geometry().name())
                                    .distinct()
                                    .toList()));
        }
        return GeometryFile.read(file);
    }
}
