package org.lumiwatch.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionRange;
import org.lumiwatch.lumisection.LumisectionSet;

class GoldenJsonTest {
    private static final String PLAIN = "{\"315257\": [[1, 88], [91, 92]], \"315259\": [[1, 172]]}";

    @Test
    void readsThePlainFormWithoutWarnings() {
        GoldenJson.Reading reading = GoldenJson.parse("golden.json", PLAIN);
        assertThat(reading.lumisections())
                .isEqualTo(set(Map.of(315257, List.of(range(1, 88), range(91, 92)), 315259, List.of(range(1, 172)))));
        assertThat(reading.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"7": [[-1]]}         | 1
            {"7": [[1, 268435455]]} | 1
            {"7": [[1, 4294967295]]} | 1
            {"7": [[5, 0]]}       | 5
            """)
    void sentinelsMeanTheEndOfTheRun(String text, int first) {
        assertThat(GoldenJson.parse("g", text).lumisections())
                .isEqualTo(set(Map.of(7, List.of(range(first, LumisectionRange.END_OF_RUN)))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"7": [[5, 6], [1, 2], [3, 3]]} | unsorted
            {"7": [[1, 3], [4, 6]], }       | touching
            {"7": [[1, 4], [3, 6]]}         | overlapping
            {7: [[1, 6]], 8: []}            | no ranges
            {"7": [[1, 2]], "7": [[3, 6]]}  | twice
            7: [[1, 6]]                     | YAML
            7:1-7:3,7:4-6                   | CMSSW
            """)
    void mendsAndWarns(String text, String warning) {
        GoldenJson.Reading reading = GoldenJson.parse("g", text);
        assertThat(reading.lumisections().ranges(7)).allMatch(range -> range.last() <= 6);
        assertThat(reading.lumisections().runs()).containsExactly(7);
        assertThat(reading.warnings()).anyMatch(line -> line.contains(warning));
    }

    @Test
    void readsYamlBlocks() {
        String yaml = "---\n315257:\n- [1, 88]\n- [91, 92]\n315259:\n- [1, 172]\n";
        assertThat(GoldenJson.parse("g.yaml", yaml).lumisections())
                .isEqualTo(GoldenJson.parse("g", PLAIN).lumisections());
    }

    @Test
    void aRefusalNamesFileRunAndRemedy() {
        assertThatThrownBy(() -> GoldenJson.parse("golden.json", "{\"355100\": [[5, 2]]}"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("golden.json: run 355100: [5, 2] (expected: first <= last); swap the bounds");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"7": [[-3, 2]]}     | first >= 1
            {"7": [[0, 2]]}      | first >= 1
            {"7": [[-2]]}        | [-2]
            {"7": [[3]]}         | or [-1] for the whole run
            {"7": [[1.5, 2]]}    | 1.5 (expected: an integer)
            {"7": [["1", 2]]}    | expected: an integer
            {"7": [1, 2]}        | write [first, last] inside the list
            {"runs": [[1, 2]]}   | key runs (expected: a run number)
            {"-7": [[1, 2]]}     | key -7
            {"7": [[1, 2]]       | the file is cut short
            {"7": [[1, 2]]} tail | after the last run
            {"7": [[1, 2]] "8": [[1, 2]]} | expected: , or }
            """)
    void refusesWhatCannotBeMeant(String text, String reason) {
        assertThatThrownBy(() -> GoldenJson.parse("g", text))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void theCanonicalTextIsOneRunALineAndReadsBack(@TempDir Path folder) {
        LumisectionSet golden = GoldenJson.parse("g", PLAIN).lumisections();
        Path file = folder.resolve("out.json");
        GoldenJson.write(golden, file);
        assertThat(file).hasContent("{\n  \"315257\": [[1, 88], [91, 92]],\n  \"315259\": [[1, 172]]\n}\n");
        assertThat(GoldenJson.read(file).lumisections()).isEqualTo(golden);
        assertThat(GoldenJson.parse("e", GoldenJson.text(LumisectionSet.empty()))
                        .lumisections())
                .isEqualTo(LumisectionSet.empty());
    }

    @Test
    void labelsCallBadWhatWasExaminedAndIsNotListed() {
        LumisectionSet golden = set(Map.of(7, List.of(range(1, 3))));
        LumisectionSet examined = set(Map.of(7, List.of(range(2, 5))));
        var by = new GoldenJson.Signature("golden.json", 0.9, "test", Instant.EPOCH);
        var truth = new GroundTruth(GoldenJson.labels(golden, examined, by));
        assertThat(truth.quality(new LumisectionId(7, 1), Instant.EPOCH)).contains(Quality.GOOD);
        assertThat(truth.quality(new LumisectionId(7, 4), Instant.EPOCH)).contains(Quality.BAD);
        assertThat(truth.quality(new LumisectionId(7, 6), Instant.EPOCH)).isEmpty();
    }

    @Test
    void mutatedFilesAreReadOrRefusedWithTheirName() {
        SplittableRandom random = new SplittableRandom(20);
        for (int i = 0; i < 5000; i++) {
            StringBuilder text = new StringBuilder(PLAIN);
            for (int k = random.nextInt(1, 4); k > 0; k--) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(9, 127));
            }
            try {
                GoldenJson.parse("mutant.json", text.substring(0, random.nextInt(text.length() / 2, text.length())));
            } catch (InvalidDataException e) {
                assertThat(e).hasMessageStartingWith("mutant.json: ");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "certification/json_GOLDEN_2017.txt, 206287",
        "certification/json_GOLDEN_2018.txt, 234529",
        "certification/json_GOLDEN_2022.txt, 123097"
    })
    void realFilesHoldTheKnownNumberOfLumisections(String name, long count) {
        Path file = Path.of("../../shared/data", name);
        assumeTrue(Files.exists(file), () -> file + " is absent; the real files are not part of the project");
        GoldenJson.Reading reading = GoldenJson.read(file);
        assertThat(reading.lumisections().count()).isEqualTo(count);
        assertThat(GoldenJson.parse("again", GoldenJson.text(reading.lumisections()))
                        .lumisections())
                .isEqualTo(reading.lumisections());
    }

    private static LumisectionSet set(Map<Integer, List<LumisectionRange>> ranges) {
        return LumisectionSet.ofRanges(ranges);
    }

    private static LumisectionRange range(int first, int last) {
        return new LumisectionRange(first, last);
    }
}
