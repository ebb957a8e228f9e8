package org.lumiwatch.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.connectors.csv.LegacyCsvWriter;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionSet;
import org.lumiwatch.source.ReadOptions;

/** Real files of the field, which are not part of the project: skipped where they are absent. */
class SamplesTest {
    private static final Path DATA = Path.of("../../shared/data");

    private static Path data(String name) {
        Path path = DATA.resolve(name);
        assumeTrue(Files.exists(path), () -> path + " is absent; the real files are not part of the project");
        return path;
    }

    @Test
    void everyFormatSampleIsRead() {
        Reading reading = Reading.of(Connectors.open(data("format-samples"), ReadOptions.defaults()));
        assertThat(reading.rejected()).isEmpty();
        assertThat(reading.elements()).hasSize(9 + 9 + 2 + 2 + 2);
    }

    @Test
    void theToyHistogramIsTheSameInDialsAndCsv() {
        Map<String, Histogram> csv = byShortName(data("format-samples/ml4dqm_legacy.csv"));
        Map<String, Histogram> pages = byShortName(data("format-samples/dials_th1_page.json"));
        pages.putAll(byShortName(data("format-samples/dials_th2_page.json")));
        assertThat(pages).hasSize(2).hasSameSizeAs(csv);
        pages.forEach((name, histogram) -> {
            Histogram other = Objects.requireNonNull(csv.get(name));
            assertThat(Histogram.of(other.axes(), other.contents(), other.entries()))
                    .isEqualTo(histogram);
        });
    }

    @Test
    void realOneDimensionalCsvComesBackByteForByte() throws IOException {
        Path file = data("format-samples/ZeroBias_2018A_DataFrame_1D_2.csv");
        assertThat(written(file)).isEqualTo(Files.readString(file));
    }

    /** The file has type 11, profiles; histograms do not keep the type, so it comes back as 6. */
    @Test
    void realMapsComeBackByteForByteButForTheirTypeCode() throws IOException {
        Path file = data("format-samples/lumisection_histos2D__ZeroBias_2018A_DataFrame_2D_2.csv");
        assertThat(written(file)).isEqualTo(Files.readString(file).replace(",904,11,", ",904,6,"));
    }

    @Test
    void theTrackerFileIsReadWhole() {
        Reading reading = Reading.of(Connectors.open(data("tracker-2017/main-diagonal.csv"), ReadOptions.defaults()));
        assertThat(reading.rejected()).isEmpty();
        assertThat(reading.elements()).hasSize(10_000);
        LumisectionSet seen = LumisectionSet.of(
                reading.elements().stream().map(MonitorElement::at).toList());
        assertThat(seen.count()).isEqualTo(10_000);
        assertThat(seen.runs()).hasSize(507).startsWith(297048).endsWith(306462);
        assertThat(reading.elements().stream()
                        .filter(element -> element.histogram().entries() == 0))
                .hasSize(449);
        assertThat(reading.elements().stream()
                        .filter(element -> element.histogram().entries() < 1000))
                .hasSize(1487);
    }

    @Test
    void olderDialsPagesAreResolvedFromTheirFolder() {
        Reading reading = Reading.of(Connectors.open(data("ecal-357538-dials"), ReadOptions.defaults()));
        assertThat(reading.rejected())
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.origin().file()).endsWith("observed-dead-and-hot.csv"));
        assertThat(reading.elements())
                .hasSize(60)
                .allMatch(element -> element.at().equals(new LumisectionId(357538, 37)));
        Histogram towers = reading.elements().stream()
                .filter(element -> element.histogram().bins(0) == 72)
                .findFirst()
                .orElseThrow()
                .histogram();
        assertThat(towers.bins(1)).isEqualTo(34);
        assertThat(java.util.Arrays.stream(towers.contents()).filter(content -> content == 0))
                .hasSize(19);
        assertThat(reading.elements().stream()
                        .filter(element -> element.histogram().bins(0) == 85))
                .hasSize(29);
    }

    @Test
    void hcalMapsAreReadWithTheRunThatIsTold() {
        Path file = data("hcal-306138/hcal-digi-rechit-occupancy.hdf5");
        Path conditions = data("hcal-306138/conditions.json");
        Reading reading = Reading.of(Connectors.open(List.of(file, conditions), Reading.run(306138)));
        assertThat(reading.rejected()).isEmpty();
        assertThat(reading.elements())
                .hasSize(140)
                .allSatisfy(element -> assertThat(element.histogram().axes())
                        .containsExactly(Axis.regular(84, 0, 84), Axis.regular(72, 0, 72)));
        assertThat(reading.elements().getLast().at()).isEqualTo(new LumisectionId(306138, 10));
        assertThat(reading.conditioned().getFirst().conditions().value(Quantity.EVENTS))
                .hasValue(1350);
    }

    @Test
    void hcalMapsLieSoThatKnownDeadCellsAreEmptyAmongFilledOnes() {
        Path file = data("hcal-306138/hcal-digi-rechit-occupancy.hdf5");
        Histogram map = Reading.of(Connectors.open(file, Reading.run(306138))).elements().stream()
                .filter(element -> element.name().path().matches("(?i).*digi.*depth.?1.*"))
                .findFirst()
                .orElseThrow()
                .histogram();
        assertThat(map.at(22, 58)).isZero();
        assertThat(map.at(63, 49)).isZero();
        assertThat(map.at(22, 57)).isPositive();
        assertThat(map.at(63, 50)).isPositive();
    }

    @Test
    void aYearOfConditionsIsRead() {
        Reading reading =
                Reading.of(Connectors.open(data("conditions-2024/oms-run2024A.json"), ReadOptions.defaults()));
        assertThat(reading.rejected()).isEmpty();
        assertThat(reading.conditioned()).hasSize(8627).allSatisfy(c -> {
            assertThat(c.conditions().value(Quantity.PILEUP)).isPresent();
            assertThat(c.conditions().bits()).hasSize(9);
        });
    }

    private static Map<String, Histogram> byShortName(Path file) {
        return Reading.of(Connectors.open(file, ReadOptions.defaults())).elements().stream()
                .collect(Collectors.toMap(
                        element -> element.name().shortName(), MonitorElement::histogram, (a, b) -> a));
    }

    private static String written(Path file) {
        StringBuilder out = new StringBuilder();
        LegacyCsvWriter writer = new LegacyCsvWriter(out);
        Reading.of(Connectors.open(file, ReadOptions.defaults())).elements().forEach(writer::write);
        return out.toString();
    }
}
