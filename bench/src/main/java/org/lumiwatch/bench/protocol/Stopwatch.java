package org.lumiwatch.bench.protocol;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.contender.Observed;
import org.lumiwatch.bench.contender.Watcher;
import org.lumiwatch.bench.protocol.Cost.Timing;
import org.lumiwatch.bench.stream.Subject;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.judge.Lesson;
import org.lumiwatch.judge.QualityTests;
import org.lumiwatch.judge.TestOptions;
import org.lumiwatch.learn.ContinualLearner;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.monitor.Examination;
import org.lumiwatch.monitor.Examined;
import org.lumiwatch.monitor.Lumisection;
import org.lumiwatch.simulator.Campaign;
import org.lumiwatch.simulator.DetectorOptions;
import org.lumiwatch.simulator.Simulation;
import org.lumiwatch.simulator.Subdetector;

/** Times contenders in the calling thread, and weighs what they keep. */
final class Stopwatch {
    static final String DISTRIBUTIONS = "1,000 one-dimensional elements";

    /** At most so many lumisections at the begin of a campaign are left out. */
    private static final int RAMP = 40;
    /** Lumisections that tell what each costs. */
    private static final int FEW = 60;

    private final int history;
    private final int lumisections;

    /**
     * @param history lumisections learned first
     * @param lumisections timed after them, with Lumiwatch; fewer with the baselines, for which all are alike
     */
    Stopwatch(int history, int lumisections) {
        this.history = history;
        this.lumisections = lumisections;
    }

    /** Every contender on one map. */
    List<Timing> ofMap(Subject subject, long seed) {
        Subdetector subdetector = subject.subdetector(seed);
        ElementName element = subdetector.elements().getFirst();
        Geometry geometry = subdetector.geometry(element);
        Campaign campaign = new Campaign(
                seed, Campaign.Options.of(RAMP + history + lumisections).withEvents(subject.events()));
        Simulation simulation = new Simulation(seed, campaign, List.of(subdetector), List.of());
        List<Observed> all = new ArrayList<>();
        int first = StableBeams.first(simulation.schedule(), RAMP);
        for (int index = first; index < first + history + lumisections; index++) {
            MonitorElement drawn = simulation.withFaults(index, element, List.of());
            all.add(new Observed(index, drawn, geometry, simulation.conditions(index)));
        }
        List<Timing> timings = new ArrayList<>();
        int contenders = Contenders.all(element, geometry, 1).size();
        for (int c = 0; c < contenders; c++) {
            int place = c;
            boolean ours = c == contenders - 1;
            timings.add(of(
                    subject,
                    ours ? all : all.subList(0, history + Math.min(lumisections, FEW)),
                    () -> Contenders.all(element, geometry, 1).get(place)));
        }
        return timings;
    }

    private Timing of(Subject subject, List<Observed> all, Supplier<Watcher> begun) {
        long before = heap();
        Watcher watcher = begun.get();
        long start = now();
        watcher.train(all.subList(0, history));
        double started = milliseconds(start);
        watcher.settle(1);
        List<Double> times = timed(all.size() - history, i -> watcher.watch(all.get(history + i)));
        long kept = heap() - before;
        return new Timing(subject.label(), watcher.name(), watcher.role(), times, Math.max(0, kept), started);
    }

    /**
     * Elements of 100 bins: Lumiwatch, and a running mean with its χ² as the plainest baseline there is.
     *
     * @param elements scaled up to 1,000 when there are fewer
     */
    List<Timing> ofDistributions(long seed, int elements) {
        Subdetector tracker = Subdetector.tracker(seed, List.of(), DetectorOptions.measured());
        Campaign campaign = new Campaign(seed, Campaign.Options.of(RAMP + history + lumisections));
        Simulation simulation = new Simulation(seed, campaign, List.of(tracker), List.of());
        List<Lumisection> all = new ArrayList<>();
        int first = StableBeams.first(simulation.schedule(), RAMP);
        for (int index = first; index < first + history + lumisections; index++) {
            all.add(copied(simulation.lumisection(index), elements));
        }
        List<LumisectionConditions> conditions = IntStream.range(first, first + all.size())
                .mapToObj(simulation::conditions)
                .toList();
        return List.of(ofMean(all, 1000.0 / elements), ofExamination(conditions, all, 1000.0 / elements));
    }

    /** The same histograms under many names. */
    private static Lumisection copied(List<MonitorElement> drawn, int elements) {
        LumisectionId id = drawn.getFirst().at();
        List<MonitorElement> copies = new ArrayList<>();
        for (int i = 0; i < elements; i++) {
            MonitorElement one = drawn.get(i % drawn.size());
            copies.add(new MonitorElement(
                    new ElementName("Copy%04d/%s".formatted(i, one.name().path())), id, one.histogram()));
        }
        return new Lumisection(id, copies);
    }

    private Timing ofMean(List<Lumisection> all, double scale) {
        long before = heap();
        Map<ElementName, RunningMean> means = new TreeMap<>();
        IntConsumer step = i -> all.get(i)
                .elements()
                .forEach(element -> means.computeIfAbsent(
                                element.name(),
                                name -> new RunningMean(element.histogram().cells()))
                        .scoreThenLearn(element.histogram().contents()));
        long start = now();
        for (int i = 0; i < history; i++) {
            step.accept(i);
        }
        double started = milliseconds(start);
        List<Double> times = timed(all.size() - history, i -> step.accept(history + i));
        long kept = heap() - before;
        double scored = means.values().stream().mapToDouble(RunningMean::score).sum();
        if (Double.isNaN(scored)) {
            throw new IllegalStateException("running mean: scored NaN (expected: a number)");
        }
        return timing("running mean + χ²", Role.BASELINE, times, kept, started, scale);
    }

    private Timing ofExamination(List<LumisectionConditions> conditions, List<Lumisection> all, double scale) {
        long before = heap();
        ContinualLearner learner = new ContinualLearner(ContinualLearner.Options.defaults());
        try (Examination examination = new Examination(
                new Examination.Setup(QualityTests.all(), Geometries.builtIn(), TestOptions.defaults(), 1))) {
            IntConsumer step = i -> {
                Examined examined = examination.examine(all.get(i), conditions.get(i));
                examination.learn(examined, lessons(learner, examined));
            };
            long start = now();
            for (int i = 0; i < history; i++) {
                step.accept(i);
            }
            double started = milliseconds(start);
            List<Double> times = timed(all.size() - history, i -> step.accept(history + i));
            return timing(Cost.OURS, Role.OURS, times, heap() - before, started, scale);
        }
    }

    private static Map<ElementName, Lesson> lessons(ContinualLearner learner, Examined examined) {
        LumisectionConditions conditions = examined.conditions();
        Map<ElementName, Lesson> lessons = new TreeMap<>();
        for (Examined.Part part : examined.parts()) {
            lessons.put(part.judgement().element().name(), learner.lesson(part.judgement(), conditions));
        }
        return lessons;
    }

    private static Timing timing(
            String contender, Role role, List<Double> times, long kept, double started, double scale) {
        return new Timing(
                DISTRIBUTIONS,
                contender,
                role,
                times.stream().map(time -> time * scale).toList(),
                Math.round(Math.max(0, kept) * scale),
                started * scale);
    }

    /** Milliseconds of each step but the first, in which code is still being compiled. */
    private static List<Double> timed(int steps, IntConsumer step) {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            long start = now();
            step.accept(i);
            double time = milliseconds(start);
            if (i >= Math.min(steps / 2, FEW)) {
                times.add(time);
            }
        }
        return times;
    }

    /** Nanoseconds that this thread has had a core, whatever else the machine does. */
    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double milliseconds(long since) {
        return (now() - since) / 1e6;
    }

    /** Bytes in use after a collection. */
    private static long heap() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
