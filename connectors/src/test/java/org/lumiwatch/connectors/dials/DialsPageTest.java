package org.lumiwatch.connectors.dials;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumiwatch.connectors.Reading;
import org.lumiwatch.connectors.SetReading;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.lumisection.LumisectionId;

class DialsPageTest {
    private static final String LINE = """
            {"dataset": "/Z/R/D", "run_number": 316110, "ls_number": %d, "me": "a/charge +1", "x_min": 0.0, "x_max": 4.0,
             "x_bin": 4.0, "entries": 20, "data": [5.0, 9.0, 2.0, 0.0]}""";
    private static final String MAP = """
            {"run_number": 316110, "ls_number": 7, "me": "a/map", "x_min": 0.0, "x_max": 4.0, "x_bin": 4.0, "y_min": -1.5,
             "y_max": 1.5, "y_bin": 3.0, "entries": 270,
             "data": [[11, 12, 13, 14], [21, 22, 23, 24], [31, 32, 33, 34]]}""";
    private static final String OLDER = """
            {"count": 2, "next": null, "previous": null, "results": [{"id": 5, "date": "2024-01-17T10:10:49Z", "title": "a/t",
            "entries": 3, "data": [1, 2], "x_min": 0, "x_max": 2, "x_bin": 2, "source_data_file": 1, "lumisection": 41}]}""";
    private static final String IDS = """
            {"count": 1, "next": null, "previous": null, "results": [
            {"id": 41, "ls_number": 37, "date": "2024-01-17T10:07:37Z", "oms_zerobias_rate": null, "run": 357538}]}""";

    private static String page(String... records) {
        return "{\"next\": null, \"previous\": null, \"results\": [" + String.join(",\n", records) + "]}";
    }

    @Test
    void aPageOfBothKindsIsReadTheRightWayUp() {
        Reading reading = Reading.of("p.json", page(LINE.formatted(7), MAP));
        assertThat(reading.rejected()).isEmpty();
        assertThat(reading.elements().getFirst())
                .isEqualTo(new MonitorElement(
                        new ElementName("a/charge +1"),
                        new LumisectionId(316110, 7),
                        Histogram.of(List.of(Axis.regular(4, 0, 4)), new double[] {5, 9, 2, 0}, 20)));
        Histogram map = reading.elements().get(1).histogram();
        assertThat(map.bins(0)).isEqualTo(4);
        assertThat(map.at(3, 0)).isEqualTo(14);
        assertThat(map.at(0, 2)).isEqualTo(31);
    }

    @Test
    void listsAndLinesOfRecordsAreReadToo() {
        assertThat(Reading.of("p.json", "[" + LINE.formatted(7) + ", " + MAP + "]")
                        .elements())
                .hasSize(2);
        assertThat(Reading.of("p.json", LINE.formatted(7) + "\n" + MAP + "\n").elements())
                .hasSize(2);
    }

    @Test
    void idsAreResolvedFromPagesOfTheSameSetInAnyOrder() {
        Reading reading = SetReading.of(OLDER, IDS);
        assertThat(reading.rejected()).isEmpty();
        assertThat(reading.elements().getFirst().at()).isEqualTo(new LumisectionId(357538, 37));
        assertThat(reading.dialects()).containsExactly("older DIALS JSON, 1-D, no flow bins");
    }

    @Test
    void anIdWithoutItsPageIsRefusedAndTheRemedyNamed() {
        assertThat(SetReading.of(OLDER).rejected())
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.reason())
                        .contains("lumisection id 41", "give the lumisection page that holds it"));
    }

    @Test
    void anIdWithTwoMeaningsHasNone() {
        Reading reading = SetReading.of(OLDER, IDS, IDS.replace("357538", "357539"));
        assertThat(reading.elements()).isEmpty();
        assertThat(reading.rejected())
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.reason()).contains("means different lumisections"));
    }

    @Test
    void pagesWithoutHistogramsAreNoError() {
        String listing = page("{\"dataset_id\": 1, \"run_number\": 316110, \"ls_count\": 12}");
        String elements = "[{\"me_id\": 1, \"me\": \"a/b\", \"count\": 10, \"dim\": 1}]";
        String flags = "{\"316110\": {\"7\": [{\"model_id\": 3, \"me_id\": 1, \"me\": \"a\", \"mse\": 0.4}]}}";
        assertThat(SetReading.of(listing, elements, flags, page()).deliveries()).isEmpty();
    }

    @Test
    void aFaultInOneRecordCostsThatRecord() {
        String good = LINE.formatted(7);
        String spoilt = LINE.formatted(8);
        for (int i = 0; i < spoilt.length(); i++) {
            for (char c : new char[] {'{', '}', '[', ']', '"', ',', 'x', '\\'}) {
                String text = page(good, spoilt.substring(0, i) + c + spoilt.substring(i + 1), LINE.formatted(9));
                assertThat(Reading.of("p.json", text.replace("\n", " ")).elements())
                        .as(text)
                        .extracting(element -> element.at().number())
                        .contains(7, 9);
            }
        }
    }

    @Test
    void aTruncatedPageGivesItsWholeRecords() {
        String text = page(LINE.formatted(7), LINE.formatted(8), LINE.formatted(9));
        Reading reading = Reading.of("p.json", text.substring(0, text.length() - 20));
        assertThat(reading.elements()).hasSize(2);
        assertThat(reading.rejected())
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.reason()).contains("cut short"));
    }

    @Test
    void badValuesAreRefusedWithRunAndLumisection() {
        String text = page(
                LINE.formatted(7).replace("9.0", "NaN"),
                LINE.formatted(8).replace("9.0", "null"),
                LINE.formatted(9).replace("9.0, ", ""),
                LINE.formatted(10).replace("\"x_bin\": 4.0,", ""));
        assertThat(Reading.of("p.json", text).rejected())
                .extracting(rejected -> rejected.reason().replaceAll("^.*?: ", ""))
                .satisfiesExactly(
                        reason -> assertThat(reason).contains("NaN"),
                        reason -> assertThat(reason).contains("value 2"),
                        reason -> assertThat(reason).contains("3 values (expected: 4"),
                        reason -> assertThat(reason).contains("x_bin: nothing"));
    }

    @Test
    void aWrittenPageReadsBackTheSame() {
        List<MonitorElement> elements = Reading.of("p.json", page(MAP)).elements();
        StringWriter out = new StringWriter();
        DialsPageWriter.write(elements, "/Z/R/D", out);
        assertThat(Reading.of("w.json", out.toString()).elements()).isEqualTo(elements);
        assertThat(out.toString()).contains("\"x_bin\":4.0", "\"entries\":270", "[[11.0,12.0,13.0,14.0],[");
    }
}
