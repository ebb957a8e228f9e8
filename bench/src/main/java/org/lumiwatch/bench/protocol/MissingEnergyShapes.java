package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
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
import org.lumiwatch.bench.stream.Course.Stretches;
import org.lumiwatch.evaluate.metric.GroupedMean;
import org.lumiwatch.evaluate.metric.Interval;
import org.lumiwatch.evaluate.metric.Proportion;
import org.lumiwatch.evaluate.metric.Rate;
import org.lumiwatch.simulator.chance.Chance;

/**
 * B6: missing-energy distributions. How near is each expectation to the true one, which faults of METSig's shape are found, and what can
 * only be seen in its relation to the other three?
 */
public final class MissingEnergyShapes implements Protocol<MissingEnergyShapes.Trial> {
    static final double FALSE_ALARMS_PER_DAY = 1;
    private static final double NEAR = 1.1;
    private static final double MOST_GAP = 0.1;
    private static final double WANTED = 0.9;
    private static final List<String> NOTES = List.of(
            "METSig, METPhi, MET_2 and SumET of about 1,800 events a lumisection, in the changing conditions of a campaign. Full size: 600 LS of"
                    + " history, 600 to set thresholds, 300 of watch, a seed.",
            "A fault is three lumisections of METSig; it counts as found when an alarm begins in one of them. All faults are tried at the same"
                    + " places, in place of the healthy lumisections, and nobody learns from them.",
            "Everybody has METSig's budget of one false alarm a day. Baselines set thresholds on 600 healthy LS of the same seed, less"
                    + " than a day, by the tail of their peaks; Lumiwatch calibrates itself; the oracle takes theory's, which is on the safe side."
                    + " The last column is what came of it in the watch.",
            "A step of the prescale may open a false incident of the whole element that lasts for hundreds of lumisections; faults that come then"
                    + " join it and begin no alarm of their own. So the lumisections in which Lumiwatch finds anything but a changed exposure"
                    + " have a row of their own, where a false alarm is the first of such lumisections in a row.",
            "Deviance: of healthy lumisections not learned yet, expectations brought to the entries observed; components predict even bins from"
                    + " odd ones and the other way round. The true expectation knows the lumisection's energy scale and resolution, which no"
                    + " condition tells; its own deviance per bin is below 1 where bins are nearly empty.",
            "The oracle sums the log-likelihood ratio of the true healthy means and those with the very fault, and forgets at zero (Page)."
                    + " It sees METSig alone. Shifted and widened means are computed from the healthy ones as if values lay evenly within a bin.",
            "The relation of means (ln of the mean METSig less that of mean MET/√mean SumET, about its healthy mean) is no bound: it only shows"
                    + " that a broken relation can be seen. METSig from other events also has another resolution, by 2 %, which the single element"
                    + " shows a little.",
            "Networks are trained on the history, its last fifth to validate, and not again. The seeds' reconstructs standardised counts of"
                    + " METSig; the masked one expects each of its bins from three quarters of them, by the likelihood of counts; the joint one"
                    + " expects how far METSig is shifted, widened and heavy in its tail from what the last 50 lumisections were, by how far"
                    + " the other three elements are. Their losses are those of training, deviance a bin"
                    + " or mean squared error. Lumiwatch with a network has the masked one as a member beside its own, weighed by the faults"
                    + " in copies of healthy lumisections that only either finds; it takes over from Lumiwatch after the history.");

    /**
     * What one seed gave: deviances by element and expectation, each the sum over the same lumisections; and of each network how much larger its
     * loss is in validation than in training.
     */
    public record Trial(
            List<Contender> contenders, Map<String, Map<String, Double>> deviances, Map<String, Double> gaps) {
        public Trial {
            gaps = Collections.unmodifiableMap(new LinkedHashMap<>(gaps));
            contenders = List.copyOf(contenders);
            deviances = Collections.unmodifiableMap(new LinkedHashMap<>(deviances));
        }
    }

    /** One that looks for faults: episodes found, by label of the fault, and false alarms by the day. */
    public record Contender(String name, Role role, Map<String, Proportion> recall, Rate falseAlarms) {
        public Contender {
            recall = Collections.unmodifiableMap(new LinkedHashMap<>(recall));
        }
    }

    @Override
    public String id() {
        return "B6";
    }

    @Override
    public String title() {
        return "Missing energy: how good is the expected shape, and which faults of it are found?";
    }

    @Override
    public int trials(Size size) {
        return size.of(1, 10);
    }

    @Override
    public Class<Trial> trialType() {
        return Trial.class;
    }

    @Override
    public Trial trial(long seed, Size size) {
        return new MissingEnergyCourse(
                        seed, new Stretches(size.of(60, 600), size.of(30, 600), size.of(20, 300)), size.of(2, 150))
                .trial();
    }

    @Override
    public Report report(List<Trial> trials, Size size) {
        List<Target> targets = new ArrayList<>();
        trials.getFirst().deviances().keySet().forEach(element -> targets.add(near(trials, element)));
        for (ShapeFault fault : ShapeFault.values()) {
            if (fault.showsInOneElement()) {
                targets.add(found(trials, fault));
            }
        }
        targets.add(joint(trials));
        MissingEnergyNetworks.NAMES.forEach(name -> targets.add(gap(trials, name)));
        return new Report(
                Report.Data.SIMULATED, List.of(deviances(trials), recalls(trials)), List.of(), targets, NOTES);
    }

    private static Target joint(List<Trial> trials) {
        GroupedMean joint = recall(trials, MissingEnergyNetworks.JOINT, ShapeFault.DECOUPLED);
        GroupedMean single = recall(trials, MissingEnergyNetworks.MASKED, ShapeFault.DECOUPLED);
        String asked = "joint network beats the single element where only the relation is broken";
        String measured = "%s against %s; relation of means: %s"
                .formatted(
                        LatencyReport.mean(joint).text(),
                        LatencyReport.mean(single).text(),
                        LatencyReport.mean(recall(trials, MissingEnergyCourse.JOINT, ShapeFault.DECOUPLED))
                                .text());
        if (joint.groups().isEmpty() || single.groups().isEmpty()) {
            return new Target(asked, "nothing measured", Target.Outcome.NOT_SHOWN);
        }
        boolean apart = joint.interval(Chance.of(1, "bench/joint")).low()
                > single.interval(Chance.of(2, "bench/joint")).high();
        return joint.mean() > single.mean() && !apart
                ? new Target(asked, measured, Target.Outcome.NOT_SHOWN)
                : Target.of(asked, measured, apart);
    }

    private static Target gap(List<Trial> trials, String name) {
        GroupedMean gaps = GroupedMean.NONE;
        for (int seed = 0; seed < trials.size(); seed++) {
            gaps = gaps.plus(GroupedMean.of(
                    "seed %02d".formatted(seed), trials.get(seed).gaps().getOrDefault(name, Double.NaN)));
        }
        return Target.of(
                "%s: loss in validation ≤ 10 %% above that in training".formatted(name),
                LatencyReport.mean(gaps).text(),
                gaps.mean() <= MOST_GAP);
    }

    private static Target near(List<Trial> trials, String element) {
        GroupedMean ours = deviance(trials, element, ShapeForecasts.OURS);
        GroupedMean truth = deviance(trials, element, ShapeForecasts.TRUE);
        String asked = "%s: Lumiwatch's deviance ≤ %s × the true expectation's".formatted(element, NEAR);
        if (ours.groups().isEmpty()) {
            return new Target(asked, "nothing measured", Target.Outcome.NOT_SHOWN);
        }
        Interval interval = ours.ratio(truth, Chance.of(1, "bench/deviance"));
        double ratio = ours.mean() / truth.mean();
        double best = ShapeForecasts.BASELINES.stream()
                .mapToDouble(name -> deviance(trials, element, name).mean() / truth.mean())
                .min()
                .orElse(Double.NaN);
        String measured = "%s; best baseline %s"
                .formatted(LatencyReport.measure(ratio, interval).text(), new Measure.Value(best).text());
        return ratio <= NEAR && !(interval.high() <= NEAR)
                ? new Target(asked, measured, Target.Outcome.NOT_SHOWN)
                : Target.of(asked, measured, ratio <= NEAR);
    }

    private static Target found(List<Trial> trials, ShapeFault fault) {
        String asked = "%s: Lumiwatch's recall ≥ %s × the oracle's".formatted(fault.label(), WANTED);
        GroupedMean ours = recall(trials, MissingEnergyCourse.NETWORKED, fault);
        GroupedMean oracle = recall(trials, MissingEnergyCourse.ORACLE, fault);
        if (ours.groups().isEmpty() || !(oracle.mean() > 0)) {
            return new Target(asked, "the oracle finds none", Target.Outcome.NOT_SHOWN);
        }
        Interval interval = ours.ratio(oracle, Chance.of(1, "bench/recall"));
        Target target = new RecallAtRate.Ratio(ours.mean() / oracle.mean(), interval).atLeast(WANTED, asked);
        double alone =
                recall(trials, MissingEnergyCourse.NETWORKED_FINDINGS, fault).mean() / oracle.mean();
        double without = recall(trials, ShapeForecasts.OURS, fault).mean() / oracle.mean();
        return new Target(
                asked,
                "%s; its shape findings alone %s; without a network %s"
                        .formatted(
                                target.measured(), new Measure.Value(alone).text(), new Measure.Value(without).text()),
                target.outcome());
    }

    /** Sums over lumisections, so that every lumisection weighs the same within a seed; grouped by seed. */
    private static GroupedMean deviance(List<Trial> trials, String element, String expectation) {
        GroupedMean mean = GroupedMean.NONE;
        for (int seed = 0; seed < trials.size(); seed++) {
            Double sum =
                    trials.get(seed).deviances().getOrDefault(element, Map.of()).get(expectation);
            if (sum != null) {
                mean = mean.plus(GroupedMean.of("seed %02d".formatted(seed), sum));
            }
        }
        return mean;
    }

    private static GroupedMean recall(List<Trial> trials, String contender, ShapeFault fault) {
        TreeMap<String, GroupedMean.Total> groups = new TreeMap<>();
        for (int seed = 0; seed < trials.size(); seed++) {
            for (Contender one : trials.get(seed).contenders()) {
                Proportion share = one.recall().getOrDefault(fault.label(), Proportion.NONE);
                if (one.name().equals(contender) && share.all() > 0) {
                    groups.put("seed %02d".formatted(seed), new GroupedMean.Total(share.of(), share.all()));
                }
            }
        }
        return new GroupedMean(groups);
    }

    private static Table deviances(List<Trial> trials) {
        List<String> elements = List.copyOf(trials.getFirst().deviances().keySet());
        List<Table.Row> rows = new ArrayList<>();
        List<String> expectations = new ArrayList<>(ShapeForecasts.BASELINES);
        expectations.addAll(List.of(MissingEnergyNetworks.MASKED, ShapeForecasts.OURS, ShapeForecasts.TRUE));
        for (String expectation : expectations) {
            List<Measure> cells = new ArrayList<>();
            for (String element : elements) {
                GroupedMean truth = deviance(trials, element, ShapeForecasts.TRUE);
                GroupedMean mine = deviance(trials, element, expectation);
                if (mine.groups().isEmpty()) {
                    cells.add(new Measure.Words("–"));
                    continue;
                }
                cells.add(LatencyReport.measure(
                        mine.mean() / truth.mean(), mine.ratio(truth, Chance.of(1, "bench/deviance"))));
            }
            rows.add(new Table.Row(expectation, role(expectation), cells));
        }
        return new Table("Held-out deviance per bin, over the true expectation's", elements, rows);
    }

    private static Role role(String expectation) {
        return switch (expectation) {
            case ShapeForecasts.OURS, MissingEnergyNetworks.MASKED -> Role.OURS;
            case ShapeForecasts.TRUE -> Role.LIMIT;
            default -> Role.BASELINE;
        };
    }

    private static Table recalls(List<Trial> trials) {
        List<String> columns = new ArrayList<>();
        for (ShapeFault fault : ShapeFault.values()) {
            columns.add(fault.label());
        }
        columns.add("false alarms a day");
        List<Table.Row> rows = new ArrayList<>();
        for (Contender one : trials.getFirst().contenders()) {
            List<Measure> cells = new ArrayList<>();
            for (ShapeFault fault : ShapeFault.values()) {
                cells.add(LatencyReport.mean(recall(trials, one.name(), fault)));
            }
            Rate rate = trials.stream()
                    .flatMap(trial -> trial.contenders().stream())
                    .filter(other -> other.name().equals(one.name()))
                    .map(Contender::falseAlarms)
                    .reduce(Rate.NONE, Rate::plus);
            cells.add(LatencyReport.rate(rate));
            rows.add(new Table.Row(one.name(), one.role(), cells));
        }
        return new Table("METSig: recall of a fault of 3 LS at one false alarm a day", columns, rows);
    }
}
