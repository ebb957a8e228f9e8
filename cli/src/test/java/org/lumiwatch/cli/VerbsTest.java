package org.lumiwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumiwatch.evaluate.Nuisance;
import org.lumiwatch.evaluate.TruthRecord;
import org.lumiwatch.evaluate.TruthRecordJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VerbsTest {
    private static final int DEAD_FROM = 31;

    @TempDir
    Path folder;

    @Test
    void withoutAVerbTheHelpListsThemInGroups() {
        CommandLineRun run = CommandLineRun.of();
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("Try it:", "demo", "Judge data:", "score", "Keep track:", "incidents");
    }

    @Test
    void everyVerbShowsAnExample() {
        for (String verb : List.of(
                "demo",
                "simulate",
                "import",
                "score",
                "watch",
                "explain",
                "certify",
                "incidents",
                "label",
                "evaluate",
                "bench")) {
            CommandLineRun run = CommandLineRun.of(verb, "--help");
            assertThat(run.exit()).isZero();
            assertThat(run.out()).contains("Example").contains("lumiwatch " + verb);
        }
    }

    @Test
    void aStreamOfOnesOwnIsWrittenWithItsTruthAndLabels() throws IOException {
        Path out = folder.resolve("own");
        CommandLineRun run = CommandLineRun.of(
                "simulate",
                "--out",
                out,
                "--stretches",
                "2022:160,2024:90",
                "--subdetectors",
                "ecal-barrel,missing-energy",
                "--faults",
                "trip,decoupled",
                "--spacing",
                "20",
                "--without",
                "prescales,unrest",
                "--disorder",
                "--labels");

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        TruthRecord truth = TruthRecordJson.read(out.resolve("truth.json"));
        assertThat(truth.faults()).anyMatch(fault -> fault.label().contains("tripped"));
        assertThat(truth.nuisances().stream().map(Nuisance::kind))
                .contains("new year", "ageing", "late")
                .doesNotContain("prescale", "flicker");
        assertThat(out.resolve("data/series.csv")).content().contains("HV/EB");
        assertThat(out.resolve("labels.json")).content().contains("simulated certification");
        assertThat(out.resolve("golden.json")).exists();
        CommandLineRun imported =
                CommandLineRun.of("import", out.resolve("data"), "--workspace", folder.resolve("ws"), "--json");
        assertThat(imported.exit()).isZero();
    }

    @Test
    void theDriftToyIsWrittenWithItsTruthAndGoodRuns() throws IOException {
        Path out = folder.resolve("toy");
        CommandLineRun run = CommandLineRun.of(
                "simulate", "--out", out, "--drift-toy", "300", "--systematic", "continuous", "--episodes");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("300 runs with");
        TruthRecord truth = TruthRecordJson.read(out.resolve("truth.json"));
        assertThat(truth.faults()).isNotEmpty().anyMatch(fault -> fault.last().compareTo(fault.first()) > 0);
        CommandLineRun evaluated = CommandLineRun.of(
                "evaluate",
                "--data",
                out.resolve("data"),
                "--truth",
                out.resolve("golden.json"),
                "--train-until",
                "101");
        assertThat(evaluated.exit()).as(evaluated.err()).isZero();
        assertThat(evaluated.out()).contains("200");
    }

    @Test
    void theDriftToyTakesNoOptionsOfADetector() {
        CommandLineRun run = CommandLineRun.of("simulate", "--drift-toy", "10", "--disorder");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("--drift-toy: given with options of a detector");
    }

    @Test
    void aFaultThereIsNotIsRefusedWithAllThereAre() {
        CommandLineRun run = CommandLineRun.of(
                "simulate", "--out", folder.resolve("x"), "--stretches", "2022:10", "--faults", "broken");

        assertThat(run.exit()).isNotZero();
        assertThat(run.err()).contains("fault: broken (expected: one of dead, hot, noisy,");
    }

    @Test
    void wrongUseIsExitTwoAndSaysWhereHelpIs() {
        CommandLineRun run = CommandLineRun.of("score", "--no-such-option");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("lumiwatch score --help");
    }

    @Test
    void aRateThatIsNoneIsWrongUse() {
        CommandLineRun run = CommandLineRun.of("score", "x.csv", "--out", "y.csv", "--false-alarms", "often");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("often (expected: a rate above 0 such as 2/day");
    }

    @Test
    void aMissingFileIsExitOneAndOneLine() {
        CommandLineRun run = CommandLineRun.of("score", folder.resolve("none.csv"), "--out", folder.resolve("s.csv"));
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err().lines())
                .containsExactly(
                        "lumiwatch: %s: not there (expected: a file or folder)".formatted(folder.resolve("none.csv")));
    }

    @Test
    void scoreWritesALineForEachLumisectionAndFindsTheDeadCell() throws IOException {
        Path data = new Stream(DEAD_FROM).write(folder.resolve("data.csv"), 1, 33);
        Path scores = folder.resolve("scores.csv");
        Path cells = folder.resolve("cells.csv");
        CommandLineRun run = CommandLineRun.of("score", data, "--out", scores, "--cells", cells, "--json");
        assertThat(run.exit()).as(run.err()).isZero();
        List<String> lines = Files.readAllLines(scores);
        assertThat(lines.getFirst()).isEqualTo("run,ls,element,entries,significance,verdict,findings");
        assertThat(lines).hasSize(34);
        assertThat(lines.get(31)).startsWith("1,31,Detector/occupancy,").contains(",bad,", "\"\"kind\"\":\"\"dead\"\"");
        assertThat(lines.get(31)).contains("\"\"box\"\":[7,5,7,5]");
        assertThat(lines.subList(1, 31)).allSatisfy(line -> assertThat(line).doesNotContain(",bad,"));
        assertThat(Files.readAllLines(cells))
                .anySatisfy(line -> assertThat(line).startsWith("1,31,Detector/occupancy,7,5,0,0,"));
        JsonNode report = JsonMapper.shared().readTree(run.out());
        assertThat(report.path("lumisections").intValue()).isEqualTo(33);
        assertThat(report.path("bad").intValue()).isEqualTo(3);
    }

    @Test
    void withAReferenceOnlyTheOthersAreScored() throws IOException {
        Path data = new Stream(DEAD_FROM).write(folder.resolve("data.csv"), 1, 33);
        Path scores = folder.resolve("scores.csv");
        CommandLineRun run = CommandLineRun.of("score", data, "--out", scores, "--reference", "1:1-1:20");
        assertThat(run.exit()).as(run.err()).isZero();
        List<String> lines = Files.readAllLines(scores);
        assertThat(lines).hasSize(14);
        assertThat(lines.get(1)).startsWith("1,21,");
        assertThat(lines.getLast()).contains(",bad,");
    }

    @Test
    void aReferenceThatIsNotInTheDataIsRefused() {
        Path data = new Stream(DEAD_FROM).write(folder.resolve("data.csv"), 1, 3);
        CommandLineRun run =
                CommandLineRun.of("score", data, "--out", folder.resolve("s.csv"), "--reference", "2:1-2:20");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("reference: no lumisection from 2:1 to 2:20 (expected: some of 1:1 to 1:3)");
    }

    @Test
    void theSameFileTwiceKeepsNothingTwiceAndABadRowIsQuarantined() throws IOException {
        Stream stream = new Stream(DEAD_FROM);
        Path data = stream.write(folder.resolve("data.csv"), 1, 5);
        Files.writeString(data, Files.readString(data) + stream.rows(6, 6).replace("24,", "25,"));
        Path workspace = folder.resolve("ws");
        JsonNode first = report(CommandLineRun.of("import", data, "--workspace", workspace, "--json"));
        assertThat(first.path("kept").intValue()).isEqualTo(5);
        assertThat(first.path("rejected").intValue()).isEqualTo(1);
        JsonNode second = report(CommandLineRun.of("import", data, "--workspace", workspace, "--json"));
        assertThat(second.path("kept").intValue()).isZero();
        assertThat(second.path("duplicates").intValue()).isEqualTo(5);
        CommandLineRun refused = CommandLineRun.of("quarantine", "--workspace", workspace);
        assertThat(refused.out()).contains("data.csv");
    }

    @Test
    void whatWasWatchedCanBeExplainedAcknowledgedLabelledAndCertified() throws IOException {
        Path data = new Stream(DEAD_FROM).write(folder.resolve("data.csv"), 1, 35);
        Path workspace = folder.resolve("ws");
        CommandLineRun watched = CommandLineRun.of("watch", data, "--once", "--workspace", workspace);
        assertThat(watched.exit()).as(watched.err()).isZero();
        assertThat(watched.out())
                .contains("ALARM incident 1: dead [7, 5] to [7, 5]")
                .contains("1:31  BAD");

        assertThat(CommandLineRun.of("incidents", "--workspace", workspace).out())
                .contains("open")
                .contains("since 1:31");
        CommandLineRun acknowledged =
                CommandLineRun.of("incidents", "ack", 1, "--note", "cable", "--workspace", workspace);
        assertThat(acknowledged.exit()).as(acknowledged.err()).isZero();
        assertThat(CommandLineRun.of("incidents", "--workspace", workspace, "--json")
                        .out())
                .contains("\"status\":\"acknowledged\"", "\"note\":\"cable\"");

        Path picture = folder.resolve("why.png");
        CommandLineRun explained =
                CommandLineRun.of("explain", 1, 31, "*occupancy", "--out", picture, "--workspace", workspace);
        assertThat(explained.exit()).as(explained.err()).isZero();
        assertThat(explained.out()).contains("dead");
        assertThat(picture).exists();

        assertThat(CommandLineRun.of("label", "add", "1:2-1:3", "bad", "--trust", 1, "--workspace", workspace)
                        .exit())
                .isZero();
        assertThat(CommandLineRun.of("label", "--workspace", workspace).out()).contains("bad");

        Path golden = folder.resolve("golden.json");
        CommandLineRun certified = CommandLineRun.of("certify", "--out", golden, "--workspace", workspace);
        assertThat(certified.exit()).as(certified.err()).isZero();
        assertThat(Files.readString(golden)).contains("\"1\": [[1, 1], [4, 35]]");
    }

    private static JsonNode report(CommandLineRun run) {
        assertThat(run.exit()).as(run.err()).isZero();
        return JsonMapper.shared().readTree(run.out());
    }
}
