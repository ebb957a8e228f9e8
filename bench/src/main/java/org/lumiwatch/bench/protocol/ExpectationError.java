package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lumiwatch.bench.Measure;
import org.lumiwatch.bench.Protocol;
import org.lumiwatch.bench.Report;
import org.lumiwatch.bench.Report.Target;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.Size;
import org.lumiwatch.bench.Table;
import org.lumiwatch.bench.stream.Subject;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.evaluate.metric.GroupedMean;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.expect.ReferenceOptions;
import org.lumiwatch.expect.RunningReference;
import org.lumiwatch.simulator.Campaign;
import org.lumiwatch.simulator.Latent;
import org.lumiwatch.simulator.Simulation;
import org.lumiwatch.simulator.Subdetector;
import org.lumiwatch.simulator.chance.Chance;

/**
 * A2: how far is what maps are expected to show from what the generator made them show, before noise? It bounds what any other memory or model
 * could gain: an error of a hundredth of the noise's variance costs half a hundredth of its standard deviation.
 */
public final class ExpectationError implements Protocol<ExpectationError.Trial> {
    private static final List<Double> MEMORIES = List.of(20.0, 50.0, 150.0, 500.0, 2000.0);
    private static final double OURS = ReferenceOptions.defaults().memory();
    /** A cell that is far off counts no more than this: it is a fault of the mask, not of the memory. */
    private static final double MOST = 9;

    private static final double ALLOWED = 0.02;
    private static final List<String> NOTES = List.of(
            "Of each live cell of each lumisection: squared difference of the expected and the true mean, over the variance of the noise."
                    + " Averaged over cells and lumisections of changing conditions, after a third of them was learned.",
            "What all cells share in a lumisection is fitted to that lumisection: its error is in every row, and no memory helps against it.");

    /** What one seed gave: error by subject and memory. */
    public record Trial(Map<String, Map<String, Double>> errors) {}

    @Override
    public String id() {
        return "A2";
    }

    @Override
    public String title() {
        return "What could another memory, or another model, still gain?";
    }

    @Override
    public int trials(Size size) {
        return size.of(1, 4);
    }

    @Override
    public boolean hasLimit() {
        return false;
    }

    @Override
    public Class<Trial> trialType() {
        return Trial.class;
    }

    private static List<Subject> subjects(Size size) {
        return size == Size.QUICK ? List.of(Subject.ECAL_ENDCAP) : List.of(Subject.values());
    }

    @Override
    public Trial trial(long seed, Size size) {
        Map<String, Map<String, Double>> errors = new TreeMap<>();
        for (Subject subject : subjects(size)) {
            boolean large = subject == Subject.HCAL_BARREL || subject == Subject.HCAL_ENDCAP;
            errors.put(subject.label(), errors(subject, seed, size.of(60, large ? 200 : 900)));
        }
        return new Trial(errors);
    }

    private static Map<String, Double> errors(Subject subject, long seed, int lumisections) {
        Subdetector subdetector = subject.subdetector(seed);
        ElementName element = subdetector.elements().getFirst();
        Geometry geometry = subdetector.geometry(element);
        Campaign campaign = new Campaign(seed, Campaign.Options.of(lumisections).withEvents(subject.events()));
        Simulation simulation = new Simulation(seed, campaign, List.of(subdetector), List.of());
        Map<Double, RunningReference> references = new TreeMap<>();
        Map<Double, GroupedMean> sums = new TreeMap<>();
        ReferenceOptions usual = ReferenceOptions.defaults();
        for (double memory : MEMORIES) {
            references.put(
                    memory,
                    new RunningReference(
                            geometry,
                            new ReferenceOptions(
                                    usual.needed(), memory, usual.dispersionMemory(), usual.startingDispersion())));
            sums.put(memory, GroupedMean.NONE);
        }
        boolean[] none = new boolean[geometry.cells()];
        for (int index = 0; index < lumisections; index++) {
            MonitorElement drawn = simulation.withFaults(index, element, List.of());
            LumisectionConditions conditions = simulation.conditions(index);
            Latent latent = simulation.latent(index, element);
            boolean counted = index > lumisections / 3;
            references.forEach((memory, reference) -> {
                if (counted) {
                    reference
                            .predict(drawn, conditions, none)
                            .ifPresent(prediction -> sums.merge(
                                    memory, GroupedMean.of("all", squares(prediction, latent)), GroupedMean::plus));
                }
                reference.learn(drawn, conditions, none);
            });
        }
        Map<String, Double> errors = new TreeMap<>();
        sums.forEach((memory, sum) -> errors.put(label(memory), sum.mean()));
        return errors;
    }

    private static double[] squares(Prediction prediction, Latent latent) {
        double[] squares = new double[prediction.cells()];
        int counted = 0;
        for (int cell = 0; cell < squares.length; cell++) {
            double uncertain = prediction.spread(cell) * prediction.mean(cell);
            double noise = prediction.variance(cell) - uncertain * uncertain;
            if (prediction.live(cell) && latent.mean(cell) > 0 && noise > 1e-6) {
                double off = prediction.mean(cell) - latent.mean(cell);
                squares[counted++] = Math.min(off * off / noise, MOST);
            }
        }
        return Arrays.copyOf(squares, counted);
    }

    private static String label(double memory) {
        return "%04.0f lumisections".formatted(memory);
    }

    @Override
    public Report report(List<Trial> trials, Size size) {
        List<Table.Row> rows = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        for (double memory : MEMORIES) {
            List<Measure> cells = new ArrayList<>();
            for (Subject subject : subjects(size)) {
                cells.add(measure(of(trials, subject, memory)));
            }
            rows.add(new Table.Row(label(memory), memory == OURS ? Role.OURS : Role.BASELINE, cells));
        }
        for (Subject subject : subjects(size)) {
            GroupedMean ours = of(trials, subject, OURS);
            targets.add(Target.of(
                    "%s: error of the expectation ≤ %.0f %% of the noise".formatted(subject.label(), 100 * ALLOWED),
                    measure(ours).text(),
                    ours.mean() <= ALLOWED));
        }
        return new Report(
                Report.Data.SIMULATED,
                List.of(new Table(
                        "Squared error of the expected mean over the variance of the noise, by memory",
                        subjects(size).stream().map(Subject::label).toList(),
                        rows)),
                List.of(),
                targets,
                NOTES);
    }

    private static GroupedMean of(List<Trial> trials, Subject subject, double memory) {
        GroupedMean all = GroupedMean.NONE;
        for (int i = 0; i < trials.size(); i++) {
            all = all.plus(GroupedMean.of(
                    "seed %02d".formatted(i),
                    trials.get(i).errors().get(subject.label()).get(label(memory))));
        }
        return all;
    }

    private static Measure measure(GroupedMean mean) {
        return LatencyReport.measure(mean.mean(), mean.interval(Chance.of(1, "bench/expectation")));
    }
}
