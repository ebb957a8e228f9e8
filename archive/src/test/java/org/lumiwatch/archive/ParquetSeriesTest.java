package org.lumiwatch.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.source.Delivery;

class ParquetSeriesTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00.250Z");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TIMESTAMP '2026-05-01 12:00:00.25'",
                "TIMESTAMP_NS '2026-05-01 12:00:00.25'",
                "'2026-05-01T12:00:00.250Z'",
                "1777636800.25"
            })
    void timeMayBeATimestampTextOrSeconds(String time) throws SQLException {
        Path file = written("SELECT %s AS time, 'HV/3' AS channel, 300.5 AS value, 'V' AS unit".formatted(time));
        assertThat(ParquetSeries.recognises(file)).isTrue();
        List<Delivery> read = read(file);
        assertThat(read).hasSize(1);
        Delivery.Charted charted = (Delivery.Charted) read.getFirst();
        assertThat(charted.series().channel()).isEqualTo(new Quantity("HV/3", "V"));
        assertThat(charted.series().points()).isEqualTo(Map.of(NOON, 300.5));
    }

    @Test
    void aBadRowIsRefusedAloneAndNamed() throws SQLException {
        Path file = written("""
                SELECT * FROM (VALUES ('2026-05-01T12:00:00.250Z', 'a', 1.0, 'V'), ('noon', 'a', 2.0, 'V'),
                    ('2026-05-01T12:00:00.250Z', ' ', 3.0, 'V'), ('2026-05-01T12:00:01Z', 'a', NULL, 'V'),
                    ('2026-05-01T12:00:02Z', NULL, 3.0, NULL)) t(time, channel, value, unit)
                """);
        List<Delivery> read = read(file);
        assertThat(read.stream()
                        .filter(Delivery.Rejected.class::isInstance)
                        .map(one -> one.origin().record()))
                .containsExactly(2L, 3L, 4L, 5L);
        assertThat(read.stream().filter(Delivery.Charted.class::isInstance)).hasSize(1);
    }

    @Test
    void everyPointOfALongFileComesOver() throws SQLException {
        Path file = written("SELECT (1777636800 + i) AS time, 'c' || (i % 3) AS channel, i AS value, 'K' AS unit"
                + " FROM range(120000) t(i)");
        assertThat(read(file).stream()
                        .mapToInt(one -> ((Delivery.Charted) one).series().size())
                        .sum())
                .isEqualTo(120_000);
    }

    @Test
    void aMissingColumnIsNamed() throws SQLException {
        Path file = written("SELECT 1 AS time, 2 AS value");
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage(file + ": columns time, value (expected: time, channel, value, unit);"
                        + " rename them or write them");
    }

    @Test
    void anotherFileIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("series.csv"), "time,channel,value,unit\n");
        assertThat(ParquetSeries.recognises(file)).isFalse();
        assertThatThrownBy(() -> read(file)).isInstanceOf(InvalidDataException.class);
    }

    private Path written(String query) throws SQLException {
        Path file = folder.resolve("it's a series.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (%s) TO '%s' (FORMAT parquet)"
                    .formatted(query, file.toString().replace("'", "''")));
        }
        return file;
    }

    private static List<Delivery> read(Path file) {
        List<Delivery> read = new ArrayList<>();
        new ParquetSeries(file).read(read::add);
        return read;
    }
}
