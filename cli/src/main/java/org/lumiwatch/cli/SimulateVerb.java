package org.lumiwatch.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.simulator.DemoFill;
import org.lumiwatch.simulator.Disordered;
import org.lumiwatch.simulator.SimulatedLabels;
import org.lumiwatch.simulator.Simulation;
import org.lumiwatch.simulator.toy.ToyRun;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code lumiwatch simulate}. */
@Command(
        name = "simulate",
        description = {
            "Write a simulated stream to files, with the truth about its faults.",
            "Without --stretches: three hours of a fill, as in the demo."
        },
        footer = {
            "",
            "Examples:",
            "  lumiwatch simulate --out fill --seed 7",
            "  lumiwatch import fill/data --geometry fill/geometries.json --workspace ws",
            "  lumiwatch simulate --stretches 2022:2000 --faults dead,hot --without prescales --labels",
            "  lumiwatch simulate --drift-toy 5000 --systematic continuous --episodes"
        })
final class SimulateVerb implements Callable<Integer> {
    @Option(names = "--out", paramLabel = "DIR", defaultValue = "simulated", description = "Default: ${DEFAULT-VALUE}.")
    Path out = Path.of("simulated");

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    long seed = 1;

    @Option(names = "--disorder", description = "2 %% of lumisections come late, 0.5 %% bring no histograms.")
    boolean disorder;

    @Option(
            names = "--labels",
            description = "Also labels.json and golden.json as certifiers make them: by run, 48 h late, 5 %% wrong.")
    boolean labels;

    @ArgGroup(exclusive = false, heading = "%nA stream of your own:%n")
    @Nullable
    SimulatedStream own;

    @ArgGroup(exclusive = false, heading = "%nThe drift toy:%n")
    @Nullable
    SimulatedToy toy;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        Console console = Console.of(spec, common);
        return toy == null ? detector(console) : driftToy(console, toy);
    }

    private int driftToy(Console console, SimulatedToy described) {
        if (own != null || disorder || labels) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--drift-toy: given with options of a detector (expected: --out, --seed and its own); leave the others out");
        }
        SimulatedFiles files = new SimulatedFiles(out);
        List<ToyRun> runs = described.of(seed);
        int faults = SimulatedToy.write(runs, seed, files);
        console.say(
                "%,d runs with %d faults written to %s; truth in %s, good runs in %s",
                runs.size(), faults, files.data(), files.truth(), files.golden());
        console.report(JsonMapper.shared()
                .createObjectNode()
                .put("runs", runs.size())
                .put("faults", faults)
                .put("data", files.data().toString())
                .put("truth", files.truth().toString())
                .put("golden", files.golden().toString()));
        return 0;
    }

    private int detector(Console console) {
        Simulation simulation = own == null ? DemoFill.of(seed) : own.of(seed);
        Disordered arriving =
                new Disordered(seed, simulation, disorder ? Disordered.Options.typical() : Disordered.Options.none());
        SimulatedFiles files = new SimulatedFiles(out);
        try (ProgressBar bar =
                console.progress("simulate", simulation.schedule().lumisections())) {
            files.write(arriving, bar::step);
        }
        if (labels) {
            files.writeLabels(SimulatedLabels.of(
                    seed, simulation.schedule(), simulation.truth().faults(), SimulatedLabels.Options.typical()));
        }
        console.say(
                "%,d lumisections with %d faults written to %s; truth in %s",
                simulation.schedule().lumisections(),
                simulation.truth().faults().size(),
                files.data(),
                files.truth());
        console.report(JsonMapper.shared()
                .createObjectNode()
                .put("lumisections", simulation.schedule().lumisections())
                .put("faults", simulation.truth().faults().size())
                .put("data", files.data().toString())
                .put("truth", files.truth().toString())
                .put("geometries", files.geometries().toString()));
        return 0;
    }
}
