package org.lumiwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumiwatch.bench.ImplausibleResult;
import org.lumiwatch.bench.Measure;
import org.lumiwatch.bench.Protocol;
import org.lumiwatch.bench.Protocols;
import org.lumiwatch.bench.Report;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.Size;
import org.lumiwatch.bench.Table;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchVerbTest {
    private static final String COMMIT = "8d4901300c1b6d7a3c0f9c6a5f3e2d1c0b9a8776";

    @TempDir
    Path folder;

    /** Measures the last digit of its seed; a digit 9 is more than there can be. */
    private record LastDigit() implements Protocol<LastDigit.Trial> {
        record Trial(long digit) {}

        @Override
        public String id() {
            return "T2";
        }

        @Override
        public String title() {
            return "last digits";
        }

        @Override
        public int trials(Size size) {
            return size.of(2, 4);
        }

        @Override
        public Class<Trial> trialType() {
            return Trial.class;
        }

        @Override
        public Trial trial(long seed, Size size) {
            return new Trial(seed % 10);
        }

        @Override
        public Report report(List<Trial> trials, Size size) {
            double mean = trials.stream().mapToLong(Trial::digit).average().orElseThrow();
            if (mean >= 9) {
                throw new ImplausibleResult("T2: mean %s (expected: below 9)".formatted(mean));
            }
            return new Report(
                    Report.Data.SIMULATED,
                    List.of(new Table(
                            "Digits",
                            List.of("mean"),
                            List.of(new Table.Row("ours", Role.OURS, List.of(new Measure.Value(mean)))))),
                    List.of(),
                    List.of(Report.Target.of("below 9", String.valueOf(mean), true)),
                    List.of());
        }
    }

    private CommandLineRun bench(Object... args) {
        return CommandLineRun.of(new BenchVerb(List.of(new LastDigit())), args);
    }

    @Test
    void allAreListedWithTheirQuestions() {
        assertThat(bench("--list").out()).isEqualTo("T2   last digits\n");
        CommandLineRun registered = CommandLineRun.of("bench", "--list");
        assertThat(registered.exit()).isZero();
        assertThat(registered.out().lines()).hasSize(Protocols.all().size());
    }

    @Test
    void itShowsATableAndWritesFiles() {
        CommandLineRun run = bench("t2", "--quick", "--seeds", "1,2,6", "--out", folder);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("T2: last digits", "> ours   ours   3", "met   below 9");
        assertThat(folder.resolve("T2.json")).exists();
        assertThat(folder.resolve("T2.csv")).exists();
    }

    @Test
    void twoRunsFromOneCommitGiveTheSameBytes() throws IOException {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        assertThat(bench("all", "--commit", COMMIT, "--out", one, "--threads", 1)
                        .exit())
                .isZero();
        assertThat(bench("T2", "--commit", COMMIT, "--out", two, "--threads", 3, "--fresh")
                        .exit())
                .isZero();
        String json = Files.readString(one.resolve("T2.json"));
        assertThat(json)
                .contains("\"./lumiwatch bench T2 --commit %s --seeds 4\"".formatted(COMMIT))
                .isEqualTo(Files.readString(two.resolve("T2.json")));
    }

    @Test
    void machinesGetOneObject() {
        CommandLineRun run = bench("T2", "--seeds", "7,", "--out", folder, "--json");
        JsonNode result =
                JsonMapper.shared().readTree(run.out()).path("results").path(0);
        assertThat(result.path("protocol").stringValue()).isEqualTo("T2");
        assertThat(result.path("seeds").path("values").path(0).longValue()).isEqualTo(7);
    }

    @Test
    void thePageIsMadeOfWhatWasMeasuredNowAndBefore() throws IOException {
        Path page = folder.resolve("benchmarks.md");
        CommandLineRun run = bench("T2", "--seeds", "4,5", "--out", folder.resolve("out"), "--docs", page);
        assertThat(run.exit()).as(run.err()).isZero();
        String text = Files.readString(page);
        assertThat(text).contains("## T2 — simulated: last digits", "`./lumiwatch bench T2 --seeds 4,5`");
        Files.delete(page);
        assertThat(bench("--docs", page).exit()).isZero();
        assertThat(Files.readString(page)).isEqualTo(text);
    }

    @Test
    void figuresThatCannotBeRightStopTheBench() {
        CommandLineRun run = bench("T2", "--seeds", "9,19", "--out", folder);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("T2: mean 9.0 (expected: below 9)");
        assertThat(folder.resolve("T2.json")).doesNotExist();
    }

    @Test
    void wrongUseIsExitTwo() {
        assertThat(bench().err()).contains("bench: no protocol (expected: T2, or 'all')");
        assertThat(bench("B99").exit()).isEqualTo(2);
        assertThat(bench("B99").err()).contains("protocol: B99 (expected: T2, or 'all')");
        assertThat(bench("T2", "--seeds", "many").err()).contains("many (expected: how many, such as 10, or which");
        assertThat(bench("T2", "--commit", "HEAD").err()).contains("--commit: HEAD (expected: the whole id");
        assertThat(bench("T2", "--quick", "--docs", folder.resolve("b.md")).exit())
                .isEqualTo(2);
    }
}
