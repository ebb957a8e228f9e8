package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.List;
import org.lumiwatch.bench.Figure;
import org.lumiwatch.bench.Measure;
import org.lumiwatch.bench.Protocol;
import org.lumiwatch.bench.Report;
import org.lumiwatch.bench.Report.Target;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.Size;
import org.lumiwatch.bench.Table;
import org.lumiwatch.bench.stream.Subject;

/**
 * B11, what of it concerns monitoring: time a lumisection on one core, memory and start of every contender, scoring and learning
 * together. The clock measures, so that no two runs agree; there is no oracle of cost.
 */
public final class Cost implements Protocol<Cost.Trial> {
    static final String OURS = "Lumiwatch today";
    private static final double YEAR = 250_000;
    private static final double MILLISECONDS_PER_HOUR = 3.6e6;
    private static final List<String> NOTES = List.of(
            "Processor time of the one thread that a contender has, on lumisections that were drawn before: the mean of all but the first,"
                    + " in which code is still being compiled; of Lumiwatch a whole period of canaries. Collection of garbage, in threads of its own, is not in it.",
            "A lumisection is scored, then learned. Baselines score cells in windows of their own and know no regions, incidents or causes;"
                    + " Lumiwatch does all that `watch` does but for the disk.",
            "Heap: memory of the contender that stays after a collection. Start: from nothing to the first verdict, after a history of 64"
                    + " lumisections was learned; for Lumiwatch every one of them is judged too.",
            "The year is extrapolated, not replayed.",
            "There is no limit to compare with. Canaries fly as in the watch.",
            "Networks: dense autoencoders 51–10–2–10–51, batches of 128, the optimiser's own work included; one at a time with the general trainer,"
                    + " which takes its samples one by one. Scoring is the call from counts to results, the median of 40.");

    /** What one run measured. */
    public record Trial(List<Timing> timings, List<Speed> speeds) {
        public Trial {
            timings = List.copyOf(timings);
            speeds = List.copyOf(speeds);
        }
    }

    /**
     * Of networks.
     *
     * @param limit most that is wanted; NaN where nothing is
     */
    public record Speed(String what, String unit, double value, double limit) {}

    /**
     * Of one contender on one subject.
     *
     * @param milliseconds a lumisection, each
     * @param heapBytes that stay
     * @param startMilliseconds to learn the history
     */
    public record Timing(
            String subject,
            String contender,
            Role role,
            List<Double> milliseconds,
            long heapBytes,
            double startMilliseconds) {
        public Timing {
            milliseconds = List.copyOf(milliseconds);
        }

        double mean() {
            return milliseconds.stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElse(Double.NaN);
        }
    }

    @Override
    public String id() {
        return "B11";
    }

    @Override
    public String title() {
        return "What does a lumisection cost on one core?";
    }

    /** Trials of one protocol run at the same time, and would slow each other. */
    @Override
    public int trials(Size size) {
        return 1;
    }

    @Override
    public Class<Trial> trialType() {
        return Trial.class;
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public boolean hasLimit() {
        return false;
    }

    @Override
    public Trial trial(long seed, Size size) {
        int history = size.of(16, 64);
        List<Timing> timings = new ArrayList<>();
        timings.addAll(new Stopwatch(history, size.of(8, 460)).ofMap(Subject.ECAL_BARREL, seed));
        if (size == Size.FULL) {
            timings.addAll(new Stopwatch(history, 460).ofMap(Subject.HCAL_ENDCAP, seed));
        }
        timings.addAll(new Stopwatch(history, size.of(4, 460)).ofDistributions(seed, size.of(40, 1000)));
        return new Trial(timings, new NetworkStopwatch(size.of(20, 1000), size.of(4, 40)).speeds());
    }

    @Override
    public Report report(List<Trial> trials, Size size) {
        List<Timing> timings =
                trials.stream().flatMap(trial -> trial.timings().stream()).toList();
        List<Table> tables = new ArrayList<>();
        for (String subject : timings.stream().map(Timing::subject).distinct().toList()) {
            tables.add(table(subject, timings));
        }
        List<Target> targets = new ArrayList<>();
        targets.add(target("EB", 5, timings, size));
        targets.add(target("HE", 20, timings, size));
        targets.add(target(Stopwatch.DISTRIBUTIONS, 50, timings, size));
        targets.add(year(timings, size));
        List<Speed> speeds =
                trials.stream().flatMap(trial -> trial.speeds().stream()).toList();
        tables.add(speeds(speeds));
        speeds.stream()
                .filter(speed -> !Double.isNaN(speed.limit()))
                .forEach(speed -> targets.add(target(speed, size)));
        return new Report(Report.Data.SIMULATED, tables, List.of(figure(timings)), targets, NOTES);
    }

    private static Table table(String subject, List<Timing> timings) {
        return new Table(
                subject,
                List.of("ms a lumisection", "p90", "heap, MB", "start, ms"),
                timings.stream()
                        .filter(of -> of.subject().equals(subject))
                        .map(of -> new Table.Row(of.contender(), of.role(), cells(of)))
                        .toList());
    }

    private static Table speeds(List<Speed> speeds) {
        return new Table(
                "Networks, on 2 cores in training and one in scoring",
                List.of("measured", "wanted", "unit"),
                speeds.stream()
                        .map(speed -> new Table.Row(
                                speed.what(),
                                Role.OURS,
                                List.of(
                                        new Measure.Value(speed.value()),
                                        Double.isNaN(speed.limit())
                                                ? new Measure.Words("–")
                                                : new Measure.Value(speed.limit()),
                                        new Measure.Words(speed.unit()))))
                        .toList());
    }

    private static Target target(Speed speed, Size size) {
        String asked = "%s: ≤ %.0f %s".formatted(speed.what(), speed.limit(), speed.unit());
        String measured = "%s %s".formatted(new Measure.Value(speed.value()).text(), speed.unit());
        return size == Size.FULL
                ? Target.of(asked, measured, speed.value() <= speed.limit())
                : new Target(asked, measured, Target.Outcome.NOT_SHOWN);
    }

    private static List<Measure> cells(Timing of) {
        List<Double> sorted = of.milliseconds().stream().sorted().toList();
        return List.of(
                new Measure.Value(of.mean()),
                new Measure.Value(sorted.get((int) (0.9 * (sorted.size() - 1)))),
                new Measure.Value(of.heapBytes() / 1e6),
                new Measure.Value(of.startMilliseconds()));
    }

    private static double mean(String subject, List<Timing> timings) {
        return timings.stream()
                .filter(of -> of.subject().equals(subject) && of.contender().equals(OURS))
                .mapToDouble(Timing::mean)
                .average()
                .orElse(Double.NaN);
    }

    private static Target target(String subject, double limit, List<Timing> timings, Size size) {
        String asked = "%s: ≤ %.0f ms a lumisection with ensemble and canaries".formatted(subject, limit);
        double mean = mean(subject, timings);
        String measured = new Measure.Value(mean).text() + " ms";
        return size == Size.FULL
                ? Target.of(asked, measured, mean <= limit)
                : new Target(asked, measured, Target.Outcome.NOT_SHOWN);
    }

    private static Target year(List<Timing> timings, Size size) {
        double hours = mean("EB", timings) * YEAR / MILLISECONDS_PER_HOUR;
        String asked = "a year of EB, 250,000 lumisections, in < 1 h";
        String measured = new Measure.Value(hours).text() + " h, extrapolated";
        return size == Size.FULL
                ? Target.of(asked, measured, hours <= 1)
                : new Target(asked, measured, Target.Outcome.NOT_SHOWN);
    }

    /** Time of each lumisection of the first subject, in order. */
    private static Figure figure(List<Timing> timings) {
        String first = timings.getFirst().subject();
        return new Figure(
                first + ": time of a lumisection",
                Figure.Scale.linear("lumisection"),
                Figure.Scale.logarithmic("ms"),
                timings.stream()
                        .filter(of -> of.subject().equals(first))
                        .map(of -> new Figure.Curve(of.contender(), of.role(), points(of.milliseconds())))
                        .toList());
    }

    private static List<Figure.Point> points(List<Double> milliseconds) {
        List<Figure.Point> points = new ArrayList<>();
        for (int i = 0; i < milliseconds.size(); i++) {
            points.add(new Figure.Point(i + 1, milliseconds.get(i)));
        }
        return points;
    }
}
