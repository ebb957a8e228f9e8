package org.lumiwatch.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.lumiwatch.simulator.Campaign;
import org.lumiwatch.simulator.Campaign.Change;
import org.lumiwatch.simulator.Campaign.Stretch;
import org.lumiwatch.simulator.Era;
import org.lumiwatch.simulator.Fault;
import org.lumiwatch.simulator.FaultClass;
import org.lumiwatch.simulator.FaultPlan;
import org.lumiwatch.simulator.RunModes;
import org.lumiwatch.simulator.Simulation;
import org.lumiwatch.simulator.Subdetector;
import org.lumiwatch.simulator.UnrestOptions;
import picocli.CommandLine.Option;

/** The part of {@code lumiwatch simulate} that describes a stream of one's own. Lists are separated by commas. */
final class SimulatedStream {
    @Option(
            names = "--stretches",
            paramLabel = "YEAR:LS",
            split = ",",
            required = true,
            description = "Lumisections of each year, a stop between: 2022:5000 or 2018:3000,2022:3000,2024:3000.")
    List<String> stretches = List.of();

    @Option(
            names = "--subdetectors",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "ecal-barrel",
            description = "Of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    List<SimulatedDetector> subdetectors = List.of(SimulatedDetector.ECAL_BARREL);

    @Option(
            names = "--faults",
            paramLabel = "CLASS",
            split = ",",
            defaultValue = "all",
            description = "Classes of faults, all or none. A wrong name lists them. Default: ${DEFAULT-VALUE}.")
    List<String> faults = List.of("all");

    @Option(
            names = "--spacing",
            paramLabel = "LS",
            defaultValue = "300",
            description = "Lumisections between two faults of a subdetector. Default: ${DEFAULT-VALUE}.")
    int spacing = 300;

    @Option(
            names = "--without",
            paramLabel = "CHANGE",
            split = ",",
            description =
                    "What stays as it is, all or some of: decay, levelling, ramp, scans, prescales, sampling, low-pileup, "
                            + "ageing, annealing, unrest (flicker and wobble).")
    List<String> without = List.of();

    @Option(
            names = "--run-modes",
            paramLabel = "MODES",
            defaultValue = "steady",
            description =
                    "How 1-D elements depend on the run: steady, two, three, continuous. Default: ${DEFAULT-VALUE}.")
    String runModes = "steady";

    Simulation of(long seed) {
        List<Subdetector> made =
                subdetectors.stream().distinct().map(one -> one.of(seed)).toList();
        Set<String> off = without.contains("all") ? names(Change.values(), "unrest") : Set.copyOf(without);
        Set<Change> changes = EnumSet.allOf(Change.class);
        boolean unrest = true;
        for (String name : off) {
            if (name.equals("unrest")) {
                unrest = false;
            } else {
                changes.remove(named("change", name, Change.values(), SimulatedStream::label));
            }
        }
        Campaign campaign = new Campaign(
                seed,
                new Campaign.Options(
                        stretches.stream().map(SimulatedStream::stretch).toList(), 1800, changes));
        List<Fault> planned = FaultPlan.of(seed, campaign, made, classes(), spacing);
        UnrestOptions unsteady = unrest ? UnrestOptions.typical() : UnrestOptions.none();
        return new Simulation(seed, campaign, made, planned, unsteady)
                .with(named("run modes", runModes, RunModes.values(), SimulatedStream::label));
    }

    private List<FaultClass> classes() {
        if (faults.equals(List.of("all"))) {
            return List.of(FaultClass.values());
        }
        if (faults.equals(List.of("none"))) {
            return List.of();
        }
        List<FaultClass> classes = new ArrayList<>();
        faults.forEach(name -> classes.add(named("fault", name, FaultClass.values(), FaultClass::label)));
        return classes;
    }

    private static Stretch stretch(String text) {
        if (!text.matches("(2018|2022|2024):[0-9]{1,7}")) {
            throw new IllegalArgumentException(
                    "stretch: %s (expected: YEAR:LS such as 2022:5000; years 2018, 2022, 2024)".formatted(text));
        }
        return new Stretch(Era.valueOf("Y" + text.substring(0, 4)), Integer.parseInt(text.substring(5)));
    }

    static <T> T named(String what, String name, T[] values, Function<T, String> label) {
        return Arrays.stream(values)
                .filter(value -> label.apply(value).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s: %s (expected: one of %s)"
                        .formatted(
                                what,
                                name,
                                String.join(
                                        ", ", Arrays.stream(values).map(label).toList()))));
    }

    private static Set<String> names(Change[] changes, String also) {
        Set<String> names = new java.util.TreeSet<>(Set.of(also));
        Arrays.stream(changes).map(SimulatedStream::label).forEach(names::add);
        return names;
    }

    static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
