package org.lumiwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumiwatch.connectors.Connectors;
import org.lumiwatch.connectors.csv.LegacyCsvWriter;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.ReadOptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command line on recorded data: what it finds and what it leaves alone. */
class RealDataTest {
    private static final Path DATA = Path.of("../../shared/data");
    private static final int[] EVENTS = {1350, 1379, 1366, 1332, 1422, 1930, 1868, 1911, 1939, 2020};
    private static final int RUN = 306138;
    private static final String[] KINDS = {"dead", "hot 10000", "hot 2"};

    @TempDir
    Path folder;

    @BeforeAll
    static void dataIsThere() {
        assumeTrue(Files.isDirectory(DATA), "no folder shared/data beside the project: recorded data not checked");
    }

    @Test
    void aLumisectionOfTheEcalBarrelWithoutHistoryShowsItsKnownDefectsAndNothingElse() throws IOException {
        Path out = folder.resolve("score.csv");
        CommandLineRun run = CommandLineRun.of("score", DATA.resolve("ecal-357538-dials"), "--out", out);
        assertThat(run.exit()).isZero();
        Map<String, List<Found>> found = new HashMap<>();
        for (Scored scored : Scored.read(out)) {
            found.put(scored.element().substring(scored.element().lastIndexOf(' ') + 1), scored.findings());
        }
        Map<String, int[]> tally = new HashMap<>();
        int known = 0;
        for (String line : Files.readAllLines(DATA.resolve("ecal-357538-dials/observed-dead-and-hot.csv")).stream()
                .skip(1)
                .toList()) {
            String[] cells = line.split(",", -1);
            int y = Integer.parseInt(cells[2]);
            int x = Integer.parseInt(cells[3]);
            Box box = Box.of(x, y, x + Integer.parseInt(cells[5]) - 1, y + Integer.parseInt(cells[4]) - 1);
            boolean dead = cells[1].startsWith("dead");
            boolean hit = found.getOrDefault(cells[0], List.of()).stream()
                    .anyMatch(finding ->
                            finding.box().overlap(box) >= 0.5 && (finding.kind().equals("dead")) == dead);
            int[] counts = tally.computeIfAbsent(cells[1], kind -> new int[2]);
            counts[0] += hit ? 1 : 0;
            counts[1]++;
            known += hit ? 1 : 0;
        }
        assertThat(tally.get("dead_tower")).containsExactly(14, 14);
        assertThat(tally.get("dead_strip")).containsExactly(4, 4);
        assertThat(tally.get("hot_crystal")).containsExactly(29, 29);
        assertThat(tally.get("dead_crystal")[0]).isGreaterThanOrEqualTo(7);
        long all = found.entrySet().stream()
                .filter(map -> map.getKey().startsWith("EB"))
                .mapToLong(map -> map.getValue().size())
                .sum();
        assertThat(all - known).isLessThanOrEqualTo(1);
        assertThat(found.get("occupancy").stream()
                        .filter(finding -> finding.kind().equals("dead")))
                .hasSize(19);
    }

    @Test
    void hcalMapsLearnedAtOneRateAreHealthyAtAnotherAndInjectedFaultsAreFound() throws IOException {
        Path maps = DATA.resolve("hcal-306138/hcal-digi-rechit-occupancy.hdf5");
        Path injected = folder.resolve("injected.csv");
        Map<String, Injected> faults = inject(maps, injected);
        Path out = folder.resolve("score.csv");
        CommandLineRun run = CommandLineRun.of(
                "score",
                maps,
                injected,
                conditions(),
                "--run",
                RUN,
                "--first-ls",
                1,
                "--conditions",
                DATA.resolve("hcal-306138/conditions.json"),
                "--reference",
                "306138:1-306138:5",
                "--out",
                out);
        assertThat(run.err()).doesNotContain("refused");
        assertThat(run.exit()).as(run.err()).isZero();
        Map<String, int[]> recall = new HashMap<>();
        int healthy = 0;
        List<String> missed = new ArrayList<>();
        for (Scored scored : Scored.read(out)) {
            if (scored.number() <= 10) {
                assertThat(scored.verdict())
                        .as(scored.element() + " " + scored.number())
                        .isEqualTo("good");
                healthy++;
                continue;
            }
            Injected fault = faults.get(scored.number() + " " + scored.element());
            if (fault != null) {
                int[] counts = recall.computeIfAbsent(fault.kind(), kind -> new int[2]);
                boolean dead = fault.kind().equals("dead");
                boolean hit = scored.findings().stream()
                        .anyMatch(finding -> finding.box().common(fault.box()) > 0 && (finding.factor() < 1) == dead);
                counts[0] += hit ? 1 : 0;
                if (!hit) {
                    missed.add(scored.element() + " " + fault + " " + scored.verdict() + " " + scored.findings());
                }
                counts[1]++;
            }
        }
        assertThat(healthy).isEqualTo(70);
        for (String kind : KINDS) {
            int[] counts = recall.get(kind);
            assertThat(counts[1]).isGreaterThan(100);
            assertThat((double) counts[0] / counts[1])
                    .as("%s of %d; missed: %s", kind, counts[1], missed)
                    .isGreaterThanOrEqualTo(0.99);
        }
    }

    @Test
    void aTrackerDistributionRanksBadLumisectionsAboveTheFloorWithoutLabels() {
        CommandLineRun run = CommandLineRun.of(
                "evaluate",
                "--data",
                DATA.resolve("tracker-2017/main-diagonal.csv"),
                "--truth",
                DATA.resolve("tracker-2017/golden-2017.json"),
                "--train-until",
                300000,
                "--labels",
                "none",
                "--min-entries",
                1000,
                "--json");
        assertThat(run.exit()).isZero();
        JsonNode result = JsonMapper.shared().readTree(run.out());
        assertThat(result.get("lumisections").asInt()).isEqualTo(8330);
        assertThat(result.get("undecided").asInt()).isEqualTo(1313);
        assertThat(result.get("auc").asDouble()).isBetween(0.70, 0.85);
        assertThat(result.get("blindControls").properties()).hasSize(4);
    }

    /** What {@code score} says of a region. */
    private record Found(String kind, double factor, Box box) {
        static List<Found> read(String json) {
            List<Found> found = new ArrayList<>();
            for (JsonNode node : JsonMapper.shared().readTree(json)) {
                JsonNode box = node.get("box");
                found.add(new Found(
                        node.get("kind").asString(),
                        node.get("factor").asDouble(),
                        Box.of(
                                box.get(0).asInt(),
                                box.get(1).asInt(),
                                box.get(2).asInt(),
                                box.get(3).asInt())));
            }
            return found;
        }
    }

    private record Injected(String kind, Box box) {}

    /** Copies of the second half with one fault in each map, by the recipe of the published studies: the recorded count scaled. */
    private static Map<String, Injected> inject(Path maps, Path to) throws IOException {
        List<MonitorElement> recorded = new ArrayList<>();
        ReadOptions options = new ReadOptions(OptionalInt.of(RUN), 1, ReadOptions.FlatOrder.Y_MAJOR);
        Connectors.open(maps, options).read(delivery -> {
            if (delivery instanceof Delivery.Histogrammed histogrammed
                    && histogrammed.element().at().number() > 5) {
                recorded.add(histogrammed.element());
            }
        });
        SplittableRandom random = new SplittableRandom(306138);
        Map<String, Injected> faults = new HashMap<>();
        try (Writer file = Files.newBufferedWriter(to)) {
            LegacyCsvWriter writer = new LegacyCsvWriter(file);
            for (int copy = 0; copy < 6; copy++) {
                for (MonitorElement element : recorded) {
                    int number = 100 + 5 * copy + element.at().number() - 6;
                    Injected fault = fault(element.histogram(), KINDS[copy % KINDS.length], random);
                    faults.put(number + " " + element.name(), fault);
                    writer.write(new MonitorElement(
                            element.name(), new LumisectionId(RUN, number), faulty(element.histogram(), fault)));
                }
            }
        }
        return faults;
    }

    private static Injected fault(Histogram map, String kind, SplittableRandom random) {
        int nx = map.bins(0);
        while (true) {
            int size = 1 + random.nextInt(5);
            int x = random.nextInt(nx - size + 1);
            int y = random.nextInt(map.bins(1) - size + 1);
            Box box = Box.of(x, y, x + size - 1, y + size - 1);
            double counts = 0;
            for (int cell = 0; cell < map.cells(); cell++) {
                counts += box.contains(cell % nx, cell / nx, 0) ? map.at(cell) : 0;
            }
            if (counts >= 80) {
                return new Injected(kind, box);
            }
        }
    }

    private static Histogram faulty(Histogram map, Injected fault) {
        double factor = fault.kind().equals("dead")
                ? 0
                : Double.parseDouble(fault.kind().substring(4));
        double[] cells = map.contents();
        for (int cell = 0; cell < cells.length; cell++) {
            if (fault.box().contains(cell % map.bins(0), cell / map.bins(0), 0)) {
                cells[cell] *= factor;
            }
        }
        return Histogram.of(map.axes(), cells);
    }

    private Path conditions() throws IOException {
        List<String> runs = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            runs.add(String.valueOf(RUN));
            numbers.add(String.valueOf(100 + i));
            events.add(String.valueOf(EVENTS[5 + i % 5]));
        }
        Path file = folder.resolve("conditions.json");
        Files.writeString(
                file,
                "{\"run_number\": %s, \"lumisection_number\": %s, \"events\": %s}".formatted(runs, numbers, events));
        return file;
    }

    /** A line of what {@code score} writes. */
    private record Scored(int number, String element, String verdict, List<Found> findings) {
        static List<Scored> read(Path csv) throws IOException {
            List<Scored> lines = new ArrayList<>();
            for (String line : Files.readAllLines(csv).stream().skip(1).toList()) {
                String[] cells = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
                String findings = cells[6].replaceAll("^\"|\"$", "").replace("\"\"", "\"");
                lines.add(new Scored(Integer.parseInt(cells[1]), cells[2], cells[5], Found.read(findings)));
            }
            return lines;
        }
    }
}
