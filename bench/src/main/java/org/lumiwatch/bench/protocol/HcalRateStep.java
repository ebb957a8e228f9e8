package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.lumiwatch.bench.Measure;
import org.lumiwatch.bench.Protocol;
import org.lumiwatch.bench.Report;
import org.lumiwatch.bench.Report.Target;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.Size;
import org.lumiwatch.bench.Table;
import org.lumiwatch.conditions.Conditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.connectors.Connectors;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Lesson;
import org.lumiwatch.judge.QualityTests;
import org.lumiwatch.judge.TestOptions;
import org.lumiwatch.judge.Verdict;
import org.lumiwatch.learn.ContinualLearner;
import org.lumiwatch.monitor.Examination;
import org.lumiwatch.monitor.Examined;
import org.lumiwatch.monitor.InMemorySet;
import org.lumiwatch.monitor.Lumisection;
import org.lumiwatch.source.ReadOptions;

/**
 * R3: HCAL maps learned in five real lumisections, examined in the five after them, at a rate 40 % higher: is the healthy half left
 * alone, and are faults put into it found?
 */
public final class HcalRateStep implements Protocol<HcalRateStep.Trial> {
    static final String FOLDER = "hcal-306138";
    private static final int RUN = 306138;
    private static final int LEARNED = 5;
    private static final int FACTOR_HOT = 10_000;
    /** Expected counts of a region from which on a strong fault must be found. */
    private static final double ENOUGH = 60;
    /** Upper ends of the classes of p, the share of events that a cell sees. */
    private static final List<Double> SHARES = List.of(0.01, 0.03, 0.1, 0.3, 0.5, 1.0);

    private static final String HEALTHY = "no alarm on the healthy second half";
    private static final String RECALL = "%s, expectation ≥ 60: recall ≥ .99";

    /** What is done to the recorded count of each cell of a block. */
    public enum Injection {
        DEAD("dead", 0),
        HOT("×10⁴", FACTOR_HOT),
        DOUBLE("×2", 2),
        HALF("×0.5", 0.5),
        EIGHT_TENTHS("×0.8", 0.8),
        /** No cell counts more than there were events. */
        CAPPED_DOUBLE("×2, capped", 2);

        private final String label;
        private final double factor;

        Injection(String label, double factor) {
            this.label = label;
            this.factor = factor;
        }

        double applied(double count, double events) {
            double scaled = Math.rint(count * factor);
            return this == CAPPED_DOUBLE ? Math.min(scaled, events) : scaled;
        }
    }

    /** One injected fault: what the region shows on average, in counts and as share of the events a cell, whether it was found, and by the baseline. */
    public record Shot(Injection injection, double expected, double share, boolean found, boolean foundByMean) {}

    /**
     * What came out.
     *
     * @param healthyMaps maps examined as they are; 0 where the data are absent
     * @param alarms those called bad
     * @param alarmsOfMean those the baseline calls bad
     */
    public record Trial(int healthyMaps, int alarms, int alarmsOfMean, List<Shot> shots) {
        public Trial {
            shots = List.copyOf(shots);
        }
    }

    @Override
    public String id() {
        return "R3";
    }

    @Override
    public String title() {
        return "Real HCAL maps across a step of the rate, with injected faults";
    }

    @Override
    public int trials(Size size) {
        return size.of(1, 5);
    }

    @Override
    public Class<Trial> trialType() {
        return Trial.class;
    }

    @Override
    public Trial trial(long seed, Size size) {
        Optional<InMemorySet> set = data();
        if (set.isEmpty()) {
            return new Trial(0, 0, 0, List.of());
        }
        try (Examination examination = new Examination(
                new Examination.Setup(QualityTests.all(), Geometries.builtIn(), TestOptions.defaults(), 1))) {
            learn(set.get(), examination);
            return examine(set.get(), examination, new SplittableRandom(seed), size);
        }
    }

    /** Ten lumisections of run 306138, 14 maps each, with their numbers of events; nothing where the data are absent. */
    static Optional<InMemorySet> data() {
        ReadOptions options = new ReadOptions(OptionalInt.of(RUN), 1, ReadOptions.FlatOrder.Y_MAJOR);
        return RealData.folder(FOLDER)
                .map(folder -> InMemorySet.read(
                        Connectors.open(
                                List.of(
                                        folder.resolve("hcal-digi-rechit-occupancy.hdf5"),
                                        folder.resolve("conditions.json")),
                                options),
                        ElementGlob.of("*"),
                        Conditions.none()));
    }

    private static void learn(InMemorySet set, Examination examination) {
        ContinualLearner learner = new ContinualLearner(ContinualLearner.Options.defaults());
        for (Lumisection lumisection : set.lumisections().subList(0, LEARNED)) {
            Examined examined = examination.examine(lumisection, set.conditionsOf(lumisection.id()));
            Map<ElementName, Lesson> lessons = new TreeMap<>();
            examined.parts()
                    .forEach(part -> lessons.put(
                            part.judgement().element().name(),
                            learner.lesson(part.judgement(), examined.conditions())));
            examination.learn(examined, lessons);
        }
    }

    private static Trial examine(InMemorySet set, Examination examination, SplittableRandom random, Size size) {
        List<Lumisection> second =
                set.lumisections().subList(LEARNED, set.lumisections().size());
        int maps = 0;
        int alarms = 0;
        int alarmsOfMean = 0;
        StaticRates rates = StaticRates.of(set, set.lumisections().subList(0, LEARNED));
        for (Lumisection lumisection : second) {
            for (MonitorElement element : lumisection.elements()) {
                Box whole = Box.of(
                        0,
                        0,
                        element.histogram().bins(0) - 1,
                        element.histogram().bins(1) - 1);
                alarmsOfMean += rates.lacks(element, events(set, lumisection), whole)
                                || rates.exceeds(element, events(set, lumisection), whole)
                        ? 1
                        : 0;
            }
            for (Examined.Part part : examination
                    .examine(lumisection, set.conditionsOf(lumisection.id()))
                    .parts()) {
                maps++;
                alarms += part.judgement().verdict() instanceof Verdict.Good ? 0 : 1;
            }
        }
        List<Shot> shots = new ArrayList<>();
        for (int i = 0; i < size.of(1, 4); i++) {
            for (Injection injection : Injection.values()) {
                for (Lumisection lumisection : second.subList(0, size.of(2, second.size()))) {
                    shots.addAll(shots(lumisection, second, injection, set, examination, random, rates));
                }
            }
        }
        return new Trial(maps, alarms, alarmsOfMean, shots);
    }

    /** One fault in every map. */
    private static List<Shot> shots(
            Lumisection lumisection,
            List<Lumisection> second,
            Injection injection,
            InMemorySet set,
            Examination examination,
            SplittableRandom random,
            StaticRates rates) {
        double events = events(set, lumisection);
        List<MonitorElement> faulty = new ArrayList<>();
        Map<ElementName, Box> boxes = new TreeMap<>();
        Map<ElementName, Double> expected = new TreeMap<>();
        for (MonitorElement element : lumisection.elements()) {
            double[] perEvent = perEvent(element.name(), second, set);
            Box box = box(element.histogram(), perEvent, random);
            boxes.put(element.name(), box);
            expected.put(element.name(), events * sum(perEvent, element.histogram(), box));
            faulty.add(new MonitorElement(
                    element.name(), element.at(), damaged(element.histogram(), box, injection, events)));
        }
        List<Shot> shots = new ArrayList<>();
        Lumisection damaged = new Lumisection(lumisection.id(), faulty);
        for (Examined.Part part :
                examination.examine(damaged, set.conditionsOf(lumisection.id())).parts()) {
            ElementName name = part.judgement().element().name();
            Box box = boxes.get(name);
            boolean found = part.judgement().verdict() instanceof Verdict.Bad bad
                    && bad.findings().stream()
                            .anyMatch(finding ->
                                    finding.box().common(box) > 0 && finding.factor() < 1 == injection.factor < 1);
            double counts = expected.get(name);
            MonitorElement element = part.judgement().element();
            boolean foundByMean =
                    injection.factor < 1 ? rates.lacks(element, events, box) : rates.exceeds(element, events, box);
            shots.add(new Shot(injection, counts, counts / events / box.cells(), found, foundByMean));
        }
        return shots;
    }

    static double events(InMemorySet set, Lumisection lumisection) {
        return set.conditionsOf(lumisection.id()).value(Quantity.EVENTS).orElseThrow();
    }

    /** Counts an event of each cell, over the second half. */
    private static double[] perEvent(ElementName name, List<Lumisection> second, InMemorySet set) {
        double events = second.stream().mapToDouble(one -> events(set, one)).sum();
        double[] sums = {};
        for (Lumisection lumisection : second) {
            for (MonitorElement element : lumisection.elements()) {
                if (element.name().equals(name)) {
                    double[] contents = element.histogram().contents();
                    sums = sums.length == 0 ? new double[contents.length] : sums;
                    for (int cell = 0; cell < contents.length; cell++) {
                        sums[cell] += contents[cell] / events;
                    }
                }
            }
        }
        return sums;
    }

    /** 1×1 to 5×5 at a random place where anything is instrumented. */
    private static Box box(Histogram map, double[] perEvent, SplittableRandom random) {
        while (true) {
            int side = 1 + random.nextInt(5);
            int x = random.nextInt(map.bins(0) - side + 1);
            int y = random.nextInt(map.bins(1) - side + 1);
            Box box = Box.of(x, y, x + side - 1, y + side - 1);
            if (sum(perEvent, map, box) > 0.002) {
                return box;
            }
        }
    }

    private static double sum(double[] values, Histogram map, Box box) {
        double sum = 0;
        for (int y = box.y0(); y <= box.y1(); y++) {
            for (int x = box.x0(); x <= box.x1(); x++) {
                sum += values[y * map.bins(0) + x];
            }
        }
        return sum;
    }

    private static Histogram damaged(Histogram map, Box box, Injection injection, double events) {
        double[] contents = map.contents();
        for (int y = box.y0(); y <= box.y1(); y++) {
            for (int x = box.x0(); x <= box.x1(); x++) {
                int cell = y * map.bins(0) + x;
                contents[cell] = injection.applied(contents[cell], events);
            }
        }
        return Histogram.of(map.axes(), contents);
    }

    @Override
    public Report report(List<Trial> trials, Size size) {
        List<Injection> strong = List.of(Injection.DEAD, Injection.HOT, Injection.DOUBLE);
        if (trials.stream().allMatch(trial -> trial.healthyMaps() == 0)) {
            List<String> asked = new ArrayList<>(List.of(HEALTHY));
            strong.forEach(injection -> asked.add(RECALL.formatted(injection.label)));
            return RealData.absent(asked, FOLDER);
        }
        List<Shot> shots =
                trials.stream().flatMap(trial -> trial.shots().stream()).toList();
        Trial any = trials.getFirst();
        List<Target> targets = new ArrayList<>();
        targets.add(Target.of(
                HEALTHY, "%d alarms in %d maps".formatted(any.alarms(), any.healthyMaps()), any.alarms() == 0));
        for (Injection injection : strong) {
            List<Shot> enough = shots.stream()
                    .filter(shot -> shot.injection() == injection && shot.expected() >= ENOUGH)
                    .toList();
            targets.add(Target.of(
                    RECALL.formatted(injection.label),
                    "%.4f of %d".formatted(recall(enough), enough.size()),
                    recall(enough) >= 0.99));
        }
        return new Report(
                Report.Data.REAL,
                List.of(byShare(shots), byCounts(shots)),
                List.of(),
                targets,
                List.of(
                        "Learned on five lumisections, examined on the next five, at a rate 40 % higher: too few to show a"
                                + " calibration.",
                        "The static mean calls %d of the %d healthy maps bad: a cell counts when it is off by more than six deviations."
                                .formatted(any.alarmsOfMean(), any.healthyMaps()),
                        "Faults by the recipe of the published studies: the recorded count multiplied, without a cap but where"
                                + " said. One in each map, 1×1 to 5×5; found when a region of the right sign touches it.",
                        "p is the share of events that a cell of the region sees, in the mean. ×2 capped where 2p > 1 is no fault of"
                                + " twice the rate, and cells where min(2p, 1) is near p show nothing."));
    }

    private static double recall(List<Shot> shots) {
        return shots.stream().filter(Shot::found).count() / (double) shots.size();
    }

    private static Table byShare(List<Shot> shots) {
        List<String> columns = new ArrayList<>();
        double low = 0;
        for (double high : SHARES) {
            columns.add("p %s–%s".formatted(low, high));
            low = high;
        }
        List<Table.Row> rows = new ArrayList<>();
        for (Injection injection : Injection.values()) {
            List<Measure> cells = new ArrayList<>();
            double from = 0;
            for (double to : SHARES) {
                double least = from;
                cells.add(cell(shots, injection, shot -> shot.share() > least && shot.share() <= to, Shot::found));
                from = to;
            }
            rows.add(new Table.Row(injection.label, Role.OURS, cells));
        }
        return new Table("Recall of Lumiwatch by p, all expectations", columns, rows);
    }

    private static Table byCounts(List<Shot> shots) {
        List<Table.Row> rows = new ArrayList<>();
        for (Injection injection : Injection.values()) {
            rows.add(byCounts(shots, injection, "static mean + Poisson z, ", Role.BASELINE, Shot::foundByMean));
            rows.add(byCounts(shots, injection, "Lumiwatch today, ", Role.OURS, Shot::found));
        }
        return new Table("Recall by expected counts of the region", List.of("< 60", "60–600", "≥ 600"), rows);
    }

    private static Table.Row byCounts(
            List<Shot> shots, Injection injection, String whose, Role role, Predicate<Shot> found) {
        return new Table.Row(
                whose + injection.label,
                role,
                List.of(
                        cell(shots, injection, shot -> shot.expected() < ENOUGH, found),
                        cell(shots, injection, shot -> shot.expected() >= ENOUGH && shot.expected() < 600, found),
                        cell(shots, injection, shot -> shot.expected() >= 600, found)));
    }

    private static Measure cell(List<Shot> shots, Injection injection, Predicate<Shot> within, Predicate<Shot> found) {
        List<Shot> of = shots.stream()
                .filter(shot -> shot.injection() == injection)
                .filter(within)
                .toList();
        return of.isEmpty()
                ? new Measure.Words("none")
                : new Measure.Words(
                        "%.3f of %d".formatted(of.stream().filter(found).count() / (double) of.size(), of.size()));
    }
}
