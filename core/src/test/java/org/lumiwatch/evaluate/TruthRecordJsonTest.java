package org.lumiwatch.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.evaluate.InjectedFault.Course;
import org.lumiwatch.evaluate.InjectedFault.Region;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.lumisection.LumisectionId;

class TruthRecordJsonTest {
    private static final TruthRecord TRUTH = new TruthRecord(
            "a generator 1",
            -5,
            List.of(new InjectedFault(
                    "a \"box\"",
                    FindingKind.DEAD,
                    0,
                    List.of(
                            new Region(new ElementName("a/b +1"), Box.of(1, 2, 3, 4)),
                            new Region(new ElementName("c"), new Box(1, 2, 3, 4, 5, 6))),
                    "HEP09",
                    LumisectionId.parse("1:2"),
                    LumisectionId.parse("1:9"),
                    Course.INTERMITTENT)),
            List.of(new Nuisance(
                    "prescale", List.of(), LumisectionId.parse("1:4"), LumisectionId.parse("1:9"), "column 3")));

    @Test
    void aTruthRecordSurvivesWritingAndReading(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("truth.json");
        Files.writeString(file, TruthRecordJson.write(TRUTH));

        assertThat(TruthRecordJson.read(file)).isEqualTo(TRUTH);
    }

    @Test
    void placesAndTimesAreWrittenAsPeopleQuoteThem() {
        assertThat(TruthRecordJson.write(TRUTH).replaceAll("\\s+", ""))
                .contains("\"kind\":\"dead\"")
                .contains("\"box\":[1,2,3,4]")
                .contains("\"first\":\"1:2\",\"last\":\"1:9\"");
    }

    @Test
    void faultsOfFilesWithoutACourseAreSteady(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("truth.json");
        Files.writeString(file, TruthRecordJson.write(TRUTH).replace("\"course\" : \"intermittent\",", ""));

        assertThat(TruthRecordJson.read(file).faults().getFirst().course()).isEqualTo(Course.STEADY);
    }

    @Test
    void anotherFileIsRefusedWithItsName(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("golden.json");
        Files.writeString(file, "{\"1\": [[1, 2]]}");

        assertThatThrownBy(() -> TruthRecordJson.read(file))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("golden.json")
                .hasMessageContaining("(expected: a truth record)");
    }
}
