package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.contender.Observed;
import org.lumiwatch.bench.contender.Peaks;
import org.lumiwatch.bench.contender.Present;
import org.lumiwatch.bench.protocol.MissingEnergyNetworks.Moment;
import org.lumiwatch.bench.protocol.MissingEnergyShapes.Contender;
import org.lumiwatch.bench.stream.Course.Stretches;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.evaluate.metric.Proportion;
import org.lumiwatch.evaluate.metric.Rate;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.ExpectationTest;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.judge.QualityTestKind;
import org.lumiwatch.judge.QualityTests;
import org.lumiwatch.judge.ShapeTest;
import org.lumiwatch.judge.TestId;
import org.lumiwatch.judge.TestOptions;
import org.lumiwatch.judge.Verdict;
import org.lumiwatch.neural.ensemble.NetworkExpectation;
import org.lumiwatch.neural.ensemble.WeighedTest;
import org.lumiwatch.simulator.Campaign;
import org.lumiwatch.simulator.Fault;
import org.lumiwatch.simulator.Simulation;
import org.lumiwatch.simulator.Subdetector;

/**
 * The four missing-energy elements of one seed through history, settling and watch. A faulty episode of the watch is what would have
 * come in place of three healthy lumisections: nobody keeps anything of it.
 */
final class MissingEnergyCourse {
    static final String JOINT = "relation of means, joint";
    static final String NETWORKED = "Lumiwatch with a network";
    static final String NETWORKED_FINDINGS = "Lumiwatch with a network, its shape findings alone";
    static final String FINDINGS = "Lumiwatch today, its shape findings alone";
    static final String ALONE = "Lumiwatch, METSig by itself";
    static final String ORACLE = "oracle, one element";
    private static final int EPISODE = 3;
    private static final int APART = 10;
    private static final int RAMP = 60;
    /** Lumisections after which a moving mean knows what it is about. */
    private static final int SETTLED = 20;
    /** A sum of log-likelihood ratios passes h at most once in exp h lumisections (Lorden 1971). */
    private static final double THEORY =
            Math.log(TestOptions.LUMISECTIONS_PER_DAY / MissingEnergyShapes.FALSE_ALARMS_PER_DAY);

    private final Simulation simulation;
    private final Subdetector subdetector;
    private final List<ElementName> elements;
    private final Stretches stretches;
    private final int first;
    private final Map<ElementName, ShapeForecasts> forecasts = new LinkedHashMap<>();
    private final ShapeForecasts significance;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final Map<ShapeFault, Line> oracles = new EnumMap<>(ShapeFault.class);
    private final Map<Integer, double[]> significanceMeans = new HashMap<>();
    private final Line ours = new Line();
    private final Line findings = new Line();
    private final Line alone = new Line();
    private final Present together;
    private final Line networked = new Line();
    private final Line networkedFindings = new Line();
    private final List<Moment> history = new ArrayList<>();
    private final long seed;
    private final int epochs;
    private @Nullable MissingEnergyNetworks networks;
    private @Nullable Present withNetwork;
    private double relation;
    private int relations;

    /** @param epochs that networks are trained for, at most */
    MissingEnergyCourse(long seed, Stretches stretches, int epochs) {
        this.seed = seed;
        this.epochs = epochs;
        this.stretches = stretches;
        this.subdetector = Subdetector.missingEnergy(seed);
        this.elements = subdetector.elements();
        Campaign campaign = new Campaign(seed, Campaign.Options.of(RAMP + stretches.all()));
        this.simulation = new Simulation(seed, campaign, List.of(subdetector), List.of());
        this.first = StableBeams.first(campaign, RAMP);
        elements.forEach(element -> forecasts.put(element, new ShapeForecasts(element, subdetector.geometry(element))));
        this.significance = forecasts.values().iterator().next();
        this.together = new Present(
                elements.getFirst(),
                subdetector.geometry(elements.getFirst()),
                MissingEnergyShapes.FALSE_ALARMS_PER_DAY * elements.size());
        significance.baselines().keySet().forEach(name -> lines.put(name, new Line()));
        lines.put(JOINT, new Line());
        MissingEnergyNetworks.NAMES.forEach(name -> lines.put(name, new Line()));
        for (ShapeFault fault : ShapeFault.values()) {
            if (fault.showsInOneElement()) {
                Line line = new Line();
                line.threshold = THEORY;
                oracles.put(fault, line);
            }
        }
    }

    /** Scores of one contender while all is well, the height they pass once a day, and what became of faults. */
    private static final class Line {
        private final Peaks peaks = new Peaks(EPISODE);
        private final Map<String, Proportion> recall = new LinkedHashMap<>();
        private double threshold = Double.NaN;
        private boolean above;
        private int falseAlarms;
        /** Of a contender that sums up. */
        private double sum;

        void settle() {
            threshold = peaks.height(MissingEnergyShapes.FALSE_ALARMS_PER_DAY);
        }

        void watch(boolean alarm) {
            falseAlarms += alarm && !above ? 1 : 0;
            above = alarm;
        }

        void found(ShapeFault fault, boolean found) {
            recall.merge(fault.label(), new Proportion(found ? 1 : 0, 1), Proportion::plus);
        }

        Contender contender(String name, Role role, int watched) {
            return new Contender(
                    name, role, recall, new Rate(falseAlarms, (double) watched / TestOptions.LUMISECTIONS_PER_DAY));
        }
    }

    MissingEnergyShapes.Trial trial() {
        for (int place = 0; place < stretches.all(); place++) {
            walk(place);
        }
        List<Contender> contenders = new ArrayList<>();
        lines.forEach((name, line) -> contenders.add(line.contender(name, role(name), stretches.watch())));
        contenders.add(ours.contender(ShapeForecasts.OURS, Role.OURS, stretches.watch()));
        contenders.add(findings.contender(FINDINGS, Role.OURS, stretches.watch()));
        contenders.add(alone.contender(ALONE, Role.CONTROL, stretches.watch()));
        contenders.add(networked.contender(NETWORKED, Role.OURS, stretches.watch()));
        contenders.add(networkedFindings.contender(NETWORKED_FINDINGS, Role.OURS, stretches.watch()));
        Line all = new Line();
        oracles.values().forEach(line -> {
            all.recall.putAll(line.recall);
            all.falseAlarms += line.falseAlarms;
        });
        contenders.add(all.contender(ORACLE, Role.LIMIT, stretches.watch() * oracles.size()));
        Map<String, Map<String, Double>> deviances = new LinkedHashMap<>();
        forecasts.forEach((element, one) -> deviances.put(element.shortName(), one.deviances()));
        forecasts.values().forEach(one -> one.present().close());
        together.close();
        Map<String, Double> gaps = new LinkedHashMap<>();
        if (networks != null && withNetwork != null) {
            for (String name : MissingEnergyNetworks.NAMES) {
                gaps.put(name, networks.gap(name));
            }
            withNetwork.close();
            networks.close();
        }
        return new MissingEnergyShapes.Trial(contenders, deviances, gaps);
    }

    private static Role role(String name) {
        if (name.equals(JOINT)) {
            return Role.CONTROL;
        }
        return name.equals(MissingEnergyNetworks.MASKED) || name.equals(MissingEnergyNetworks.JOINT)
                ? Role.OURS
                : Role.BASELINE;
    }

    /** Expected by the last fifty lumisections of each element. */
    private Moment moment(List<MonitorElement> all) {
        return new Moment(
                all,
                all.stream().map(element -> forecast(element).recent(element)).toList());
    }

    /** From the healthy lumisections with enough entries; Lumiwatch itself gets the one of METSig as a member. */
    private void train() {
        networks = new MissingEnergyNetworks(history, seed, epochs);
        history.clear();
        MissingEnergyNetworks trained = networks;
        QualityTestKind member = ExpectationTest.kind(
                new TestId("network", 1),
                (name, geometry) ->
                        Optional.of(new NetworkExpectation(trained.model(MissingEnergyNetworks.MASKED), geometry)));
        QualityTestKind weighed = WeighedTest.kind(
                ShapeTest.kind(), List.of(new WeighedTest.Joining(member, name -> name.equals(elements.getFirst()))));
        List<QualityTestKind> kinds = new ArrayList<>(QualityTests.all());
        kinds.replaceAll(kind -> kind.id().equals(weighed.id()) ? weighed : kind);
        withNetwork = together.copyWith(NETWORKED, kinds);
    }

    private void walk(int place) {
        int index = first + place;
        List<MonitorElement> all = simulation.lumisection(index);
        boolean watched = place >= stretches.firstWatched();
        if (place == stretches.history()) {
            train();
        }
        if (place == stretches.firstWatched()) {
            lines.values().forEach(Line::settle);
        }
        if (watched && place % APART == 0 && place + EPISODE <= stretches.all()) {
            episodes(index);
        }
        if (watched && place % (APART / 2) == 0) {
            all.forEach(element -> forecast(element)
                    .measure(observed(index, element), trueMeans(index, element), expected(all, element)));
        }
        if (place >= stretches.history()) {
            Map<String, Double> scores = scores(all);
            lines.forEach((name, line) -> add(line, scores.getOrDefault(name, 0.0), watched));
        }
        if (watched) {
            double[] healthy = trueMeans(index, all.getFirst());
            oracles.forEach((fault, line) -> {
                line.sum = Math.max(0, line.sum + logRatio(all.getFirst().histogram(), healthy, fault.means(healthy)));
                line.watch(line.sum > line.threshold);
            });
        }
        learn(index, all, watched);
    }

    private static void add(Line line, double score, boolean watched) {
        if (watched) {
            line.watch(score > line.threshold);
        } else {
            line.peaks.add(score);
        }
    }

    private void learn(int index, List<MonitorElement> all, boolean watched) {
        if (networks == null && relations > SETTLED && all.stream().allMatch(MissingEnergyCourse::filled)) {
            history.add(moment(all));
        }
        for (MonitorElement element : all) {
            boolean alarm = forecast(element).learn(observed(index, element));
            if (watched && forecast(element) == significance) {
                alone.watch(alarm);
            }
        }
        watch(index, all, together, watched, ours, findings);
        if (withNetwork != null) {
            watch(index, all, withNetwork, watched, networked, networkedFindings);
        }
        if (filled(all.getFirst())) {
            relations++;
            relation += (relationOf(all) - relation) / relations;
        }
    }

    private void watch(int index, List<MonitorElement> all, Present by, boolean watched, Line alarms, Line found) {
        Observed observed = observed(index, all.getFirst());
        boolean finds = watched && findsShape(by, observed, companions(all));
        boolean alarm = !by.watch(observed, companions(all)).isEmpty();
        if (watched) {
            found.watch(finds);
            alarms.watch(alarm);
        }
    }

    private static List<MonitorElement> companions(List<MonitorElement> all) {
        return all.subList(1, all.size());
    }

    /** Of everybody who looks at one lumisection at a time. */
    private Map<String, Double> scores(List<MonitorElement> all) {
        Histogram histogram = all.getFirst().histogram();
        Map<String, Double> scores = new LinkedHashMap<>();
        if (networks != null && all.stream().allMatch(MissingEnergyCourse::filled)) {
            scores.putAll(networks.scores(moment(all)));
        }
        significance.baselines().forEach((name, baseline) -> scores.put(name, baseline.score(histogram)));
        scores.put(
                JOINT, filled(all.getFirst()) ? Math.abs(relationOf(all) - relation) * Math.sqrt(histogram.sum()) : 0);
        return scores;
    }

    /** What networks expect of METSig. */
    private Map<String, double[]> expected(List<MonitorElement> all, MonitorElement element) {
        return networks != null && forecast(element) == significance && filled(element)
                ? Map.of(MissingEnergyNetworks.MASKED, networks.expected(moment(all)))
                : Map.of();
    }

    private void episodes(int index) {
        List<List<MonitorElement>> healthy = new ArrayList<>();
        List<double[]> means = new ArrayList<>();
        for (int i = 0; i < EPISODE; i++) {
            healthy.add(simulation.lumisection(index + i));
            means.add(trueMeans(index + i, healthy.get(i).getFirst()));
        }
        if (!healthy.stream().allMatch(all -> filled(all.getFirst()))) {
            return;
        }
        for (ShapeFault fault : ShapeFault.values()) {
            List<Fault> faults = List.of(fault.fault(elements.getFirst(), new Fault.Span(index, index + EPISODE - 1)));
            List<List<MonitorElement>> faulty = new ArrayList<>();
            for (int i = 0; i < EPISODE; i++) {
                List<MonitorElement> all = new ArrayList<>(healthy.get(i));
                all.set(0, simulation.withFaults(index + i, elements.getFirst(), faults));
                faulty.add(all);
            }
            meet(fault, index, faulty, means);
        }
    }

    private void meet(ShapeFault fault, int index, List<List<MonitorElement>> faulty, List<double[]> means) {
        lines.forEach((name, line) -> line.found(
                fault, faulty.stream().anyMatch(all -> scores(all).getOrDefault(name, 0.0) > line.threshold)));
        Line oracle = oracles.get(fault);
        if (oracle != null) {
            double sum = oracle.sum;
            double highest = 0;
            for (int i = 0; i < EPISODE; i++) {
                double[] healthy = means.get(i);
                sum = Math.max(0, sum + logRatio(faulty.get(i).getFirst().histogram(), healthy, fault.means(healthy)));
                highest = Math.max(highest, sum);
            }
            oracle.found(fault, highest > oracle.threshold);
        }
        meet(fault, index, faulty, together, ours, findings);
        if (withNetwork != null) {
            meet(fault, index, faulty, withNetwork, networked, networkedFindings);
        }
        boolean alarmed = false;
        try (Present copy = significance.present().copy()) {
            for (int i = 0; i < EPISODE; i++) {
                alarmed |= !copy.watch(observed(index + i, faulty.get(i).getFirst()))
                        .isEmpty();
            }
        }
        alone.found(fault, alarmed);
    }

    private void meet(
            ShapeFault fault, int index, List<List<MonitorElement>> faulty, Present of, Line alarms, Line findings) {
        try (Present copy = of.copy()) {
            boolean alarmed = false;
            boolean found = false;
            for (int i = 0; i < EPISODE; i++) {
                List<MonitorElement> all = faulty.get(i);
                Observed observed = observed(index + i, all.getFirst());
                found |= findsShape(copy, observed, companions(all));
                alarmed |= !copy.watch(observed, companions(all)).isEmpty();
            }
            alarms.found(fault, alarmed);
            findings.found(fault, found);
        }
    }

    /** Whether it calls a lumisection bad for anything but its exposure. */
    private static boolean findsShape(Present present, Observed observed, List<MonitorElement> companions) {
        return present.judge(observed, companions).verdict() instanceof Verdict.Bad(double _, List<Finding> found)
                && found.stream().anyMatch(finding -> finding.kind() != FindingKind.GLOBAL);
    }

    /** Of Poisson counts about these means; the same as the multinomial's as far as their sums agree. */
    private static double logRatio(Histogram observed, double[] healthy, double[] faulty) {
        double ratio = 0;
        for (int bin = 0; bin < healthy.length; bin++) {
            if (healthy[bin] > 0 && faulty[bin] > 0) {
                ratio += observed.at(bin) * Math.log(faulty[bin] / healthy[bin]);
            }
            ratio += healthy[bin] - faulty[bin];
        }
        return ratio;
    }

    /** ln(mean METSig) less ln(mean MET / √mean SumET): S = MET/√ΣET, event by event. */
    private static double relationOf(List<MonitorElement> all) {
        return Math.log(mean(all.get(0).histogram()))
                - Math.log(mean(all.get(2).histogram()))
                + Math.log(mean(all.get(3).histogram())) / 2;
    }

    private static double mean(Histogram histogram) {
        Axis axis = histogram.axes().getFirst();
        double sum = 0;
        for (int bin = 0; bin < histogram.cells(); bin++) {
            sum += histogram.at(bin) * axis.center(bin);
        }
        return sum / histogram.sum();
    }

    private static boolean filled(MonitorElement element) {
        return element.histogram().sum() >= ShapeForecasts.LEAST_ENTRIES;
    }

    /** Kept for METSig, which episodes and the walk itself both ask for. */
    private double[] trueMeans(int index, MonitorElement element) {
        return forecast(element) == significance
                ? significanceMeans.computeIfAbsent(
                        index, at -> simulation.latent(at, element.name()).means())
                : simulation.latent(index, element.name()).means();
    }

    private ShapeForecasts forecast(MonitorElement element) {
        ShapeForecasts forecast = forecasts.get(element.name());
        if (forecast == null) {
            throw new IllegalArgumentException("element: %s (expected: one of %s)".formatted(element.name(), elements));
        }
        return forecast;
    }

    private Observed observed(int index, MonitorElement element) {
        return new Observed(index, element, subdetector.geometry(element.name()), simulation.conditions(index));
    }
}
