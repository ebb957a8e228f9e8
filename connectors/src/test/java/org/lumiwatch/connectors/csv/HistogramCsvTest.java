package org.lumiwatch.connectors.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumiwatch.connectors.Reading;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.ReadOptions;

class HistogramCsvTest {
    private static final String HEADER =
            "fromrun,fromlumi,hname,fromrun,fromlumi,metype,hname,histo,entries,Xmax,Xmin,Xbins,Ymax,Ymin,Ybins\n";
    private static final String LINE = "316110,7,short,316110,7,3,a/charge,\"[1, 5, 9, 2, 0, 3]\",20,4.0,0.0,4,1,0,1\n";

    /** 4 × 3, no two cells alike, flow bins 7 to 9. */
    private static final String MAP =
            "[7, 7, 7, 7, 7, 7, 8, 11, 12, 13, 14, 8, 8, 21, 22, 23, 24, 8, 8, 31, 32, 33, 34, 8,"
                    + " 9, 9, 9, 9, 9, 9]";

    @Test
    void theLastOfRepeatedColumnsCounts() {
        Reading reading = Reading.of("f.csv", HEADER + LINE.replace("short,316110,7", "short,316111,8"));
        assertThat(reading.elements().getFirst().at()).isEqualTo(new LumisectionId(316111, 8));
        assertThat(reading.elements().getFirst().name().path()).isEqualTo("a/charge");
    }

    @Test
    void renamedRepeatsAndAnUnnamedIndexAreTheSameDialect() {
        String header =
                ",fromrun,fromlumi,hname,fromrun.1,fromlumi.1,metype,hname.1,histo,entries,Xmax,Xmin,Xbins,Ymax,"
                        + "Ymin,Ybins\n";
        assertThat(Reading.of("f.csv", header + "0," + LINE).elements())
                .isEqualTo(Reading.of("g.csv", HEADER + LINE).elements());
    }

    @Test
    void flowBinsAreKeptApart() {
        Histogram histogram = Reading.of("f.csv", HEADER + LINE).only();
        assertThat(histogram)
                .isEqualTo(Histogram.withFlow(List.of(Axis.regular(4, 0, 4)), new double[] {1, 5, 9, 2, 0, 3}, 20));
        assertThat(histogram.contents()).containsExactly(5, 9, 2, 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "[5, 9, 2, 0]"        | 1-D, no flow bins
            "[5., 9., 2., 0.]"    | 1-D, no flow bins
            [ 5.  9. 2.  0.]      | 1-D, no flow bins, numpy text
            "[ 5.  9.\\n  2.  0.]" | 1-D, no flow bins, numpy text
            "[5e0, 9E+0, +2, -0.0]" | 1-D, no flow bins
            "[1, 5, 9, 2, 0, 3]"  | 1-D, flow bins
            """)
    void spellingsOfOneListGiveOneHistogram(String list, String variant) {
        String line = LINE.replace("\"[1, 5, 9, 2, 0, 3]\"", list.replace("\\n", "\n"));
        Reading reading = Reading.of("f.csv", HEADER + line + LINE);
        assertThat(reading.rejected()).isEmpty();
        assertThat(reading.elements()).hasSize(2);
        assertThat(reading.elements().getFirst().histogram().contents()).containsExactly(5, 9, 2, 0);
        assertThat(reading.dialects().getFirst()).isEqualTo("ML4DQM CSV, " + variant);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [[11, 12, 13, 14], [21, 22, 23, 24], [31, 32, 33, 34]] | Y_MAJOR
            [11, 12, 13, 14, 21, 22, 23, 24, 31, 32, 33, 34]       | Y_MAJOR
            [11, 21, 31, 12, 22, 32, 13, 23, 33, 14, 24, 34]       | X_MAJOR
            [[11, 21, 31], [12, 22, 32], [13, 23, 33], [14, 24, 34]] | X_MAJOR
            [[11. 12. 13. 14.] [21. 22. 23. 24.] [31. 32. 33. 34.]] | Y_MAJOR
            """)
    void mapsAreReadTheRightWayUp(String list, ReadOptions.FlatOrder order) {
        String line = "316110,7,m,316110,7,6,m,\"" + list + "\",270,4.0,0.0,4,1.5,-1.5,3\n";
        ReadOptions options = new ReadOptions(OptionalInt.empty(), 1, order);
        Histogram map = Reading.of("f.csv", (HEADER + line).getBytes(java.nio.charset.StandardCharsets.UTF_8), options)
                .only();
        assertThat(map.at(0, 0)).isEqualTo(11);
        assertThat(map.at(3, 0)).isEqualTo(14);
        assertThat(map.at(0, 2)).isEqualTo(31);
        assertThat(map.axes()).containsExactly(Axis.regular(4, 0, 4), Axis.regular(3, -1.5, 1.5));
    }

    @Test
    void aPaddedMapKeepsItsFlowBins() {
        String line = "316110,7,m,316110,7,6,m,\"" + MAP + "\",400,4.0,0.0,4,1.5,-1.5,3\n";
        Histogram map = Reading.of("f.csv", HEADER + line).only();
        assertThat(map.at(0, 0)).isEqualTo(11);
        assertThat(map.at(3, 2)).isEqualTo(34);
        assertThat(map.padded().orElseThrow()).startsWith(7, 7).endsWith(9, 9);
    }

    @Test
    void theTypeCodeDecidesTheDimensionAndNotTheBins() {
        String oneYBin = "316110,7,m,316110,7,6,m,\"[1, 2, 3, 4]\",10,4.0,0.0,4,1.0,0.0,1\n";
        assertThat(Reading.of("f.csv", HEADER + oneYBin).only().dimensions()).isEqualTo(2);
        assertThat(Reading.of("f.csv", HEADER + oneYBin.replace(",7,6,m", ",7,3,m"))
                        .only()
                        .dimensions())
                .isEqualTo(1);
    }

    @Test
    void anUnknownTypeCodeIsSaidInTheDialect() {
        String line = "316110,7,m,316110,7,11,m,\"" + MAP + "\",400,4.0,0.0,4,1.5,-1.5,3\n";
        Reading reading = Reading.of("f.csv", HEADER + line);
        assertThat(reading.only().dimensions()).isEqualTo(2);
        assertThat(reading.dialects().getFirst()).contains("metype 11", "dimension taken from the bins");
    }

    @Test
    void labelColumnsChangeNothing() {
        String header =
                "fromrun,fromlumi,fromrun,fromlumi,fromrun.1,fromlumi.1,hname,histo,entries,Xmax,Xmin,Xbins,Json,DCSbit\n";
        String line = "306134,23,306134,23,306134,23,MainDiagonal Position,\"[0, 1, 2, 0]\",3,2.0,0.0,2,%s,%s\n";
        List<Delivery> good =
                Reading.of("f.csv", header + line.formatted("True", "True")).deliveries();
        List<Delivery> bad =
                Reading.of("f.csv", header + line.formatted("False", "False")).deliveries();
        assertThat(good).isEqualTo(bad).hasOnlyElementsOfType(Delivery.Histogrammed.class);
    }

    @Test
    void dialsTablesAreRead() {
        String text = """
                me,run_number,ls_number,x_min,x_max,x_bin,y_min,y_max,y_bin,entries,data
                b/map +1,316110,7,0.0,2.0,2.0,0.0,3.0,3.0,21,"[[1, 2], [3, 4], [5, 6]]"
                b/line,316110,7,0.0,2.0,2.0,,,,21,"[1, 2]"
                """;
        Reading reading = Reading.of("f.csv", text);
        assertThat(reading.dialects())
                .containsExactly("DIALS CSV, 2-D, no flow bins, nested", "DIALS CSV, 1-D, no flow bins");
        assertThat(reading.elements().getFirst().histogram().at(1, 2)).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [1, 5, 9]              | histo: 3 values (expected: 4, or 6 with flow bins)
            [1, 5, nan, 2]         | histo: value 3: 'nan' (expected: a finite number)
            [1, 5, 1e999, 2]       | histo: value 3: '1e999'
            [1, 5, 0x1F, 2]        | histo: value 3: '0x1F'
            [1 5, 9, 2]            | a comma among blanks
            [1, 5 9, 2]            | no comma before it
            [1, , 9, 2]            | (expected: a value)
            [0. 0. ... 0. 0.]      | the list was shortened
            [1, 5, 9, 2            | the end of the text
            [[1, 5], [9]]          | row 2: 1 values (expected: 2, as in row 1)
            []                     | no values
            5                      | a list such as
            """)
    void aBadListIsRefusedWithItsPlace(String list, String reason) {
        Reading reading = Reading.of("f.csv", HEADER + LINE.replace("[1, 5, 9, 2, 0, 3]", list) + LINE);
        assertThat(reading.elements()).hasSize(1);
        assertThat(reading.rejected()).hasSize(1);
        Delivery.Rejected rejected = reading.rejected().getFirst();
        assertThat(rejected.reason()).startsWith("run 316110 lumisection 7: ").contains(reason);
        assertThat(rejected.origin()).hasToString("f.csv: record 1");
        assertThat(rejected.excerpt()).startsWith("316110,7,short");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ,20,4.0,0.0,4,1,0,1 | ,-5,4.0,0.0,4,1,0,1   | entries: -5.0 (expected: a number >= 0)
            ,20,4.0,0.0,4,1,0,1 | ,NaN,4.0,0.0,4,1,0,1  | entries: NaN
            ,20,4.0,0.0,4,1,0,1 | ,20,0.0,0.0,4,1,0,1   | x axis: 0.0 to 0.0 (expected: finite low < high)
            ,20,4.0,0.0,4,1,0,1 | ,20,4.0,0.0,4.5,1,0,1 | x bins: 4.5 (expected: a whole number >= 1)
            ,20,4.0,0.0,4,1,0,1 | ,20,4.0,0.0,1e300,1,0,1 | x bins: 1.0E300
            ,20,4.0,0.0,4,1,0,1 | ,20,4.0,0.0,4,1,0     | 14 fields (expected: 15, as in the header)
            short,316110        | short,-3              | fromrun: -3 (expected: a whole number from 1)
            short,316110        | short,99999999999     | fromrun: 99999999999
            short,316110        | short,                | fromrun: nothing (expected: a number)
            a/charge            | ''                    | element name: blank
            """)
    void aBadFieldIsRefusedByName(String good, String bad, String reason) {
        Reading reading = Reading.of("f.csv", HEADER + LINE.replace(good, bad) + LINE);
        assertThat(reading.elements()).hasSize(1);
        assertThat(reading.rejected())
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.reason()).contains(reason));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Chi2 / ndf + :ok
            PXDisk_+1
            température_Δη
            '"quoted, with ""comma""\"'
            """)
    void oddNamesAreKept(String name) {
        assertThat(Reading.of("f.csv", HEADER + LINE.replace("a/charge", name)).elements())
                .singleElement()
                .satisfies(element -> assertThat(element.name().path())
                        .isEqualTo(name.startsWith("\"") ? "quoted, with \"comma\"" : name));
    }

    @Test
    void windowsLineEndsBlankLinesByteOrderMarkAndRepeatedHeadersDoNoHarm() {
        String text = "\uFEFF" + (HEADER + LINE + "\n" + HEADER + LINE).replace("\n", "\r\n");
        Reading reading = Reading.of("f.csv", text);
        assertThat(reading.elements()).hasSize(2);
        assertThat(reading.rejected()).isEmpty();
    }

    @Test
    void entriesThatAreNotGivenAreTheSum() {
        assertThat(Reading.of("f.csv", HEADER + LINE.replace(",20,4.0", ",,4.0"))
                        .only()
                        .entries())
                .isEqualTo(20);
    }
}
