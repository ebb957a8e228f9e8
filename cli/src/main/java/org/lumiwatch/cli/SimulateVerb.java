package org.lumiwatch.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.lumiwatch.simulator.DemoFill;
import org.lumiwatch.simulator.Simulation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code lumiwatch simulate}. */
@Command(
        name = "simulate",
        description = "Write a simulated fill to files, with the truth about its faults.",
        footer = {
            "",
            "Example:",
            "  lumiwatch simulate --out fill --seed 7",
            "  lumiwatch import fill/data --geometry fill/geometries.json --workspace ws"
        })
final class SimulateVerb implements Callable<Integer> {
    @Option(names = "--out", paramLabel = "DIR", defaultValue = "simulated", description = "Default: ${DEFAULT-VALUE}.")
    Path out = Path.of("simulated");

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    long seed = 1;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        Console console = Console.of(spec, common);
        Simulation simulation = DemoFill.of(seed);
        SimulatedFiles files = new SimulatedFiles(out);
        try (ProgressBar bar = console.progress("simulate", simulation.schedule().lumisections())) {
            files.write(simulation, bar::step);
        }
        console.say(
                "%,d lumisections with %d faults written to %s; truth in %s",
                simulation.schedule().lumisections(), simulation.truth().faults().size(), files.data(), files.truth());
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
