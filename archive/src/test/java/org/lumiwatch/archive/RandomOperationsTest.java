package org.lumiwatch.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.ledger.LedgerEntry;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionRange;
import org.lumiwatch.lumisection.LumisectionSet;
import org.lumiwatch.testkit.InMemoryWorkspace;
import org.lumiwatch.testkit.Samples;

/** The workspace on disk against the one in memory. */
class RandomOperationsTest {
    // The last two sort differently as UTF-16 and as UTF-8.
    private static final List<ElementName> NAMES = List.of(
            new ElementName("Ecal/EB occupancy"),
            new ElementName("Hcal/depth 1"),
            new ElementName("Pixel/\ud83d\ude00"),
            new ElementName("Pixel/\uffee"));
    private static final List<ElementGlob> GLOBS =
            List.of(ElementGlob.of("*"), ElementGlob.of("Pixel*"), ElementGlob.of("*depth 1"), ElementGlob.of("none"));

    @TempDir
    Path folder;

    @RepeatedTest(5)
    void bothAnswerTheSameWhateverIsDone(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        Workspace expected = new InMemoryWorkspace(folder);
        Workspace actual = DuckWorkspace.open(folder);
        try {
            for (int step = 0; step < 40; step++) {
                switch (random.nextInt(6)) {
                    case 0, 1 -> {
                        List<MonitorElement> batch = batch(random);
                        assertThat(actual.histograms().add(batch))
                                .isEqualTo(expected.histograms().add(batch));
                    }
                    case 2 -> {
                        List<LedgerEntry> entries = entries(random);
                        actual.ledger().append(entries);
                        expected.ledger().append(entries);
                    }
                    case 3 -> actual.histograms().seal(1 + random.nextInt(3));
                    case 4 -> {
                        actual.close();
                        actual = DuckWorkspace.open(folder);
                    }
                    default -> compare(actual, expected, random);
                }
            }
            compare(actual, expected, random);
        } finally {
            actual.close();
        }
    }

    private static void compare(Workspace actual, Workspace expected, RandomGenerator random) {
        ElementGlob glob = GLOBS.get(random.nextInt(GLOBS.size()));
        LumisectionSet within = within(random);
        assertThat(histograms(actual, glob, within)).isEqualTo(histograms(expected, glob, within));
        assertThat(actual.histograms().lumisections())
                .isEqualTo(expected.histograms().lumisections());
        assertThat(actual.histograms().elements())
                .isEqualTo(expected.histograms().elements());
        LumisectionId at = at(random);
        ElementName name = NAMES.get(random.nextInt(NAMES.size()));
        assertThat(actual.histograms().find(at, name))
                .isEqualTo(expected.histograms().find(at, name));
        for (LedgerEntry.Pass pass : LedgerEntry.Pass.values()) {
            assertThat(entries(actual, glob, within, pass)).isEqualTo(entries(expected, glob, within, pass));
            assertThat(actual.ledger().judged(pass)).isEqualTo(expected.ledger().judged(pass));
        }
    }

    private static List<MonitorElement> histograms(Workspace workspace, ElementGlob glob, LumisectionSet within) {
        List<MonitorElement> read = new ArrayList<>();
        workspace.histograms().read(glob, within, read::add);
        return read;
    }

    private static List<LedgerEntry> entries(
            Workspace workspace, ElementGlob glob, LumisectionSet within, LedgerEntry.Pass pass) {
        List<LedgerEntry> read = new ArrayList<>();
        workspace.ledger().read(glob, within, pass, read::add);
        return read;
    }

    private static List<MonitorElement> batch(RandomGenerator random) {
        List<MonitorElement> batch = new ArrayList<>();
        for (int i = random.nextInt(30); i > 0; i--) {
            // Few different contents, so that some are duplicates.
            RandomGenerator contents = new SplittableRandom(random.nextInt(3));
            batch.add(Samples.element(contents, at(random), NAMES.get(random.nextInt(NAMES.size()))));
        }
        return batch;
    }

    private static List<LedgerEntry> entries(RandomGenerator random) {
        List<LedgerEntry> entries = new ArrayList<>();
        for (int i = random.nextInt(30); i > 0; i--) {
            entries.add(Samples.entry(random, at(random), NAMES.get(random.nextInt(NAMES.size()))));
        }
        return entries;
    }

    private static LumisectionId at(RandomGenerator random) {
        return new LumisectionId(1 + random.nextInt(3), 1 + random.nextInt(12));
    }

    private static LumisectionSet within(RandomGenerator random) {
        int first = 1 + random.nextInt(6);
        return LumisectionSet.ofRanges(Map.of(
                1, List.of(new LumisectionRange(first, first + 2), new LumisectionRange(first + 4, first + 4)),
                3, List.of(new LumisectionRange(first, LumisectionRange.END_OF_RUN))));
    }
}
