package org.lumiwatch.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.ReadOptions;

/**
 * More than 10,000 spoilt inputs of all formats. Whatever is done to one record, the reader does not fail and every other record
 * is delivered unchanged.
 */
class MutationTest {
    private static final int RECORDS = 6;

    @Test
    void legacyCsv() {
        String header =
                "fromrun,fromlumi,hname,fromrun,fromlumi,metype,hname,histo,entries,Xmax,Xmin,Xbins,Ymax,Ymin,Ybins\n";
        spoil(
                2500,
                1,
                header,
                "\n",
                "\n",
                i -> "316110,%1$d,n,316110,%1$d,3,PXDisk_+1 é,\"[1, %1$d5, 9, 2, 0, 3]\",2%1$d,4.0,0.0,4,1,0,1"
                        .formatted(i));
        spoil(
                1500,
                2,
                header,
                "\n",
                "\n",
                i -> "316110,%1$d,n,316110,%1$d,6,m,\"[[1, %1$d, 3], [4, 5, 6]]\",21,4.0,0.0,3,1.5,-1.5,2"
                        .formatted(i));
    }

    @Test
    void harvestedCsvWithNumpyText() {
        String header = ",fromrun,fromlumi,hname,metype,histo,entries,Xmax,Xmin,Xbins,Ymax,Ymin,Ybins\n";
        spoil(
                1000,
                3,
                header,
                "\n",
                "\n",
                i -> "%1$d,316110,%1$d,a/b,3,[1. %1$d. 9. 2. 0. 3.],20,4.0,0.0,4,1,0,1".formatted(i));
        spoil(
                1000,
                4,
                header,
                "\n",
                "\n",
                i -> "%1$d,316110,%1$d,a/b,3,\"[1. %1$d. 9.\n 2. 0. 3.]\",20,4.0,0.0,4,1,0,1".formatted(i));
    }

    @Test
    void dialsCsv() {
        String header = "dataset,me,run_number,ls_number,x_min,x_max,x_bin,entries,data\n";
        spoil(
                1000,
                5,
                header,
                "\n",
                "\n",
                i -> "\"/a, b\",a/b,316110,%1$d,0.0,4.0,4.0,7,\"[1, %1$d, 3, 4]\"".formatted(i));
    }

    @Test
    void dialsPages() {
        IntFunction<String> line = i -> """
                {"run_number": 316110, "ls_number": %d, "me": "a/{b}", "x_min": 0.0, "x_max": 4.0, "x_bin": 4.0,
                "entries": 20, "data": [5.0, %d.0, 2.0, 0.0]}""".formatted(i, i);
        spoil(1500, 6, "{\"next\": null, \"previous\": null, \"results\": [", ",\n", "]}", line);
        spoil(
                1500,
                7,
                "{\"next\": null, \"results\": [",
                ", ",
                "]}",
                i -> line.apply(i).replace("\n", ""));
        spoil(500, 8, "[", ", ", "]", i -> """
                {"me": "m", "run_number": 316110, "ls_number": %d, "x_min": 0, "x_max": 2, "x_bin": 2, "y_min": 0, "y_max": 3,
                "y_bin": 3, "data": [[1, 2], [3, %d], [5, 6]]}""".formatted(i, i).replace("\n", ""));
    }

    @Test
    void scalarsCsv() {
        spoil(700, 9, "run,ls,element,value\n", "\n", "\n", i -> "316110,%d,tracks/mean pt,1.%d".formatted(i, i));
    }

    @Test
    void timeSeriesCsvNeverFails() {
        String header = "time,channel,value,unit\n";
        RandomGenerator random = new SplittableRandom(10);
        for (int n = 0; n < 500; n++) {
            int spoilt = random.nextInt(RECORDS);
            StringBuilder text = new StringBuilder(header);
            for (int i = 0; i < RECORDS; i++) {
                String row = "2024-04-05T10:00:0%d.000Z,hv/%d,%d,V".formatted(i, i, i);
                text.append(i == spoilt ? Mutation.of(row, random) : row).append('\n');
            }
            List<Double> values = read(text.toString()).deliveries().stream()
                    .filter(Delivery.Charted.class::isInstance)
                    .flatMap(delivery -> ((Delivery.Charted) delivery).series().points().values().stream())
                    .toList();
            for (int i = 0; i < RECORDS; i++) {
                if (i != spoilt) {
                    assertThat(values).as(text.toString()).contains((double) i);
                }
            }
        }
    }

    @Test
    void conditionsLoseAtMostTheSpoiltColumnOrLumisection() {
        RandomGenerator random = new SplittableRandom(11);
        String[] columns = {
            "\"pileup\": [31.5, 30.5, 29.5, 28.5]",
            "\"ebp_ready\": [true, false, true, true]",
            "\"prescale_name\": [\"a, b\", null, \"c\", \"d\"]"
        };
        String ids = "\"events\": [1, 2, 3, 4], \"run_number\": [1, 1, 1, 1], \"lumisection_number\": [1, 2, 3, 4]}";
        for (int n = 0; n < 1000; n++) {
            int spoilt = random.nextInt(columns.length);
            StringBuilder text = new StringBuilder("{");
            for (int k = 0; k < columns.length; k++) {
                text.append(k == spoilt ? Mutation.of(columns[k], random) : columns[k])
                        .append(", ");
            }
            text.append(ids);
            if (spoilt == 0 && !text.toString().startsWith("{\"pileup\": [")) {
                continue; // the file no longer begins like one of conditions
            }
            Reading reading = read(text.toString());
            assertThat(reading.conditioned().size() + reading.rejected().size())
                    .as(text.toString())
                    .isGreaterThanOrEqualTo(4);
            for (Delivery.Conditioned conditioned : reading.conditioned()) {
                LumisectionConditions conditions = conditioned.conditions();
                assertThat(conditions.values().values()).as(text.toString()).contains((double)
                        conditions.id().number());
            }
        }
    }

    @Test
    void hdf5NeverFails(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("maps.h5");
        try (WritableHdfFile out = HdfFile.write(file)) {
            out.putDataset("a", new float[][][] {{{1, 2, 3}, {4, 5, 6}}, {{7, 8, 9}, {10, 11, 12}}});
            out.putDataset("b", new int[][][] {{{1, 2, 3}, {4, 5, 6}}});
        }
        byte[] whole = Files.readAllBytes(file);
        RandomGenerator random = new SplittableRandom(12);
        for (int n = 0; n < 500; n++) {
            byte[] bytes = whole.clone();
            for (int k = random.nextInt(1, 4); k > 0; k--) {
                int at = random.nextInt(8, bytes.length);
                bytes[at] = (byte) (bytes[at] ^ 1 << random.nextInt(8));
            }
            try {
                Reading.of("maps.h5", bytes, Reading.run(306138));
            } catch (InvalidDataException e) {
                assertThat(e).hasMessageStartingWith("maps.h5: ");
            }
        }
    }

    /** Spoils one record of a file {@code count} times, or cuts the file within it; all others must come as they were. */
    private static void spoil(
            int count, long seed, String head, String between, String tail, IntFunction<String> record) {
        RandomGenerator random = new SplittableRandom(seed);
        List<MonitorElement> whole =
                read(file(head, between, tail, record, -1, "")).elements();
        assertThat(whole).hasSize(RECORDS);
        for (int n = 0; n < count; n++) {
            int spoilt = random.nextInt(RECORDS);
            boolean cut = n % 10 == 0;
            String mutant = cut
                    ? record.apply(spoilt + 1)
                            .substring(
                                    0,
                                    random.nextInt(1, record.apply(spoilt + 1).length()))
                    : Mutation.of(record.apply(spoilt + 1), random);
            String text = file(head, between, tail, record, spoilt, mutant);
            if (cut) {
                String before = file(head, between, "", record, spoilt, "\f");
                text = text.substring(0, before.indexOf('\f') + mutant.length());
            }
            List<MonitorElement> expected = new ArrayList<>(whole.subList(0, spoilt));
            if (!cut) {
                expected.addAll(whole.subList(spoilt + 1, RECORDS));
            }
            if (expected.isEmpty()) {
                continue; // nothing is left to recognise the file by
            }
            Reading reading = read(text);
            assertThat(reading.elements()).as(text).containsAll(expected);
            assertThat(reading.deliveries().size()).as(text).isGreaterThanOrEqualTo(expected.size());
        }
    }

    private static String file(
            String head, String between, String tail, IntFunction<String> record, int spoilt, String mutant) {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            records.add(i == spoilt ? mutant : record.apply(i + 1));
        }
        return head + String.join(between, records) + tail;
    }

    private static Reading read(String text) {
        try {
            return Reading.of("mutant", text.getBytes(StandardCharsets.ISO_8859_1), ReadOptions.defaults());
        } catch (RuntimeException e) {
            return fail(text + "\n" + e, e);
        }
    }
}
