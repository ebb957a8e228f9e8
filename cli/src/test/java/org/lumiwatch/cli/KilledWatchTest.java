package org.lumiwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumiwatch.archive.DuckWorkspace;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.ledger.LedgerEntry;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.lumisection.LumisectionId;

/** A real process, really killed. */
class KilledWatchTest {
    private static final int DEAD_FROM = 41;
    private static final int LAST = 120;

    @TempDir
    Path folder;

    @Test
    void nothingAcknowledgedIsLostNoIncidentComesTwiceAndVerdictsAreAsIfNeverKilled() throws Exception {
        Path data = new Stream(DEAD_FROM).write(folder.resolve("data.csv"), 1, LAST);
        Path workspace = folder.resolve("killed");
        List<LumisectionId> acknowledged = new ArrayList<>();
        for (int killAfter : List.of(10, 35, 25)) {
            acknowledged.addAll(watchAndKill(data, workspace, killAfter));
            try (Workspace reopened = DuckWorkspace.open(workspace)) {
                assertThat(acknowledged)
                        .allMatch(reopened.ledger().judged(LedgerEntry.Pass.ONLINE)::contains)
                        .allMatch(reopened.histograms().lumisections()::contains);
            }
        }
        CommandLineRun rest = CommandLineRun.of("watch", data, "--once", "--workspace", workspace);
        assertThat(rest.exit()).as(rest.err()).isZero();
        Path unharmed = folder.resolve("unharmed");
        assertThat(CommandLineRun.of("watch", data, "--once", "--workspace", unharmed)
                        .exit())
                .isZero();
        assertThat(new TreeSet<>(acknowledged)).hasSameSizeAs(acknowledged);
        assertThat(verdicts(workspace)).isEqualTo(verdicts(unharmed)).hasSize(LAST);
        assertThat(incidents(workspace)).isEqualTo(incidents(unharmed));
    }

    /** Lumisections that it told of before it was killed. */
    private static List<LumisectionId> watchAndKill(Path data, Path workspace, int after) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Lumiwatch.class.getName(),
                        "watch",
                        data.toString(),
                        "--workspace",
                        workspace.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<LumisectionId> told = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            String line = lines.readLine();
            while (line != null && told.size() < after) {
                if (line.matches("\\d+:\\d+ .*")) {
                    told.add(LumisectionId.parse(line.substring(0, line.indexOf(' '))));
                }
                line = lines.readLine();
            }
        } finally {
            process.destroyForcibly().onExit().join();
        }
        assertThat(told).hasSize(after);
        return told;
    }

    private static List<String> verdicts(Path workspace) {
        List<String> verdicts = new ArrayList<>();
        try (Workspace in = DuckWorkspace.open(workspace)) {
            in.ledger()
                    .read(
                            ElementGlob.of("*"),
                            in.ledger().judged(LedgerEntry.Pass.ONLINE),
                            LedgerEntry.Pass.ONLINE,
                            entry -> verdicts.add("%s %s %s %s %s"
                                    .formatted(
                                            entry.at(),
                                            entry.state(),
                                            entry.significance(),
                                            entry.findings(),
                                            entry.learned())));
        }
        return verdicts;
    }

    private static List<String> incidents(Path workspace) {
        try (Workspace in = DuckWorkspace.open(workspace)) {
            return in.incidents().all().stream().map(Object::toString).toList();
        }
    }
}
