package org.lumiwatch.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumiwatch.connectors.content.Decimal;
import org.lumiwatch.connectors.csv.DialsCsvWriter;
import org.lumiwatch.connectors.csv.LegacyCsvWriter;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.lumisection.LumisectionId;

class WritersTest {
    private static final String LEGACY = """
            fromrun,fromlumi,hname,fromrun,fromlumi,metype,hname,histo,entries,Xmax,Xmin,Xbins,Ymax,Ymin,Ybins
            316110,7,"a, ""b""\",316110,7,3,"a, ""b""\","[1, 5, 9, 2, 0, 3]",20,99.5,-0.5,4,1,0,1
            316110,7,map 1,316110,7,6,map 1,"[1, 2, 3, 4, 5, 6, 7, 11, 12, 13, 14, 8, 7, 21, 22, 23, 24, 8, 9, 9, 9, 9, 9, 9]",356,80000.0,0.0,4,1.5,-1.5,2
            """;

    private static String legacy(List<MonitorElement> elements) {
        StringBuilder out = new StringBuilder();
        LegacyCsvWriter writer = new LegacyCsvWriter(out);
        elements.forEach(writer::write);
        return out.toString();
    }

    @Test
    void legacyCsvComesBackByteForByte() {
        assertThat(legacy(Reading.of("f.csv", LEGACY).elements())).isEqualTo(LEGACY);
    }

    @Test
    void unknownFlowBinsAreWrittenAsZeros() {
        Histogram map = Histogram.of(List.of(Axis.regular(3, 0, 3), Axis.regular(2, 0, 2)), 1, 2, 3, 4, 5, 6.5);
        String text = legacy(List.of(element(map)));
        assertThat(text)
                .contains(
                        "\"[0, 0, 0, 0, 0, 0, 1, 2, 3, 0, 0, 4, 5, 6.5, 0, 0, 0, 0, 0, 0]\",21.5,3.0,0.0,3,2.0,0.0,2");
        assertThat(Reading.of("f.csv", text).only().contents()).isEqualTo(map.contents());
    }

    @Test
    void dialsTablesHoldTheSameHistogramsWithoutFlowBins() {
        List<MonitorElement> elements = Reading.of("f.csv", LEGACY).elements();
        StringBuilder out = new StringBuilder();
        DialsCsvWriter writer = new DialsCsvWriter(out, "/Z/R/D");
        elements.forEach(writer::write);
        List<MonitorElement> read = Reading.of("d.csv", out.toString()).elements();
        assertThat(read).hasSize(2);
        for (int i = 0; i < 2; i++) {
            Histogram before = elements.get(i).histogram();
            assertThat(read.get(i).name()).isEqualTo(elements.get(i).name());
            assertThat(read.get(i).histogram())
                    .isEqualTo(Histogram.of(before.axes(), before.contents(), before.entries()));
        }
    }

    @Test
    void whatAFormatCannotCarryIsRefused() {
        Histogram words = Histogram.of(List.of(new Axis.Category(List.of("on", "off"))), 1, 2);
        assertThatThrownBy(() -> legacy(List.of(element(words))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: one or two regular ones");
    }

    @ParameterizedTest
    @CsvSource({
        "4, 4.0",
        "-0.5, -0.5",
        "1e-5, 1e-05",
        "1.5e-7, 1.5e-07",
        "0.0001, 0.0001",
        "1e15, 1000000000000000.0",
        "1e16, 1e+16",
        "1.4789999723434448, 1.4789999723434448",
        "12345678.9, 12345678.9",
        "0, 0.0"
    })
    void floatsAreSpeltAsPythonSpellsThem(double value, String text) {
        assertThat(Decimal.ofFloat(value)).isEqualTo(text);
        byte[] ascii = text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        assertThat(Decimal.parse(ascii, 0, ascii.length)).isEqualTo(value);
    }

    private static MonitorElement element(Histogram histogram) {
        return new MonitorElement(new ElementName("a"), new LumisectionId(316110, 7), histogram);
    }
}
