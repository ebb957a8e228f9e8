package org.lumiwatch.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.HistogramSource;
import org.lumiwatch.source.Origin;
import org.lumiwatch.source.ReadOptions;

class ConnectorsTest {
    private static final String SCALARS = "run,ls,element,value\n316110,7,n,812\n316110,8,n,813\n";

    @TempDir
    Path folder;

    @Test
    void theContentDecidesAndNotTheName() throws IOException {
        Path file = Files.writeString(folder.resolve("golden.json"), SCALARS);
        assertThat(Connectors.recognise(file)).isEqualTo(Format.SCALAR_CSV);
        assertThat(Connectors.recognise(Files.writeString(folder.resolve("x.csv"), "{\"1\": [[-1]]}")))
                .isEqualTo(Format.GOLDEN_JSON);
        assertThat(Connectors.recognise(Files.writeString(folder.resolve("y.csv"), "1:1-1:33")))
                .isEqualTo(Format.GOLDEN_JSON);
    }

    @Test
    void anUnknownFileSaysWhatWasSeenAndWhatIsKnown() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "module,kind\nEB+01,hot\n");
        assertThatThrownBy(() -> Connectors.open(file, ReadOptions.defaults()))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("notes.txt: begins with 'module,kind EB+01,hot'")
                .hasMessageContaining("CSV of histograms (ML4DQM, DIALS); CSV of scalars");
        Path empty = Files.createFile(folder.resolve("empty"));
        assertThatThrownBy(() -> Connectors.open(empty, ReadOptions.defaults()))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("empty: empty");
    }

    @Test
    void aMissingFileIsADiscErrorThatNamesIt() {
        assertThatThrownBy(() -> Connectors.open(folder.resolve("absent.csv"), ReadOptions.defaults()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("absent.csv");
    }

    @Test
    void foldersAreWalkedByNameAndUnknownFilesRefused() throws IOException {
        Files.createDirectories(folder.resolve("b/c"));
        Files.writeString(folder.resolve("b/c/2"), SCALARS);
        Files.writeString(folder.resolve("b/1"), SCALARS);
        Files.writeString(folder.resolve("a"), SCALARS);
        Files.writeString(folder.resolve("readme"), "hello");
        Files.writeString(folder.resolve(".hidden"), "hello");
        FileSet set = Connectors.open(folder, ReadOptions.defaults());
        assertThat(set.files())
                .extracting(file -> folder.relativize(Path.of(file.name())).toString())
                .containsExactly("a", "b/1", "b/c/2");
        Reading reading = Reading.of(set);
        assertThat(reading.elements()).hasSize(6);
        assertThat(reading.rejected()).singleElement().satisfies(rejected -> {
            assertThat(rejected.origin())
                    .isEqualTo(new Origin(folder.resolve("readme").toString(), 0));
            assertThat(rejected.reason()).startsWith("begins with 'hello'");
        });
    }

    @Test
    void readingTwiceGivesTheSame() throws IOException {
        FileSet set = Connectors.open(Files.writeString(folder.resolve("s"), SCALARS), ReadOptions.defaults());
        assertThat(Reading.of(set)).isEqualTo(Reading.of(set));
    }

    @Test
    void packedFilesAreReadAndDamageIsTold() {
        StringBuilder text = new StringBuilder(SCALARS);
        RandomGenerator random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            text.append("316111,")
                    .append(i + 1)
                    .append(",n,")
                    .append(random.nextInt())
                    .append('\n');
        }
        byte[] packed = packed(text.toString());
        assertThat(Reading.of("s.gz", packed, ReadOptions.defaults()).elements())
                .hasSize(20_002);
        Reading cut = Reading.of("s.gz", Arrays.copyOf(packed, packed.length - 3000), ReadOptions.defaults());
        assertThat(cut.elements()).hasSizeGreaterThan(10_000);
        assertThat(cut.rejected())
                .last()
                .satisfies(rejected -> assertThat(rejected.reason()).contains("packed data end"));
    }

    @Test
    void lentReadersAreAskedFirst() throws IOException {
        Path file = Files.writeString(folder.resolve("x"), "PAR1....");
        Delivery delivery = new Delivery.Rejected(new Origin("x", 1), "lent", "");
        ForeignReader lent = new ForeignReader() {
            @Override
            public String description() {
                return "Parquet";
            }

            @Override
            public boolean accepts(byte[] beginning) {
                return new String(beginning, StandardCharsets.US_ASCII).startsWith("PAR1");
            }

            @Override
            public HistogramSource open(Path path, ReadOptions options) {
                return sink -> sink.accept(delivery);
            }
        };
        FileSet set = Connectors.open(List.of(file), ReadOptions.defaults(), List.of(lent));
        assertThat(Reading.of(set).deliveries()).containsExactly(delivery);
    }

    private static byte[] packed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
