package org.lumiwatch.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.lumiwatch.bench.stream.Subject;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.expect.ReferenceOptions;
import org.lumiwatch.expect.RunningReference;
import org.lumiwatch.simulator.Campaign;
import org.lumiwatch.simulator.Simulation;
import org.lumiwatch.simulator.Subdetector;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Times the loops that watching a map consists of, on a healthy stream. Not part of the tests: {@code mvn -pl bench -am test
 * -Dtest=InnerLoops -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class InnerLoops {
    private static final int HISTORY = 100;

    @Param({"ECAL_BARREL", "HCAL_ENDCAP"})
    public Subject subject = Subject.ECAL_BARREL;

    private final List<MonitorElement> drawn = new ArrayList<>();
    private final List<LumisectionConditions> conditions = new ArrayList<>();
    private Geometry geometry = Geometry.line(1);
    private RunningReference reference = new RunningReference(geometry, ReferenceOptions.defaults());
    private MapComparison comparison = new MapComparison(geometry, 1, Set.of());
    private List<RegionEvidence> banks = List.of();
    private Prediction predicted =
            new Prediction(geometry, new double[1], new double[1], new double[1], new boolean[1], 1, Double.NaN);
    private double[] copied = new double[0];
    private int next;

    @Test
    void all() throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(InnerLoops.class.getName())
                        .forks(1)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(2))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(2))
                        .jvmArgsAppend("-Xmx3g", "-XX:+UseSerialGC")
                        .build())
                .run();
    }

    /** A stream and what is learned of its beginning. */
    @Setup
    public void draw() {
        Subdetector subdetector = subject.subdetector(1);
        ElementName name = subdetector.elements().getFirst();
        geometry = subdetector.geometry(name);
        Campaign campaign = new Campaign(1, Campaign.Options.of(40 + HISTORY).withEvents(subject.events()));
        Simulation simulation = new Simulation(1, campaign, List.of(subdetector), List.of());
        reference = new RunningReference(geometry, ReferenceOptions.defaults());
        comparison = new MapComparison(geometry, 1e-4, Set.of());
        for (int index = 40; index < 40 + HISTORY; index++) {
            drawn.add(simulation.withFaults(index, name, List.of()));
            conditions.add(simulation.conditions(index));
            compare();
            reference.learn(drawn.getLast(), conditions.getLast(), new boolean[geometry.cells()]);
        }
        banks = RegionBank.of(geometry).stream()
                .map(bank -> new RegionEvidence(geometry, bank, false))
                .toList();
        predicted = expectation();
        copied = new double[doubles(banks)];
    }

    private void compare() {
        MonitorElement last = drawn.getLast();
        reference
                .predict(last, conditions.getLast(), new boolean[geometry.cells()])
                .ifPresent(prediction -> {
                    MapComparison.Outcome outcome =
                            comparison.with(last.at(), last.histogram().contents(), prediction);
                    comparison.accept(outcome);
                    comparison.learn(outcome);
                });
    }

    /** What is expected of the next lumisection. */
    @Benchmark
    public Prediction expectation() {
        int at = next++ % HISTORY;
        return reference
                .predict(drawn.get(at), conditions.get(at), new boolean[geometry.cells()])
                .orElseThrow();
    }

    /** Evidence in all regions after one more lumisection. */
    @Benchmark
    public MapComparison.Outcome evidence() {
        MonitorElement element = drawn.get(next % HISTORY);
        return comparison.with(element.at(), element.histogram().contents(), expectation());
    }

    /** Four sums of every region, without what surrounds it. */
    @Benchmark
    public double regionSums() {
        MapSums map = new MapSums(drawn.get(next % HISTORY).histogram().contents(), predicted, null);
        double sum = 0;
        for (RegionEvidence bank : banks) {
            sum += bank.sums(map).mean(0);
        }
        return sum;
    }

    /** As many bytes as the state of all regions has, were all to have evidence, written once: what memory alone would take. */
    @Benchmark
    public double[] stateWritten() {
        Arrays.fill(copied, next++);
        return copied;
    }

    /** Of the state of all regions: six arrays of four bytes for each region and factor, four for each region. */
    private static int doubles(List<RegionEvidence> banks) {
        int regions = banks.stream().mapToInt(bank -> bank.bank().regions()).sum();
        return regions * (6 * Factors.count() + 4) / 2;
    }
}
