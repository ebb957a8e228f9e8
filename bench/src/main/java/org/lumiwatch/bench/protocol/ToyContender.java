package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.baseline.Baseline;
import org.lumiwatch.bench.baseline.DinamoS;
import org.lumiwatch.bench.baseline.Fit;
import org.lumiwatch.bench.baseline.IsolationForest;
import org.lumiwatch.bench.baseline.Labelled;
import org.lumiwatch.bench.baseline.PrincipalComponents;
import org.lumiwatch.bench.baseline.Replay;
import org.lumiwatch.bench.baseline.StaticMean;
import org.lumiwatch.bench.contender.Observed;
import org.lumiwatch.bench.contender.Present;
import org.lumiwatch.bench.protocol.ToyOutcome.Call;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.evaluate.ElementTests;
import org.lumiwatch.evaluate.LabelRegime;
import org.lumiwatch.evaluate.Prequential;
import org.lumiwatch.evaluate.Sample;
import org.lumiwatch.judge.ShapeTest;
import org.lumiwatch.judge.TestOptions;
import org.lumiwatch.judge.Verdict;
import org.lumiwatch.simulator.toy.DriftToy;

/** Who is measured on the drift toy. Baselines are fitted on the labels of the history, whatever becomes of later ones. */
enum ToyContender {
    DINAMO_S("DINAMO-S", Role.BASELINE),
    FROZEN("DINAMO-S, frozen after the history", Role.BASELINE),
    STATIC_MEAN("static mean + Poisson χ²", Role.BASELINE),
    PRINCIPAL_COMPONENTS("PCA + χ² (AutoDQM)", Role.BASELINE),
    ISOLATION_FOREST("isolation forest", Role.BASELINE),
    SHAPE_TEST("Lumiwatch today", Role.OURS),
    ORACLE("oracle", Role.LIMIT);

    private final String label;
    private final Role role;

    ToyContender(String label, Role role) {
        this.label = label;
        this.role = role;
    }

    String label() {
        return label;
    }

    Role role() {
        return role;
    }

    /** What it says of the runs after the history. */
    List<Call> calls(ToyStream stream, DriftToy.Options options, LabelRegime labels, long seed) {
        Replay replay = Replay.under(labels);
        Replay frozen = replay.learningOnly(DriftToy.HISTORICAL);
        return switch (this) {
            case DINAMO_S -> fitted(DinamoS.candidates(DriftToy.BINS), stream, replay, replay, seed);
            case FROZEN -> fitted(DinamoS.candidates(DriftToy.BINS), stream, replay, frozen, seed);
            case STATIC_MEAN -> fitted(List.of(() -> new StaticMean(DriftToy.BINS)), stream, frozen, frozen, seed);
            case PRINCIPAL_COMPONENTS ->
                fitted(PrincipalComponents.candidates(DriftToy.BINS), stream, replay, replay, seed);
            case ISOLATION_FOREST ->
                fitted(List.of(() -> new IsolationForest(DriftToy.BINS, seed)), stream, replay, replay, seed);
            case SHAPE_TEST -> labels instanceof LabelRegime.None ? watched(stream) : verdicts(stream, labels);
            case ORACLE -> likelihoods(stream, options);
        };
    }

    private static List<Call> fitted(
            List<Supplier<Baseline>> candidates, ToyStream stream, Replay fitting, Replay following, long seed) {
        List<Labelled> runs = stream.labelled();
        Fit fit = Fit.of(candidates, runs.subList(0, DriftToy.HISTORICAL), fitting, new SplittableRandom(seed));
        List<Call> calls = Arrays.stream(following.scores(fit.begin().get(), runs))
                .mapToObj(score -> Call.of(score, fit.threshold()))
                .toList();
        return ToyStream.counted(calls);
    }

    /** As a monitor watches, which learns what its learner allows, at the default budget of false incidents. */
    private static List<Call> watched(ToyStream stream) {
        List<Call> calls = new ArrayList<>();
        List<Sample> samples = stream.samples();
        MonitorElement first = samples.getFirst().elements().getFirst();
        Geometry geometry = Geometries.builtIn().bind(first.name(), first.histogram());
        try (Present present =
                new Present(first.name(), geometry, TestOptions.defaults().falseIncidentsPerDay())) {
            for (Sample sample : samples) {
                MonitorElement element = sample.elements().getFirst();
                present.watch(new Observed(calls.size(), element, geometry, sample.conditions()));
                calls.add(call(present.last().verdict()));
            }
        }
        return ToyStream.counted(calls);
    }

    /** With labels, at the default budget of false incidents. */
    private static List<Call> verdicts(ToyStream stream, LabelRegime labels) {
        ElementTests judge = new ElementTests(List.of(ShapeTest.kind()), Geometries.builtIn(), TestOptions.defaults());
        List<Call> calls = new Prequential(judge, stream.answers(), labels)
                .outcomes(stream.samples(), done -> {}).stream()
                        .map(outcome -> call(outcome.verdict()))
                        .toList();
        return ToyStream.counted(calls);
    }

    private static Call call(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Good(double significance) -> new Call(significance, false, true);
            case Verdict.Bad(double significance, var findings) -> new Call(significance, true, true);
            case Verdict.Undecided undecided -> new Call(0, false, false);
        };
    }

    private static List<Call> likelihoods(ToyStream stream, DriftToy.Options options) {
        ToyOracle oracle = new ToyOracle(options.mostDeadBins());
        return ToyStream.counted(stream.runs()).stream()
                .map(run -> Call.of(oracle.logRatio(run), 0))
                .toList();
    }
}
