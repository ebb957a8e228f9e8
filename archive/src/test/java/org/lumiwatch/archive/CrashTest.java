package org.lumiwatch.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.ledger.LedgerEntry;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionSet;

/** A second process writes and is killed, again and again, into the same workspace. */
class CrashTest {
    private static final int KILLS = 20;
    /** To the last word: a kill may cut a line in two. */
    private static final Pattern ACKNOWLEDGED = Pattern.compile("ack (\\d+:\\d+) kept");

    @TempDir
    Path folder;

    @Test
    void everyAcknowledgedLumisectionSurvivesBeingKilledAtAnyMoment() throws IOException {
        Path workspace = folder.resolve("workspace");
        String classPath = classPath();
        TreeSet<LumisectionId> acknowledged = new TreeSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            int run = acknowledged.isEmpty() ? 1 : acknowledged.last().run() + 1;
            writeUntilKilled(workspace, classPath, run, new SplittableRandom(kill)).stream()
                    .map(ACKNOWLEDGED::matcher)
                    .filter(Matcher::matches)
                    .map(line -> LumisectionId.parse(line.group(1)))
                    .forEach(acknowledged::add);
            check(workspace, acknowledged);
        }
        assertThat(acknowledged.last().run())
                .as("runs, so that some were sealed")
                .isGreaterThan(KILLS);
    }

    /** What the process printed before it was killed. */
    private List<String> writeUntilKilled(Path workspace, String classPath, int run, RandomGenerator random)
            throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath,
                        AcknowledgingWriter.class.getName(),
                        workspace.toString(),
                        String.valueOf(run))
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            // Half of all kills come just after a seal has begun, a few while the workspace is being opened.
            String awaited = random.nextBoolean() ? "sealing" : random.nextInt(8) == 0 ? "open" : "ack";
            int times = awaited.equals("open") ? 1 : 1 + random.nextInt(3);
            for (String line = out.readLine(); line != null && times > 0; line = out.readLine()) {
                lines.add(line);
                times -= line.startsWith(awaited) ? 1 : 0;
            }
            LockSupport.parkNanos(random.nextInt(40_000_000));
            // By its handle: destroyForcibly() of the process would close the stream with what was still acknowledged.
            process.toHandle().destroyForcibly();
            out.lines().forEach(lines::add);
        }
        assertThat(folder.resolve("errors.txt")).content().isEmpty();
        return lines;
    }

    private static void check(Path folder, Set<LumisectionId> acknowledged) throws IOException {
        try (DuckWorkspace workspace = DuckWorkspace.open(folder)) {
            LumisectionSet held = workspace.histograms().lumisections();
            assertThat(LumisectionSet.of(acknowledged).minus(held).isEmpty()).isTrue();
            assertThat(LumisectionSet.of(acknowledged)
                            .minus(workspace
                                    .ledger()
                                    .judged(LedgerEntry.Pass.ONLINE)
                                    .or(workspace.ledger().judged(LedgerEntry.Pass.HINDSIGHT)))
                            .isEmpty())
                    .isTrue();
            List<MonitorElement> read = new ArrayList<>();
            workspace.histograms().read(ElementGlob.of("*"), held, read::add);
            assertThat(read)
                    .isEqualTo(held.stream()
                            .flatMap(at -> AcknowledgingWriter.elements(at).stream())
                            .toList());
            List<LedgerEntry> entries = new ArrayList<>();
            for (LedgerEntry.Pass pass : LedgerEntry.Pass.values()) {
                workspace.ledger().read(ElementGlob.of("*"), held, pass, entries::add);
            }
            assertThat(entries)
                    .containsAll(acknowledged.stream()
                            .flatMap(at -> AcknowledgingWriter.entries(at).stream())
                            .toList());
        }
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".part"))).isEmpty();
        }
    }

    /** The same class path, but with the native library unpacked once and not by every process. */
    private String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> entry.contains("duckdb_jdbc")
                        ? NativeLibrary.unpack(Path.of(entry), folder.resolve("library"))
                                .toString()
                        : entry)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
