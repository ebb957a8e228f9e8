package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumiwatch.bench.Figure;
import org.lumiwatch.bench.Measure;
import org.lumiwatch.bench.Protocol;
import org.lumiwatch.bench.Report;
import org.lumiwatch.bench.Report.Target;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.Size;
import org.lumiwatch.bench.Table;
import org.lumiwatch.evaluate.metric.Interval;
import org.lumiwatch.evaluate.metric.Proportion;
import org.lumiwatch.monitor.Lumisection;
import org.lumiwatch.simulator.DetectorOptions;
import org.lumiwatch.simulator.Subdetector;

/**
 * B5: the seed projects' task. An occupancy map of HCAL, depth 1, is good, has a hot place or a dead one, of 5×5 cells or of one, anywhere:
 * which of the three? After their recipe, with their networks, and with faults that are harder. R4: the same of channels as they were recorded.
 */
public final class HcalThreeClasses implements Protocol<HcalThreeClasses.Trial> {
    static final String OURS = "Lumiwatch today";
    static final String ORACLE = "oracle";
    static final String NETWORK = "Lumiwatch's cell classifier";
    private static final List<String> NOTES = List.of(
            "As many good as hot and dead maps. Accuracy over all three; places are where at least 60 % of the cells count, and where a channel is over"
                    + " threshold in every event (HF) hot is impossible but by the seeds' recipe.",
            "The seeds' recipe multiplies the recorded count, without regard to the number of events: hot is ×10⁴, dead is ×0.",
            "The z classifier has the size of the place told, and its threshold is the largest score of healthy maps after its training. Lumiwatch is"
                    + " told nothing: its worst finding about a place says which of the three; undecided counts as good.",
            "Networks are trained on the healthy maps of three quarters of the history with faults put in anew at every visit, and keep the"
                    + " weights that do best on the last quarter: Adam, batches of 32, until 15 epochs bring nothing, and no more epochs than time"
                    + " allows (100 batch normalisation, 40 logistic regression and ours, 30 perceptron and four convolutions, 6 one convolution)."
                    + " Those of the studies see raw counts, as published, and are trained for the seeds' recipe and one size at a time; ours sees"
                    + " pulls from what Lumiwatch expects, and is trained for all faults at once: it calls a map hot or dead when a cell is more"
                    + " likely so than any of the last quarter's.",
            "Histories begin with stable beams: begun on the ramp of a fill, Lumiwatch goes on calling the whole map hot.",
            "The oracle knows the true p of every channel, the kind and size of both faults, not the place. Noise is normal in it, small"
                    + " correlations of neighbours are left out.");

    /** Accuracy asked for, of places of 5×5 and of single channels. */
    private static final double EASY = 0.998;

    private static final double SINGLE = 0.99;

    private final boolean recorded;

    private HcalThreeClasses(boolean recorded) {
        this.recorded = recorded;
    }

    /** B5, of simulated channels. */
    public static HcalThreeClasses simulated() {
        return new HcalThreeClasses(false);
    }

    /** R4, of the channels of run 306138 as they were recorded; only drawn again, with the seed's faults and conditions. */
    public static HcalThreeClasses recorded() {
        return new HcalThreeClasses(true);
    }

    /** What a map is said, or made, to be. */
    public enum State {
        GOOD(0),
        HOT(1),
        DEAD(2);

        /** Row and column in a confusion matrix. */
        final int place;

        State(int place) {
            this.place = place;
        }
    }

    /** What one seed gave. */
    public record Trial(List<Confusion> confusions) {
        public Trial {
            confusions = List.copyOf(confusions);
        }
    }

    /**
     * Of one contender with one recipe and size.
     *
     * @param counts rows as made, columns as said, in the order of {@link State}, one after the other
     */
    record Confusion(String contender, Role role, String task, List<Long> counts) {
        Confusion {
            counts = List.copyOf(counts);
        }

        Confusion plus(Confusion other) {
            List<Long> sums = new ArrayList<>();
            for (int i = 0; i < counts.size(); i++) {
                sums.add(counts.get(i) + other.counts.get(i));
            }
            return new Confusion(contender, role, task, sums);
        }

        long count(State made, State said) {
            return counts.get(made.place * State.values().length + said.place);
        }

        Proportion accuracy() {
            Proportion right = Proportion.NONE;
            for (State made : State.values()) {
                right = right.plus(right(made));
            }
            return right;
        }

        Proportion right(State made) {
            long all = 0;
            for (State said : State.values()) {
                all += count(made, said);
            }
            return new Proportion(count(made, made), all);
        }
    }

    @Override
    public String id() {
        return recorded ? "R4" : "B5";
    }

    @Override
    public String title() {
        return recorded
                ? "Good, hot or dead: maps drawn from the recorded channels of HCAL in run 306138"
                : "Good, hot or dead: the seeds' maps of HCAL, and harder ones";
    }

    @Override
    public int trials(Size size) {
        return size.of(1, recorded ? 3 : 10);
    }

    @Override
    public Class<Trial> trialType() {
        return Trial.class;
    }

    @Override
    public Trial trial(long seed, Size size) {
        DetectorOptions options = DetectorOptions.measured();
        Optional<Subdetector> hcal = recorded
                ? recordedShares().map(shares -> Subdetector.hcalRecorded(seed, shares, options))
                : Optional.of(Subdetector.hcal(seed, List.of(1), options));
        return hcal.map(of ->
                        new Trial(new ThreeClassImages(seed, of, size.of(30, 150), size.of(2, 30), size.of(1, 1000))
                                .confusions()))
                .orElse(new Trial(List.of()));
    }

    /** Of all ten lumisections; nothing where the data are absent. */
    private static Optional<double[]> recordedShares() {
        return HcalRateStep.data().map(set -> {
            double[] sums = new double[0];
            double events = 0;
            for (Lumisection lumisection : set.lumisections()) {
                double[] counts = lumisection.elements().getFirst().histogram().contents();
                sums = sums.length == 0 ? new double[counts.length] : sums;
                for (int cell = 0; cell < counts.length; cell++) {
                    sums[cell] += counts[cell];
                }
                events += HcalRateStep.events(set, lumisection);
            }
            for (int cell = 0; cell < sums.length; cell++) {
                sums[cell] = Math.min(1, sums[cell] / events);
            }
            return sums;
        });
    }

    @Override
    public Report report(List<Trial> trials, Size size) {
        Map<List<String>, Confusion> sums = new LinkedHashMap<>();
        for (Trial trial : trials) {
            trial.confusions().forEach(one -> sums.merge(List.of(one.contender(), one.task()), one, Confusion::plus));
        }
        List<Confusion> all = List.copyOf(sums.values());
        String first = ThreeClassImages.tasks().getFirst();
        String single = ThreeClassImages.tasks().get(1);
        if (all.isEmpty()) {
            return RealData.absent(List.of(asked(first, EASY), asked(single, SINGLE)), HcalRateStep.FOLDER);
        }
        return new Report(
                Report.Data.SIMULATED,
                List.of(accuracies(all), confusion(all, first), confusion(all, single)),
                List.of(figure(all)),
                List.of(target(all, first, EASY), target(all, single, SINGLE)),
                recorded ? withNote(NOTES) : NOTES);
    }

    private static List<String> withNote(List<String> notes) {
        List<String> all = new ArrayList<>(notes);
        all.add(
                "Channels count as often as those of depth 1 did in ten real lumisections of run 306138, dead and odd ones included; conditions,"
                        + " noise and faults are simulated.");
        return all;
    }

    private static Table accuracies(List<Confusion> all) {
        List<Table.Row> rows = new ArrayList<>();
        for (String contender :
                all.stream().map(Confusion::contender).distinct().toList()) {
            List<Confusion> of = all.stream()
                    .filter(one -> one.contender().equals(contender))
                    .toList();
            List<Measure> cells = new ArrayList<>();
            for (String task : ThreeClassImages.tasks()) {
                cells.add(of.stream()
                        .filter(one -> one.task().equals(task))
                        .findFirst()
                        .map(one -> LatencyReport.proportion(one.accuracy()))
                        .orElse(new Measure.Words("–")));
            }
            rows.add(new Table.Row(contender, of.getFirst().role(), cells));
        }
        return new Table("HCAL depth 1: accuracy", ThreeClassImages.tasks(), rows);
    }

    private static Table confusion(List<Confusion> all, String task) {
        List<String> columns = new ArrayList<>();
        for (State made : State.values()) {
            for (State said : State.values()) {
                columns.add("%s → %s".formatted(name(made), name(said)));
            }
        }
        return new Table(
                "Confusion, made → said: " + task,
                columns,
                all.stream()
                        .filter(one -> one.task().equals(task))
                        .map(one -> new Table.Row(
                                one.contender(),
                                one.role(),
                                one.counts().stream()
                                        .<Measure>map(count -> new Measure.Value(count))
                                        .toList()))
                        .toList());
    }

    private static String name(State state) {
        return switch (state) {
            case GOOD -> "good";
            case HOT -> "hot";
            case DEAD -> "dead";
        };
    }

    private static String asked(String task, double wanted) {
        return "%s: accuracy ≥ %s".formatted(task, wanted);
    }

    private static Target target(List<Confusion> all, String task, double wanted) {
        Proportion ours = all.stream()
                .filter(one -> one.contender().equals(OURS) && one.task().equals(task))
                .map(Confusion::accuracy)
                .reduce(Proportion.NONE, Proportion::plus);
        Interval interval = ours.interval();
        String asked = asked(task, wanted);
        String measured = LatencyReport.proportion(ours).text();
        if (ours.value() >= wanted && interval.low() < wanted) {
            return new Target(asked, measured, Target.Outcome.NOT_SHOWN);
        }
        return Target.of(asked, measured, ours.value() >= wanted);
    }

    /** Accuracy by task, numbered as in the table. */
    private static Figure figure(List<Confusion> all) {
        Map<String, List<Figure.Point>> points = new LinkedHashMap<>();
        Map<String, Role> roles = new LinkedHashMap<>();
        for (Confusion one : all) {
            List<Figure.Point> of = points.computeIfAbsent(one.contender(), none -> new ArrayList<>());
            of.add(new Figure.Point(of.size() + 1, one.accuracy().value()));
            roles.put(one.contender(), one.role());
        }
        return new Figure(
                "HCAL depth 1: accuracy by column of the table",
                Figure.Scale.linear("column"),
                Figure.Scale.linear("accuracy"),
                points.entrySet().stream()
                        .map(of -> new Figure.Curve(of.getKey(), roles.get(of.getKey()), of.getValue()))
                        .toList());
    }
}
