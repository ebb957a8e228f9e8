package org.lumiwatch.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.TimeSeries;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries.Binding;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.evaluate.InjectedFault;
import org.lumiwatch.evaluate.Nuisance;
import org.lumiwatch.evaluate.TruthRecord;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.simulator.chance.Chance;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.HistogramSource;
import org.lumiwatch.source.Origin;

/**
 * A stream of lumisections with its truth: conditions, then the elements of every subdetector, in order of time. Immutable.
 *
 * <p>The stream is made while it is read; {@link #lumisection} gives any one by itself, from any thread.
 */
public final class Simulation implements HistogramSource {
    /** Changes when the same seed gives other bytes. */
    public static final String GENERATOR = "lumiwatch-simulator 3";

    private final long seed;
    private final Schedule schedule;
    private final List<Fault> faults;
    private final List<ElementGenerator> generators;
    private final List<Unrest> unrest;
    private final RunModes modes;
    private final Calorimeters calorimeters;

    /** @param seed of the faults' chance; use the one that made fill and subdetectors */
    public Simulation(long seed, Schedule schedule, List<Subdetector> subdetectors, List<Fault> faults) {
        this(seed, schedule, subdetectors, faults, UnrestOptions.none());
    }

    /** With channels that flicker and wobble. */
    public Simulation(
            long seed,
            Schedule schedule,
            List<Subdetector> subdetectors,
            List<Fault> faults,
            UnrestOptions unrestOptions) {
        this.seed = seed;
        this.modes = RunModes.STEADY;
        this.schedule = schedule;
        this.faults = List.copyOf(faults);
        this.generators = subdetectors.stream()
                .flatMap(subdetector -> subdetector.generators().stream())
                .toList();
        this.calorimeters = new Calorimeters(generators);
        for (Fault fault : faults) {
            check(fault);
        }
        this.unrest = generators.stream()
                .map(generator -> Unrest.of(seed, generator, schedule.lumisections(), unrestOptions))
                .toList();
    }

    private Simulation(Simulation like, RunModes modes) {
        this.seed = like.seed;
        this.schedule = like.schedule;
        this.faults = like.faults;
        this.generators = like.generators;
        this.unrest = like.unrest;
        this.calorimeters = like.calorimeters;
        this.modes = modes;
    }

    /** The same stream with distributions whose form depends on the run. */
    public Simulation with(RunModes other) {
        return new Simulation(this, other);
    }

    private void check(Fault fault) {
        if (fault.last() >= schedule.lumisections()) {
            throw new IllegalArgumentException("fault '%s': last %d (expected: below %d lumisections)"
                    .formatted(fault.label(), fault.last(), schedule.lumisections()));
        }
        List<ElementName> known =
                generators.stream().map(ElementGenerator::name).toList();
        fault.regions().stream()
                .filter(region -> !known.contains(region.element()))
                .findFirst()
                .ifPresent(region -> {
                    throw new IllegalArgumentException("fault '%s': element %s (expected: one of %s)"
                            .formatted(fault.label(), region.element(), known));
                });
        if (fault.effect() instanceof Effect.Swapped) {
            fault.checkPairs();
        }
    }

    public Schedule schedule() {
        return schedule;
    }

    /** What each element is, for those whom a shape alone does not tell. */
    public List<Binding> geometries() {
        return generators.stream()
                .map(generator -> new Binding(ElementGlob.of(generator.name().path()), generator.geometry()))
                .toList();
    }

    /** All elements of one lumisection; {@code index} from 0. */
    public List<MonitorElement> lumisection(int index) {
        Moment moment = schedule.moment(index);
        List<MonitorElement> elements = new ArrayList<>();
        for (int number = 0; number < generators.size(); number++) {
            elements.add(element(generators.get(number), unrest.get(number), moment));
        }
        return elements;
    }

    private MonitorElement element(ElementGenerator generator, Unrest unstable, Moment moment) {
        Distortion distortion = distortion(faults, generator, moment);
        return faulty(generator, healthy(generator, unstable, moment, distortion), moment, faults);
    }

    private Distortion distortion(List<Fault> all, ElementGenerator generator, Moment moment) {
        Distortion distortion = FaultApplication.distortion(all, generator.name(), moment.index())
                .plus(modes.of(seed, generator, moment.id().run()));
        return generator instanceof MissingEnergy
                ? distortion.with(calorimeters.imbalance(all, moment.index()))
                : distortion;
    }

    private static Cells healthy(ElementGenerator generator, Unrest unstable, Moment moment, Distortion distortion) {
        Cells cells = generator.distorted(distortion).draw(distortion.seen(moment));
        unstable.apply(cells, moment.index());
        return cells;
    }

    private MonitorElement faulty(ElementGenerator generator, Cells cells, Moment moment, List<Fault> all) {
        FaultApplication application = new FaultApplication(generator, cells, moment.era());
        int index = moment.index();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).activeAt(index)) {
                application.apply(
                        all.get(i), index, Chance.of(seed, generator.name().path() + "/fault", index, i));
            }
        }
        return new MonitorElement(generator.name(), moment.id(), histogram(generator.axes(), cells));
    }

    /**
     * One element of one lumisection, drawn once, under each of several sets of faults that come on top of the stream's own:
     * cells that a set does not touch are the same, count by count, as under an empty set.
     */
    public List<MonitorElement> variants(int index, ElementName element, List<List<Fault>> sets) {
        int number = number(element);
        ElementGenerator generator = generators.get(number);
        Moment moment = schedule.moment(index);
        Distortion own = distortion(faults, generator, moment);
        Cells drawn = healthy(generator, unrest.get(number), moment, own);
        List<MonitorElement> variants = new ArrayList<>();
        for (List<Fault> extra : sets) {
            extra.forEach(this::check);
            List<Fault> all = new ArrayList<>(faults);
            all.addAll(extra);
            Distortion distortion = distortion(all, generator, moment);
            Cells cells =
                    distortion.equals(own) ? drawn.copy() : healthy(generator, unrest.get(number), moment, distortion);
            variants.add(faulty(generator, cells, moment, all));
        }
        return variants;
    }

    /** One element of one lumisection with {@code extra} faults on top of the stream's own; see {@link #variants}. */
    public MonitorElement withFaults(int index, ElementName element, List<Fault> extra) {
        return variants(index, element, List.of(extra)).getFirst();
    }

    /** What the counts of a healthy lumisection fluctuate about, and how. */
    public Latent latent(int index, ElementName element) {
        int number = number(element);
        return generators
                .get(number)
                .latent(schedule.moment(index))
                .scaled(unrest.get(number).factors(index));
    }

    /** Cells of an element that flicker at any time, rising: alarms about them are true. */
    public List<Integer> flickering(ElementName element) {
        return unrest.get(number(element)).flickering();
    }

    private int number(ElementName element) {
        for (int i = 0; i < generators.size(); i++) {
            if (generators.get(i).name().equals(element)) {
                return i;
            }
        }
        throw new IllegalArgumentException("element: %s (expected: one of %s)"
                .formatted(
                        element, generators.stream().map(ElementGenerator::name).toList()));
    }

    private static Histogram histogram(List<Axis> axes, Cells cells) {
        if (axes.size() > 1) {
            return Histogram.of(axes, cells.counts);
        }
        double[] padded = new double[cells.counts.length + 2];
        System.arraycopy(cells.counts, 0, padded, 1, cells.counts.length);
        padded[0] = cells.underflow;
        padded[padded.length - 1] = cells.overflow;
        return Histogram.withFlow(axes, padded, Arrays.stream(padded).sum());
    }

    /** What is known of a lumisection from outside its histograms: the schedule's, and what was changed on record. */
    public LumisectionConditions conditions(int index) {
        return RecordedChanges.told(faults, index, schedule.conditions(index));
    }

    @Override
    public void read(Consumer<? super Delivery> sink) {
        long record = 0;
        for (int index = 0; index < schedule.lumisections(); index++) {
            record = deliver(index, true, record, sink);
        }
    }

    /** Points of time series that were taken during a lumisection. */
    public List<TimeSeries> series(int index) {
        return HighVoltage.during(index, faults, schedule);
    }

    /** Delivers one lumisection whose first record follows record {@code before}; gives the number of its last. */
    long deliver(int index, boolean histograms, long before, Consumer<? super Delivery> sink) {
        long record = before;
        for (TimeSeries points : series(index)) {
            record++;
            sink.accept(new Delivery.Charted(origin(record), points));
        }
        record++;
        sink.accept(new Delivery.Conditioned(origin(record), conditions(index)));
        for (MonitorElement element : histograms ? lumisection(index) : List.<MonitorElement>of()) {
            record++;
            sink.accept(new Delivery.Histogrammed(origin(record), "simulated", element));
        }
        return record;
    }

    private Origin origin(long record) {
        return new Origin("simulation of seed " + seed, record);
    }

    /** One entry for each stretch of one era. */
    private List<Nuisance> knownDefects(ElementGenerator generator) {
        List<Nuisance> nuisances = new ArrayList<>();
        Moment first = schedule.moment(0);
        Moment last = first;
        for (int index = 1; index <= schedule.lumisections(); index++) {
            Moment next = index < schedule.lumisections() ? schedule.moment(index) : last;
            if (index == schedule.lumisections() || next.era() != first.era()) {
                String defects = generator.knownDefects(first.era());
                if (!defects.isEmpty()) {
                    nuisances.add(
                            new Nuisance("known defects", List.of(generator.name()), first.id(), last.id(), defects));
                }
                first = next;
            }
            last = next;
        }
        return nuisances;
    }

    /** Everything that was put in. */
    public TruthRecord truth() {
        List<Nuisance> nuisances = new ArrayList<>(schedule.nuisances());
        for (int number = 0; number < generators.size(); number++) {
            ElementGenerator generator = generators.get(number);
            nuisances.addAll(knownDefects(generator));
            nuisances.addAll(unrest.get(number).truth(schedule));
        }
        for (ElementGenerator generator : generators) {
            nuisances.addAll(modes.truth(seed, generator, schedule));
        }
        List<InjectedFault> injected = new ArrayList<>();
        for (Fault fault : faults) {
            switch (fault.standing()) {
                case FAULT -> injected.add(fault.truth(schedule, calorimeters.alsoIn(fault, generators)));
                case RECORDED -> nuisances.add(fault.nuisance(schedule));
            }
        }
        return new TruthRecord(GENERATOR, seed, injected, nuisances);
    }
}
