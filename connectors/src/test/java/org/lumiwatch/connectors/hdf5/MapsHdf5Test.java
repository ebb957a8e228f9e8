package org.lumiwatch.connectors.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.connectors.Connectors;
import org.lumiwatch.connectors.Reading;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.source.ReadOptions;

class MapsHdf5Test {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeTwoElementsOfTwoLumisections() {
        float[][][] first = {{{1, 2, 3}, {4, 5, 6}}, {{7, 8, 9}, {10, 11, 12}}};
        float[][][] second = {{{0, 0, 0}, {0, 0, 5}}, {{0, Float.NaN, 0}, {0, 0, 0}}};
        file = folder.resolve("no-extension");
        try (WritableHdfFile out = HdfFile.write(file)) {
            out.putDataset("a", first);
            out.putDataset("b", second);
            out.putDataset("words", new String[] {"x", "y"});
        }
    }

    @Test
    void mapsComeLumisectionByLumisectionTheRightWayUp() {
        Reading reading = Reading.of(Connectors.open(file, Reading.run(306138)));
        assertThat(reading.elements())
                .extracting(MonitorElement::at, element -> element.name().path())
                .hasToString("[(306138:1, \"a\"), (306138:1, \"b\"), (306138:2, \"a\")]");
        assertThat(reading.elements().getFirst().histogram().at(2, 0)).isEqualTo(3);
        assertThat(reading.elements().getFirst().histogram().at(0, 1)).isEqualTo(4);
    }

    @Test
    void whatIsNoMapAndWhatIsNotFiniteIsRefused() {
        Reading reading = Reading.of(Connectors.open(file, Reading.run(306138)));
        assertThat(reading.rejected())
                .extracting(rejected -> rejected.reason())
                .satisfiesExactly(
                        reason -> assertThat(reason).contains("dataset of String [2]"),
                        reason -> assertThat(reason).contains("/b", "NaN (expected: finite)"));
    }

    @Test
    void withoutARunTheUserIsTold() {
        assertThatThrownBy(() -> Connectors.open(file, ReadOptions.defaults()))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("add --run and --first-ls");
    }
}
