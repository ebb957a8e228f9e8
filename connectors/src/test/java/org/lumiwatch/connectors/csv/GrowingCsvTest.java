package org.lumiwatch.connectors.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.ReadOptions;

class GrowingCsvTest {
    private static final String HEADER = "fromrun,fromlumi,hname,metype,histo,entries,Xmax,Xmin,Xbins\n";

    @TempDir
    Path folder;

    private Path file;
    private final List<Delivery> seen = new ArrayList<>();

    @BeforeEach
    void startEmpty() throws IOException {
        file = Files.createFile(folder.resolve("live.csv"));
    }

    private static String row(int lumisection) {
        return "316110,%d,n,3,\"[1, 5, 9, 2,\n 0, 3]\",20,4.0,0.0,4\n".formatted(lumisection);
    }

    private void append(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }

    private List<String> seenLumisections() {
        return seen.stream()
                .map(delivery -> delivery instanceof Delivery.Histogrammed histogrammed
                        ? histogrammed.element().at().toString()
                        : delivery.toString())
                .toList();
    }

    @Test
    void everyRowIsHandedOverOnceHoweverItArrives() throws IOException {
        GrowingCsv growing = GrowingCsv.follow(file, ReadOptions.defaults());
        String text = HEADER + row(1) + row(2) + row(3);
        for (int i = 0; i < text.length(); i++) {
            append(text.substring(i, i + 1));
            int before = seen.size();
            assertThat(growing.poll(seen::add)).isEqualTo(seen.size() - before);
        }
        assertThat(seenLumisections()).containsExactly("316110:1", "316110:2", "316110:3");
        assertThat(seen.getLast().origin().record()).isEqualTo(3);
        assertThat(growing.poll(seen::add)).isZero();
    }

    @Test
    void aBrokenRowIsRefusedOnceTheNextHasCome() throws IOException {
        GrowingCsv growing = GrowingCsv.follow(file, ReadOptions.defaults());
        append(HEADER + row(1) + row(2).replace("]\"", "]"));
        assertThat(growing.poll(seen::add)).isEqualTo(1);
        append(row(3));
        assertThat(growing.poll(seen::add)).isEqualTo(2);
        assertThat(seen.get(1)).isInstanceOf(Delivery.Rejected.class);
        assertThat(seen.get(2)).isInstanceOf(Delivery.Histogrammed.class);
    }

    @Test
    void aFileBegunAnewIsReadFromItsBeginning() throws IOException {
        GrowingCsv growing = GrowingCsv.follow(file, ReadOptions.defaults());
        append(HEADER + row(1) + row(2));
        growing.poll(seen::add);
        Files.writeString(file, HEADER + row(7));
        growing.poll(seen::add);
        assertThat(seenLumisections()).containsExactly("316110:1", "316110:2", "316110:7");
    }

    @Test
    void aHeaderOfAnotherKindIsAnError() throws IOException {
        append("time,channel,value,unit\n");
        assertThatThrownBy(() -> GrowingCsv.follow(file, ReadOptions.defaults()).poll(seen::add))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("live.csv: columns [time, channel");
    }
}
