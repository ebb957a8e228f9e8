package org.lumiwatch.connectors.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumiwatch.connectors.Reading;
import org.lumiwatch.connectors.content.Content;
import org.lumiwatch.connectors.content.ContentStream;
import org.lumiwatch.element.MonitorElement;

/** What a fault may cost: the row it is in. */
class BrokenCsvTest {
    private static final String HEADER =
            "fromrun,fromlumi,hname,fromrun,fromlumi,metype,hname,histo,entries,Xmax,Xmin,Xbins,Ymax,Ymin,Ybins\n";

    private static String line(int lumisection) {
        return "316110,%1$d,n,316110,%1$d,3,n,\"[1, 5, 9, 2, 0, 3]\",20,4.0,0.0,4,1,0,1\n".formatted(lumisection);
    }

    private static List<Integer> lumisections(Reading reading) {
        return reading.elements().stream()
                .map(MonitorElement::at)
                .map(at -> at.number())
                .toList();
    }

    @Test
    void anUnclosedQuoteCostsItsRowOnly() {
        Reading reading = Reading.of("f.csv", HEADER + line(1) + line(2).replace("]\"", "]") + line(3) + line(4));
        assertThat(lumisections(reading)).containsExactly(1, 3, 4);
        assertThat(reading.rejected()).singleElement().satisfies(rejected -> {
            assertThat(rejected.reason()).contains("quote opened in field 8 is never closed");
            assertThat(rejected.origin().record()).isEqualTo(2);
            assertThat(rejected.excerpt()).startsWith("316110,2,n").doesNotContain("316110,3");
        });
    }

    @Test
    void aStrayQuoteCostsItsRowOnly() {
        String row = line(2);
        for (int i = 0; i < row.length(); i++) {
            String spoilt = row.substring(0, i) + '"' + row.substring(i);
            Reading reading = Reading.of("f.csv", HEADER + line(1) + spoilt + line(3) + line(4));
            assertThat(lumisections(reading)).as(spoilt).contains(1, 3, 4);
        }
    }

    @Test
    void aTruncatedLastRowIsRefused() {
        String text = HEADER + line(1) + line(2);
        Reading reading = Reading.of("f.csv", text.substring(0, text.length() - 30));
        assertThat(lumisections(reading)).containsExactly(1);
        assertThat(reading.rejected()).hasSize(1);
    }

    @Test
    void aBrokenListOfSeveralLinesIsOneRefusal() {
        String numpy = line(2).replace("[1, 5, 9, 2, 0, 3]\"", "[1. 5.\n 9. 2.\n 0. 3.] x");
        Reading reading = Reading.of("f.csv", HEADER + line(1) + numpy + line(3));
        assertThat(lumisections(reading)).containsExactly(1, 3);
        assertThat(reading.rejected()).hasSize(1);
    }

    @Test
    void aGiantFieldIsBoundedAndRefused() {
        byte[] head = (HEADER + line(1) + "316110,2,n,316110,2,3,n,\"[1, ").getBytes(StandardCharsets.UTF_8);
        byte[] tail = ("\n" + line(3)).getBytes(StandardCharsets.UTF_8);
        byte[] text = new byte[head.length + Rows.LONGEST + 1000 + tail.length];
        java.util.Arrays.fill(text, (byte) '7');
        System.arraycopy(head, 0, text, 0, head.length);
        System.arraycopy(tail, 0, text, text.length - tail.length, tail.length);
        Reading reading = Reading.of("f.csv", text, org.lumiwatch.source.ReadOptions.defaults());
        assertThat(lumisections(reading)).containsExactly(1, 3);
        assertThat(reading.rejected()).singleElement().satisfies(rejected -> {
            assertThat(rejected.reason()).contains("longer than 16 MiB");
            assertThat(rejected.excerpt()).startsWith("316110,2,n");
        });
    }

    @Test
    void rowsAreCutTheSameHoweverTheyFallIntoTheBuffer() {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 1; i <= 12_000; i++) {
            text.append(line(i));
        }
        List<Integer> seen = new ArrayList<>(lumisections(Reading.of("f.csv", text.toString())));
        assertThat(seen).hasSize(12_000).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void fieldsAreUnquotedAsRfc4180Says() {
        byte[] text = "a,\"b \"\"c\"\"\nd\", \"e\" ,,\"\"\r\n1".getBytes(StandardCharsets.UTF_8);
        try (ContentStream in = Content.of("t", text).open()) {
            Rows rows = new Rows(in);
            rows.expect((bytes, from, to) -> false);
            assertThat(rows.next()).isTrue();
            List<String> fields = new ArrayList<>();
            for (int k = 0; k < rows.fields(); k++) {
                fields.add(rows.text(k));
            }
            assertThat(fields).containsExactly("a", "b \"c\"\nd", "e", "", "");
            assertThat(rows.next()).isTrue();
            assertThat(rows.text(0)).isEqualTo("1");
            assertThat(rows.next()).isFalse();
        }
    }
}
