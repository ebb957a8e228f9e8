package org.lumiwatch.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.evaluate.Answers;
import org.lumiwatch.evaluate.ElementTests;
import org.lumiwatch.evaluate.Evaluation;
import org.lumiwatch.evaluate.EvaluationResult;
import org.lumiwatch.evaluate.LabelRegime;
import org.lumiwatch.evaluate.Sample;
import org.lumiwatch.lumisection.LumisectionSet;
import org.lumiwatch.monitor.InMemorySet;
import org.lumiwatch.truth.GoldenJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code lumiwatch evaluate}. */
@Command(
        name = "evaluate",
        description = "Score labelled data in time order, and say how well that went.",
        footer = {
            "",
            "Good is what the golden file lists, bad the rest; with --bad, bad is what that file lists.",
            "",
            "Example:",
            "  lumiwatch evaluate --data 2017.csv --truth golden.json --labels none --train-until 300000 --min-entries 1000"
        })
final class EvaluateVerb implements Callable<Integer> {
    @Option(names = "--data", required = true, arity = "1..*", paramLabel = "PATH", description = "Files and folders.")
    List<Path> data = List.of();

    @Option(
            names = "--truth",
            required = true,
            paramLabel = "GOLDEN",
            description = "Certification file: what is good.")
    @SuppressWarnings("NullAway.Init")
    Path truth;

    @Option(
            names = "--bad",
            paramLabel = "LIST",
            description = "Certification file of what is bad; others are left out.")
    @Nullable
    Path bad;

    @Option(
            names = "--labels",
            paramLabel = "WHEN",
            defaultValue = "none",
            description = "When labels reach what learns: none, immediate, delay:20runs, delay:7400ls. "
                    + "Default: ${DEFAULT-VALUE}.")
    String labels = "none";

    @Option(names = "--train-until", paramLabel = "RUN", description = "Runs before this one only teach.")
    int trainUntil;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the resampling.")
    long seed = 1;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        Console console = Console.of(spec, common);
        LabelRegime regime = LabelRegime.parse(labels);
        Answers answers = new Answers(golden(truth), Optional.ofNullable(bad).map(EvaluateVerb::golden));
        InMemorySet set = common.read(data);
        List<Sample> samples = new ArrayList<>();
        set.lumisections()
                .forEach(one -> samples.add(new Sample(one.id(), one.elements(), set.conditionsOf(one.id()))));
        long elements = set.lumisections().stream()
                .flatMap(one -> one.elements().stream())
                .map(element -> element.name())
                .distinct()
                .count();
        ElementTests judge = new ElementTests(
                Tests.all(), common.boundGeometries(), common.testOptions().withShare(1.0 / elements));
        Evaluation evaluation =
                new Evaluation(answers, new Evaluation.Options(regime, trainUntil, common.falseAlarms.perDay(), seed));
        EvaluationResult result;
        try (ProgressBar bar = console.progress("evaluate", samples.size())) {
            result = evaluation.of(judge, samples, bar::stepTo);
        }
        tell(console, result);
        console.report(json(result));
        return 0;
    }

    private static LumisectionSet golden(Path file) {
        return GoldenJson.read(file).lumisections();
    }

    private static void tell(Console console, EvaluationResult result) {
        console.say(
                "%,d lumisections: %,d good, %,d bad, %,d undecided",
                result.lumisections(), result.good(), result.bad(), result.undecided());
        console.say(
                "AUC %.3f (95 %% %.3f to %.3f, resampling runs)",
                result.auc(), result.aucInterval().low(), result.aucInterval().high());
        result.recallAtFpr()
                .forEach((rate, recall) -> console.say("recall at false positive rate %s: %.3f", rate, recall));
        console.say(
                "false alarm rate: %.2g stated, %.2g measured; sensitivity %.3f, specificity %.3f, balanced accuracy %.3f",
                result.statedFalseAlarmRate(),
                result.measuredFalseAlarmRate(),
                result.sensitivity(),
                result.specificity(),
                result.balancedAccuracy());
        result.adaptationRuns().ifPresent(runs -> console.say("runs to adapt: %.2f", runs));
        console.say("locked out: %.4f of good runs", result.lockOut());
        console.say("blind controls, which look at no reference or hardly:");
        result.blindControls()
                .forEach((name, control) -> console.say(
                        "  %-24s AUC %.3f, ours better by %.3f to %.3f",
                        name,
                        control.auc(),
                        control.gain().low(),
                        control.gain().high()));
    }

    private static ObjectNode json(EvaluationResult result) {
        ObjectNode node = JsonMapper.shared().createObjectNode();
        node.put("lumisections", result.lumisections())
                .put("good", result.good())
                .put("bad", result.bad())
                .put("undecided", result.undecided());
        number(node, "auc", result.auc());
        node.putArray("aucInterval")
                .add(result.aucInterval().low())
                .add(result.aucInterval().high());
        ObjectNode recalls = node.putObject("recallAtFpr");
        for (Map.Entry<Double, Double> recall : result.recallAtFpr().entrySet()) {
            number(recalls, recall.getKey().toString(), recall.getValue());
        }
        number(node, "statedFalseAlarmRate", result.statedFalseAlarmRate());
        number(node, "measuredFalseAlarmRate", result.measuredFalseAlarmRate());
        number(node, "balancedAccuracy", result.balancedAccuracy());
        number(node, "sensitivity", result.sensitivity());
        number(node, "specificity", result.specificity());
        number(node, "adaptationRuns", result.adaptationRuns().orElse(Double.NaN));
        number(node, "lockOut", result.lockOut());
        ObjectNode controls = node.putObject("blindControls");
        result.blindControls().forEach((name, control) -> {
            ObjectNode one = controls.putObject(name);
            number(one, "auc", control.auc());
            one.putArray("gain").add(control.gain().low()).add(control.gain().high());
        });
        return node;
    }

    /** A rate without a sample is null: JSON has no NaN. */
    private static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }
}
