package org.lumiwatch.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries.Binding;
import org.lumiwatch.element.MonitorElement;
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
    public static final String GENERATOR = "lumiwatch-simulator 1";

    private final long seed;
    private final Schedule schedule;
    private final List<Subdetector> subdetectors;
    private final List<Fault> faults;
    private final List<Unrest> unrest;

    /** @param seed of the faults' chance; use the one that made fill and subdetectors */
    public Simulation(long seed, Schedule schedule, List<Subdetector> subdetectors, List<Fault> faults) {
        this(seed, schedule, subdetectors, faults, UnrestOptions.none());
    }

    /** With channels that flicker and wobble. */
    public Simulation(
            long seed, Schedule schedule, List<Subdetector> subdetectors, List<Fault> faults, UnrestOptions unrestOptions) {
        this.seed = seed;
        this.schedule = schedule;
        this.subdetectors = List.copyOf(subdetectors);
        this.faults = List.copyOf(faults);
        for (Fault fault : faults) {
            check(fault);
        }
        this.unrest = subdetectors.stream()
                .flatMap(subdetector -> subdetector.generators().stream())
                .map(generator -> Unrest.of(seed, generator, schedule.lumisections(), unrestOptions))
                .toList();
    }

    private void check(Fault fault) {
        if (fault.last() >= schedule.lumisections()) {
            throw new IllegalArgumentException("fault '%s': last %d (expected: below %d lumisections)"
                    .formatted(fault.label(), fault.last(), schedule.lumisections()));
        }
        List<ElementName> known = subdetectors.stream()
                .flatMap(subdetector -> subdetector.elements().stream())
                .toList();
        fault.regions().stream()
                .filter(region -> !known.contains(region.element()))
                .findFirst()
                .ifPresent(region -> {
                    throw new IllegalArgumentException("fault '%s': element %s (expected: one of %s)"
                            .formatted(fault.label(), region.element(), known));
                });
    }

    public Schedule schedule() {
        return schedule;
    }

    /** What each element is, for those whom a shape alone does not tell. */
    public List<Binding> geometries() {
        return subdetectors.stream()
                .flatMap(subdetector -> subdetector.generators().stream())
                .map(generator -> new Binding(ElementGlob.of(generator.name().path()), generator.geometry()))
                .toList();
    }

    /** All elements of one lumisection; {@code index} from 0. */
    public List<MonitorElement> lumisection(int index) {
        Moment moment = schedule.moment(index);
        List<MonitorElement> elements = new ArrayList<>();
        int number = 0;
        for (Subdetector subdetector : subdetectors) {
            for (ElementGenerator generator : subdetector.generators()) {
                elements.add(element(generator, unrest.get(number), moment));
                number++;
            }
        }
        return elements;
    }

    private MonitorElement element(ElementGenerator generator, Unrest unstable, Moment moment) {
        int index = moment.index();
        ElementName name = generator.name();
        Cells cells = generator
                .distorted(FaultApplication.distortion(faults, name, index))
                .draw(moment);
        FaultApplication application = new FaultApplication(generator, cells);
        unstable.apply(application, index);
        for (int i = 0; i < faults.size(); i++) {
            if (faults.get(i).activeAt(index)) {
                application.apply(faults.get(i), index, Chance.of(seed, name.path() + "/fault", index, i));
            }
        }
        return new MonitorElement(name, moment.id(), histogram(generator.axes(), cells));
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

    @Override
    public void read(Consumer<? super Delivery> sink) {
        long record = 0;
        for (int index = 0; index < schedule.lumisections(); index++) {
            record++;
            sink.accept(new Delivery.Conditioned(origin(record), schedule.conditions(index)));
            for (MonitorElement element : lumisection(index)) {
                record++;
                sink.accept(new Delivery.Histogrammed(origin(record), "simulated", element));
            }
        }
    }

    private Origin origin(long record) {
        return new Origin("simulation of seed " + seed, record);
    }

    /** Everything that was put in. */
    public TruthRecord truth() {
        List<Nuisance> nuisances = new ArrayList<>(schedule.nuisances());
        int number = 0;
        for (Subdetector subdetector : subdetectors) {
            for (ElementGenerator generator : subdetector.generators()) {
                if (!generator.knownDefects().isEmpty()) {
                    nuisances.add(new Nuisance(
                            "known defects",
                            List.of(generator.name()),
                            schedule.moment(0).id(),
                            schedule.moment(schedule.lumisections() - 1).id(),
                            generator.knownDefects()));
                }
                nuisances.addAll(unrest.get(number).truth(schedule));
                number++;
            }
        }
        return new TruthRecord(
                GENERATOR, seed, faults.stream().map(fault -> fault.truth(schedule)).toList(), nuisances);
    }
}
