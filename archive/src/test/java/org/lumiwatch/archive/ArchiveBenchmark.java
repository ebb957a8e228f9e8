package org.lumiwatch.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Judgement.Calibration;
import org.lumiwatch.judge.TestId;
import org.lumiwatch.ledger.LedgerEntry;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionSet;

/**
 * How fast the workspace is: prints rates per second, and per second of processor time, for a machine that is shared. Asserts
 * nothing, and runs only when asked for by name. System properties {@code bins} (100) and {@code lumisections} (1000) of 100
 * elements each.
 */
class ArchiveBenchmark {
    private static final int ELEMENTS = 100;
    private static final int BATCH = 1000;

    @Test
    void printsRates(@TempDir Path folder) throws IOException {
        int bins = Integer.getInteger("bins", 100);
        int lumisections = Integer.getInteger("lumisections", 1000);
        List<MonitorElement> all = elements(bins, lumisections);
        List<LedgerEntry> entries = entries(all);
        measure("open a new one", 1, () -> DuckWorkspace.open(folder).close());
        try (DuckWorkspace workspace = DuckWorkspace.open(folder)) {
            measure("add, fresh", all.size(), () -> inBatches(all, workspace.histograms()::add));
            measure("add, duplicate in the table", all.size(), () -> inBatches(all, workspace.histograms()::add));
            measure("read from the table", all.size(), () -> read(workspace, all.size()));
            measure("seal", all.size(), () -> workspace.histograms().seal(1));
            measure("add, duplicate in a file", all.size(), () -> inBatches(all, workspace.histograms()::add));
            measure("read from a file", all.size(), () -> read(workspace, all.size()));
            measure("ledger, append", all.size(), () -> inBatches(entries, workspace.ledger()::append));
            measure("ledger, read", all.size(), () -> readLedger(workspace, all.size()));
            System.out.printf("in files: %d bytes a histogram%n", bytes(folder.resolve("histograms")) / all.size());
        }
        measure("open it again and close", 1, () -> DuckWorkspace.open(folder).close());
    }

    private static void measure(String what, int count, Runnable action) {
        long before = System.nanoTime();
        Duration processorBefore = processor();
        action.run();
        double seconds = (System.nanoTime() - before) / 1e9;
        double processorSeconds = processor().minus(processorBefore).toMillis() / 1e3;
        System.out.printf(
                "%-28s %9.0f /s %9.0f /processor s (%.2f s, %.2f processor s)%n",
                what, count / seconds, count / processorSeconds, seconds, processorSeconds);
    }

    private static Duration processor() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static <T> void inBatches(List<T> all, Consumer<List<T>> action) {
        for (int i = 0; i < all.size(); i += BATCH) {
            action.accept(all.subList(i, Math.min(all.size(), i + BATCH)));
        }
    }

    private static void read(DuckWorkspace workspace, int expected) {
        int[] count = new int[1];
        workspace.histograms().read(ElementGlob.of("*"), workspace.histograms().lumisections(), one -> count[0]++);
        assertThat(count[0]).isEqualTo(expected);
    }

    private static void readLedger(DuckWorkspace workspace, int expected) {
        int[] count = new int[1];
        LumisectionSet all = workspace.histograms().lumisections();
        workspace.ledger().read(ElementGlob.of("*"), all, LedgerEntry.Pass.ONLINE, one -> count[0]++);
        assertThat(count[0]).isEqualTo(expected);
    }

    private static List<MonitorElement> elements(int bins, int lumisections) {
        SplittableRandom random = new SplittableRandom(1);
        List<Axis> axes = List.of(Axis.regular(bins, 0, 1));
        List<MonitorElement> elements = new ArrayList<>();
        for (int ls = 1; ls <= lumisections; ls++) {
            for (int element = 0; element < ELEMENTS; element++) {
                elements.add(new MonitorElement(
                        new ElementName("Detector/part %d/occupancy".formatted(element)),
                        new LumisectionId(1, ls),
                        Histogram.of(
                                axes,
                                random.doubles(bins, 0, 1000).map(Math::rint).toArray())));
            }
        }
        return elements;
    }

    private static List<LedgerEntry> entries(List<MonitorElement> elements) {
        SplittableRandom random = new SplittableRandom(2);
        return elements.stream()
                .map(element -> new LedgerEntry(
                        element.at(),
                        element.name(),
                        LedgerEntry.Pass.ONLINE,
                        new TestId("occupancy", 1),
                        4.5,
                        "%016x%016x%016x%016x"
                                .formatted(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()),
                        element.histogram().entries(),
                        random.nextDouble(),
                        random.nextDouble(),
                        Calibration.EMPIRICAL,
                        LedgerEntry.State.GOOD,
                        "",
                        List.of(),
                        "HEALTHY_CELLS",
                        Instant.ofEpochSecond(1_700_000_000)))
                .toList();
    }

    private static long bytes(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
