package org.lumiwatch.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lumiwatch.connectors.csv.LegacyCsvWriter;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.evaluate.InjectedFault;
import org.lumiwatch.evaluate.TruthRecord;
import org.lumiwatch.evaluate.TruthRecordJson;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionSet;
import org.lumiwatch.simulator.toy.DriftToy;
import org.lumiwatch.simulator.toy.DriftToy.Faults;
import org.lumiwatch.simulator.toy.DriftToy.Systematic;
import org.lumiwatch.simulator.toy.ToyRun;
import org.lumiwatch.truth.GoldenJson;
import picocli.CommandLine.Option;

/** The part of {@code lumiwatch simulate} that describes the drift toy. */
final class SimulatedToy {
    private static final ElementName NAME = new ElementName("drift toy");

    @Option(
            names = "--drift-toy",
            paramLabel = "RUNS",
            required = true,
            description =
                    "Runs of one drifting distribution (arXiv:2501.19237) instead of a detector; 5000 as published.")
    int runs;

    @Option(
            names = "--systematic",
            paramLabel = "KIND",
            defaultValue = "two-valued",
            description = "Of none, two-valued, three-valued, continuous. Default: ${DEFAULT-VALUE}, as published.")
    String systematic = "two-valued";

    @Option(names = "--episodes", description = "Faults last for runs in a row, 6 in the mean.")
    boolean episodes;

    @Option(names = "--no-dead-bins", description = "Faults change the form only.")
    boolean noDeadBins;

    List<ToyRun> of(long seed) {
        DriftToy.Options options = DriftToy.Options.published()
                .withRuns(runs)
                .with(SimulatedStream.named("systematic", systematic, Systematic.values(), SimulatedStream::label))
                .with(episodes ? Faults.EPISODES : Faults.ISOLATED);
        return DriftToy.runs(seed, noDeadBins ? options.withoutDeadBins() : options);
    }

    /** Writes histograms as ML4DQM CSV, the truth, and good runs as a golden list; gives the number of faults. */
    static int write(List<ToyRun> runs, long seed, SimulatedFiles files) {
        try {
            Files.createDirectories(files.data());
            try (Writer out = Files.newBufferedWriter(files.data().resolve("drift-toy.csv"))) {
                LegacyCsvWriter writer = new LegacyCsvWriter(out);
                runs.forEach(run -> writer.write(new MonitorElement(NAME, run.id(), run.histogram())));
            }
            List<InjectedFault> faults = faults(runs);
            TruthRecord truth = new TruthRecord("lumiwatch-drift-toy 1", seed, faults, List.of());
            Files.writeString(files.truth(), TruthRecordJson.write(truth));
            GoldenJson.write(
                    LumisectionSet.of(runs.stream()
                            .filter(run -> !run.isBad())
                            .map(ToyRun::id)
                            .toList()),
                    files.golden());
            return faults.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<InjectedFault> faults(List<ToyRun> runs) {
        List<InjectedFault> faults = new ArrayList<>();
        for (ToyRun run : runs) {
            if (run.isOnset()) {
                int last = Math.min(runs.size(), run.id().run() + run.fault().runs() - 1);
                String label = String.format(
                        Locale.ROOT,
                        "mean %+.2f, width %+.2f, %d dead bins",
                        run.fault().meanShift(),
                        run.fault().widthShift(),
                        run.fault().deadBins().size());
                faults.add(new InjectedFault(
                        label,
                        FindingKind.SHAPE,
                        1,
                        List.of(new InjectedFault.Region(NAME, Box.of(0, 0, DriftToy.BINS - 1, 0))),
                        "",
                        run.id(),
                        new LumisectionId(last, 1)));
            }
        }
        return faults;
    }
}
