package org.lumiwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumiwatch.neural.Design;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From simulated files to models, as a user would. */
class TrainingVerbsTest {
    private static final String ELEMENT = "*METSig";

    @TempDir
    static Path folder;

    static Path workspace = Path.of("");

    @BeforeAll
    static void aWorkspaceOfHealthyLumisections() {
        Path data = folder.resolve("simulated");
        workspace = folder.resolve("workspace");
        CommandLineRun simulated = CommandLineRun.of(
                "simulate",
                "--out",
                data,
                "--stretches",
                "2022:260",
                "--subdetectors",
                "missing-energy",
                "--faults",
                "none",
                "--without",
                "all");
        assertThat(simulated.err()).isEmpty();
        assertThat(CommandLineRun.of("import", data.resolve("data"), "--workspace", workspace)
                        .exit())
                .isZero();
    }

    private static CommandLineRun run(Object verb, Object... rest) {
        Object[] all = new Object[rest.length + 3];
        all[0] = verb;
        System.arraycopy(rest, 0, all, 1, rest.length);
        all[rest.length + 1] = "--workspace";
        all[rest.length + 2] = workspace;
        return CommandLineRun.of(all);
    }

    private static String trained(String design) {
        CommandLineRun run = run("train", "--test", design, "--element", ELEMENT, "--epochs", "3", "--json");
        assertThat(run.err()).isEmpty();
        return JsonMapper.shared().readTree(run.out()).path("model").asString();
    }

    @Test
    void aTrainedModelHasItsPapersAndIsHandedOn() throws IOException {
        String model = trained("dense-autoencoder");
        JsonNode papers = JsonMapper.shared()
                .readTree(CommandLineRun.of("models", "show", model.substring(0, 10), "--workspace", workspace)
                        .out());
        assertThat(papers.path("ranges").path("training").asString()).contains(" to ");
        assertThat(papers.path("made").path("inputs").path("lumisections").asString())
                .hasSize(64);
        assertThat(papers.path("curve").size()).isEqualTo(3);
        assertThat(papers.path("metrics").path("auc").asDouble()).isBetween(0.3, 1.0);
        assertThat(workspace.resolve("models").resolve(model + ".svg")).exists();
        Path out = folder.resolve("model.onnx");
        assertThat(CommandLineRun.of("models", "export", model, out, "--workspace", workspace)
                        .out())
                .contains("counts=51")
                .contains("reconstruction=51, mse=1");
        assertThat(CommandLineRun.of("models", "explain", model, "355100:100", "--workspace", workspace)
                        .out())
                .contains("score")
                .contains("counts");
        Path latent = folder.resolve("latent.svg");
        assertThat(CommandLineRun.of("models", "latent", model, "--out", latent, "--workspace", workspace)
                        .out())
                .contains("260 lumisections drawn");
        assertThat(Files.readString(latent)).startsWith("<svg").contains("<circle");
        assertThat(CommandLineRun.of("models", "import", out, "--element", "Other/METSig", "--workspace", workspace)
                        .exit())
                .isZero();
    }

    @Test
    void theSameTrainingGivesTheSameModel() {
        assertThat(trained("masked-autoencoder")).isEqualTo(trained("masked-autoencoder"));
    }

    @Test
    void aFleetIsExaminedToo() {
        CommandLineRun run =
                run("train", "--test", "dense-autoencoder", "--element", "*MET_2|*SumET", "--epochs", "3", "--json");
        assertThat(run.err()).isEmpty();
        JsonNode papers = JsonMapper.shared().readTree(run.out());
        assertThat(papers.path("elements").size()).isEqualTo(2);
        assertThat(papers.path("metrics").path("auc").asDouble()).isBetween(0.5, 1.0);
        assertThat(papers.path("metrics").path("recall at 1 % false").asDouble())
                .isBetween(0.0, 1.0);
    }

    @Test
    void watchAsksTheNetworkToo() throws IOException {
        trained("masked-autoencoder");
        assertThat(Tests.with(workspace, EnumSet.of(Design.MASKED_AUTOENCODER)))
                .hasSameSizeAs(Tests.all())
                .isNotEqualTo(Tests.all());
        assertThat(Tests.with(workspace, EnumSet.noneOf(Design.class))).isEqualTo(Tests.all());
    }

    @Test
    void aCompressionThatCostsTooMuchIsRefused() {
        String model = trained("dense-autoencoder");
        CommandLineRun kept = CommandLineRun.of(
                "models",
                "compress",
                model,
                "--method",
                "int8",
                "--most-loss",
                "0.05",
                "--element",
                ELEMENT,
                "--workspace",
                workspace);
        assertThat(kept.out()).contains("before", "after", "of the verdicts changed");
        CommandLineRun refused = CommandLineRun.of(
                "models",
                "compress",
                model,
                "--method",
                "prune",
                "--strength",
                "0.99",
                "--most-loss",
                "-0.5",
                "--element",
                ELEMENT,
                "--workspace",
                workspace);
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("of AUC").contains("compress less, or allow more");
    }

    @Test
    void allAlgorithmsMeetTheSameFaults() throws IOException {
        Path out = folder.resolve("contest");
        CommandLineRun run =
                run("contest", "--element", ELEMENT, "--epochs", "3", "--lumisections", "12", "--out", out);
        assertThat(run.out())
                .contains("mean and width", "dense-autoencoder", "masked-autoencoder", "shape/6")
                .contains("Area under the ROC curve", "Recall at 1 % false", "Cost");
        assertThat(Files.readString(out.resolve("contest.svg"))).startsWith("<svg");
    }

    @Test
    void aSearchIsKeptAndGoesOn() {
        Object[] options = {
            "--test",
            "dense-autoencoder",
            "--element",
            ELEMENT,
            "--space",
            "hidden=4..12,features=1..3",
            "--epochs",
            "2"
        };
        CommandLineRun first = run("tune", with(options, "--trials", "3"));
        assertThat(first.out()).contains("What nothing beats", "3 trials, 0 impossible");
        assertThat(run("tune", with(options, "--trials", "5")).out()).contains("5 trials, 0 impossible");
    }

    private static Object[] with(Object[] options, Object... more) {
        Object[] all = java.util.Arrays.copyOf(options, options.length + more.length);
        System.arraycopy(more, 0, all, options.length, more.length);
        return all;
    }

    @Test
    void tablesOfTrainingGoToPython() throws IOException, InterruptedException {
        Path table = folder.resolve("training.parquet");
        assertThat(run("export", "--element", ELEMENT, "--out", table).out()).contains("260 rows written");
        assertThat(Files.size(table)).isPositive();
        assumeTrue(runs("python3", "-c", "import pandas, pyarrow"), "Python with pandas and pyarrow is not here");
        Path example = Path.of("..", "examples", "read_training_table.py");
        assertThat(runs("python3", example.toString(), table.toString())).isTrue();
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    @Test
    void whatCannotBeTrainedIsRefusedWithAReason() {
        assertThat(run("train", "--test", "magic", "--element", ELEMENT).err())
                .contains("test: magic (expected: one of [logistic-regression");
        assertThat(run("train", "--test", "cell-classifier", "--element", ELEMENT)
                        .err())
                .contains("cell-classifier of distribution (expected: an element that it suits");
        assertThat(run("train", "--test", "dense-autoencoder", "--element", "nothing")
                        .err())
                .contains("--element: no element is like nothing");
    }
}
