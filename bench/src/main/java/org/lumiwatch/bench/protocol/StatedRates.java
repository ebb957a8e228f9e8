package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumiwatch.bench.Measure;
import org.lumiwatch.bench.Protocol;
import org.lumiwatch.bench.Report;
import org.lumiwatch.bench.Report.Target;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.Size;
import org.lumiwatch.bench.Table;
import org.lumiwatch.bench.stream.Course.Stretches;
import org.lumiwatch.bench.stream.Subject;
import org.lumiwatch.evaluate.metric.Calibration;
import org.lumiwatch.evaluate.metric.Calibration.Outcome;
import org.lumiwatch.evaluate.metric.Rate;

/**
 * B14: whether chances are what they are said to be, on healthy streams that contenders learn from as they see fit: P(p &lt; 10⁻ᵏ) of
 * single lumisections, and false incidents a day in every condition.
 */
public final class StatedRates implements Protocol<StatedRates.Trial> {
    /** Enough for some hundred expected events. */
    static final double FALSE_INCIDENTS_PER_DAY = 20;

    private static final String OURS = "Lumiwatch today";
    private static final List<String> NOTES = List.of(
            "Healthy streams of one year each, 2018, 2022 or 2024 by the seed, with conditions that change as in real fills; the history"
                    + " and the time in which baselines set their thresholds are not counted.",
            "The budget is 20 false incidents a day instead of 1, so that some hundred are expected.",
            "P(p < 10⁻ᵏ) is asked of decided lumisections. Only Lumiwatch states a p.",
            "‘After a change’ is the first 50 lumisections of a fill or after a prescale step, whatever the pileup.");

    /** What one seed gave. */
    public record Trial(List<OfSubject> subjects) {
        public Trial {
            subjects = List.copyOf(subjects);
        }
    }

    /** Of one map. */
    public record OfSubject(Subject subject, List<OfContender> contenders) {
        public OfSubject {
            contenders = List.copyOf(contenders);
        }
    }

    /**
     * Of one contender.
     *
     * @param chances of those who state any, else of no lumisections
     * @param undecided lumisections without a verdict
     * @param incidents by condition
     */
    public record OfContender(String name, Role role, Calibration chances, long undecided, Map<Band, Rate> incidents) {
        public OfContender {
            incidents = Map.copyOf(incidents);
        }

        OfContender plus(OfContender other) {
            Map<Band, Rate> sums = new LinkedHashMap<>(incidents);
            other.incidents.forEach((band, rate) -> sums.merge(band, rate, Rate::plus));
            return new OfContender(name, role, chances.plus(other.chances), undecided + other.undecided, sums);
        }

        Rate in(Band band) {
            return incidents.getOrDefault(band, Rate.NONE);
        }

        Rate altogether() {
            return incidents.values().stream().reduce(Rate.NONE, Rate::plus);
        }
    }

    /** Conditions that a rate must hold in. */
    public enum Band {
        AFTER_A_CHANGE("after a change"),
        LOW_PILEUP("pileup below 35"),
        MEDIUM_PILEUP("pileup 35 to 50"),
        HIGH_PILEUP("pileup above 50");

        private final String label;

        Band(String label) {
            this.label = label;
        }
    }

    @Override
    public String id() {
        return "B14";
    }

    @Override
    public String title() {
        return "Does what is stated about false alarms hold on healthy streams, in all conditions?";
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
        List<OfSubject> all = new ArrayList<>();
        for (Subject subject : subjects(size)) {
            all.add(new OfSubject(subject, new HealthyWalk(subject, seed, stretches(size)).contenders()));
        }
        return new Trial(all);
    }

    private static List<Subject> subjects(Size size) {
        return switch (size) {
            case QUICK -> List.of(Subject.ECAL_ENDCAP);
            case FULL -> List.of(Subject.ECAL_BARREL, Subject.ECAL_ENDCAP, Subject.PIXEL);
        };
    }

    private static Stretches stretches(Size size) {
        return switch (size) {
            case QUICK -> new Stretches(60, 100, 200);
            case FULL -> new Stretches(300, 600, 5_000);
        };
    }

    @Override
    public Report report(List<Trial> trials, Size size) {
        List<Table> tables = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        for (Subject subject : subjects(size)) {
            List<OfContender> contenders = contenders(trials, subject);
            tables.add(incidents(subject, contenders));
            tables.add(chances(subject, contenders));
            contenders.stream()
                    .filter(one -> one.name().equals(OURS))
                    .forEach(ours -> targets.addAll(targets(subject, ours)));
        }
        return new Report(Report.Data.SIMULATED, tables, List.of(), targets, NOTES);
    }

    private static List<OfContender> contenders(List<Trial> trials, Subject subject) {
        Map<String, OfContender> sums = new LinkedHashMap<>();
        trials.stream()
                .flatMap(trial -> trial.subjects().stream())
                .filter(of -> of.subject() == subject)
                .flatMap(of -> of.contenders().stream())
                .forEach(one -> sums.merge(one.name(), one, OfContender::plus));
        return List.copyOf(sums.values());
    }

    private static Table incidents(Subject subject, List<OfContender> contenders) {
        List<String> columns = new ArrayList<>(List.of("all"));
        List<Measure> stated = new ArrayList<>(List.of(new Measure.Value(FALSE_INCIDENTS_PER_DAY)));
        for (Band band : Band.values()) {
            columns.add(band.label);
            stated.add(new Measure.Value(FALSE_INCIDENTS_PER_DAY));
        }
        List<Table.Row> rows = new ArrayList<>();
        for (OfContender one : contenders) {
            List<Measure> cells = new ArrayList<>(List.of(LatencyReport.rate(one.altogether())));
            for (Band band : Band.values()) {
                cells.add(LatencyReport.rate(one.in(band)));
            }
            rows.add(new Table.Row(one.name(), one.role(), cells));
        }
        rows.add(new Table.Row("as stated", Role.LIMIT, stated));
        return new Table(subject.label() + ": false incidents a day", columns, rows);
    }

    private static Table chances(Subject subject, List<OfContender> contenders) {
        List<String> columns = List.of("p < 0.1", "p < 0.01", "p < 0.001", "p < 0.0001", "undecided");
        List<Table.Row> rows = new ArrayList<>();
        for (OfContender one : contenders) {
            if (one.chances().scored() == 0) {
                continue;
            }
            List<Measure> cells = new ArrayList<>();
            for (int k = 1; k <= 4; k++) {
                cells.add(LatencyReport.proportion(one.chances().below(k)));
            }
            cells.add(new Measure.Value(
                    (double) one.undecided() / (one.undecided() + one.chances().scored())));
            rows.add(new Table.Row(one.name(), one.role(), cells));
        }
        rows.add(new Table.Row(
                "as stated",
                Role.LIMIT,
                List.of(
                        new Measure.Value(0.1),
                        new Measure.Value(0.01),
                        new Measure.Value(0.001),
                        new Measure.Value(0.0001),
                        new Measure.Value(0))));
        return new Table(subject.label() + ": share of healthy lumisections", columns, rows);
    }

    private static List<Target> targets(Subject subject, OfContender ours) {
        List<Target> targets = new ArrayList<>();
        for (int k = 1; k <= 4; k++) {
            targets.add(new Target(
                    "%s: P(p < 10^-%d) within a factor of 2".formatted(subject.label(), k),
                    "%s of %,d"
                            .formatted(
                                    LatencyReport.proportion(ours.chances().below(k))
                                            .text(),
                                    ours.chances().scored()),
                    outcome(ours.chances().outcome(k))));
        }
        for (Band band : Band.values()) {
            Rate rate = ours.in(band);
            Outcome outcome = Calibration.ofIncidents(FALSE_INCIDENTS_PER_DAY, rate);
            targets.add(new Target(
                    "%s, %s: 95 %% limit of false incidents ≤ 2 × the 20 a day stated"
                            .formatted(subject.label(), band.label),
                    "%s over %.1f days%s"
                            .formatted(
                                    LatencyReport.rate(rate).text(),
                                    rate.exposure(),
                                    outcome == Outcome.OVER_CAUTIOUS ? ", over-cautious" : ""),
                    // fewer than stated is no harm by itself: what it costs shows in the latencies
                    outcome == Outcome.OVER_CAUTIOUS ? Target.Outcome.MET : outcome(outcome)));
        }
        return targets;
    }

    private static Target.Outcome outcome(Outcome outcome) {
        return switch (outcome) {
            case HOLDS -> Target.Outcome.MET;
            case TOO_BOLD, OVER_CAUTIOUS -> Target.Outcome.MISSED;
            case NOT_SHOWN -> Target.Outcome.NOT_SHOWN;
        };
    }
}
