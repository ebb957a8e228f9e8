package org.lumiwatch.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.conditions.TimeSeries;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.HistogramSource;
import org.lumiwatch.source.Origin;

/**
 * Time series in a Parquet file with columns {@code time, channel, value, unit}; others are ignored. Time is a timestamp (UTC
 * where it has no zone), ISO 8601 text, or a number of seconds since 1970-01-01T00:00Z, taken to the microsecond. Points are handed over in blocks, so that
 * memory does not grow with the file; a row with a missing or impossible value is refused alone.
 */
public final class ParquetSeries implements HistogramSource {
    private static final String MAGIC = "PAR1";
    private static final List<String> COLUMNS = List.of("time", "channel", "value", "unit");
    private static final int ROWS_AT_ONCE = 50_000;

    private final Path file;

    public ParquetSeries(Path file) {
        this.file = file;
    }

    /** Whether a file is Parquet, by its first four bytes. */
    public static boolean recognises(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MAGIC.length()), StandardCharsets.ISO_8859_1).equals(MAGIC);
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot be read".formatted(file), e);
        }
    }

    /** @throws InvalidDataException when the file is no Parquet or lacks a column */
    @Override
    public void read(Consumer<? super Delivery> sink) {
        Properties settings = new Properties();
        settings.setProperty("jdbc_stream_results", "true");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", settings)) {
            NativeLibrary.tidy();
            String table = "read_parquet('%s')".formatted(file.toString().replace("'", "''"));
            String time = timeExpression(columns(connection, table));
            try (PreparedStatement statement = connection.prepareStatement(
                            "SELECT %s, channel::VARCHAR, try_cast(value AS DOUBLE), coalesce(unit::VARCHAR, '') FROM %s"
                                    .formatted(time, table));
                    ResultSet rows = statement.executeQuery()) {
                Block block = new Block(1);
                for (long row = 1; rows.next(); row++) {
                    take(rows, row, block, sink);
                    if (row % ROWS_AT_ONCE == 0) {
                        block.handOver(sink);
                        block = new Block(row + 1);
                    }
                }
                block.handOver(sink);
            }
        } catch (SQLException e) {
            throw new InvalidDataException(
                    "%s: %s (expected: a Parquet file); write it again".formatted(file, e.getMessage()), e);
        }
    }

    private void take(ResultSet rows, long row, Block block, Consumer<? super Delivery> sink) throws SQLException {
        String time = rows.getString(1);
        String channel = rows.getString(2);
        double value = rows.getDouble(3);
        boolean missing = rows.wasNull();
        String unit = rows.getString(4);
        try {
            if (time == null || missing || !Double.isFinite(value)) {
                throw new IllegalArgumentException("no time or no finite value (expected: both)");
            }
            if (channel == null) {
                throw new IllegalArgumentException("no channel (expected: a name)");
            }
            block.points
                    .computeIfAbsent(new Quantity(channel, unit), of -> new TreeMap<>())
                    .put(instant(time), value);
        } catch (IllegalArgumentException | DateTimeException e) {
            sink.accept(new Delivery.Rejected(
                    new Origin(file.toString(), row),
                    "row %d: %s; correct it or leave it out".formatted(row, e.getMessage()),
                    "%s,%s,%s,%s".formatted(time, channel, missing ? "" : value, unit)));
        }
    }

    private static Instant instant(String time) {
        return time.endsWith("n")
                ? Times.instant(Long.parseLong(time, 0, time.length() - 1, 10))
                : Instant.parse(time.contains("T") ? time : time.replace(' ', 'T'));
    }

    /** SQL for the time: nanoseconds followed by n, or text as it is. */
    private static String timeExpression(Map<String, String> types) {
        String type = types.get("time");
        if (type.startsWith("TIMESTAMP")) {
            return "epoch_ns(time)::VARCHAR || 'n'";
        }
        return type.equals("VARCHAR") ? "time" : "(round(time::DOUBLE * 1e6)::BIGINT * 1000)::VARCHAR || 'n'";
    }

    private Map<String, String> columns(Connection connection, String table) throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement("DESCRIBE SELECT * FROM " + table);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                types.put(rows.getString(1), rows.getString(2));
            }
        }
        if (!types.keySet().containsAll(COLUMNS)) {
            throw new InvalidDataException("%s: columns %s (expected: %s); rename them or write them"
                    .formatted(file, String.join(", ", types.keySet()), String.join(", ", COLUMNS)));
        }
        return types;
    }

    /** Points of consecutive rows by channel. */
    private final class Block {
        private final long firstRow;
        private final Map<Quantity, Map<Instant, Double>> points = new LinkedHashMap<>();

        Block(long firstRow) {
            this.firstRow = firstRow;
        }

        void handOver(Consumer<? super Delivery> sink) {
            points.forEach((channel, of) -> sink.accept(
                    new Delivery.Charted(new Origin(file.toString(), firstRow), new TimeSeries(channel, of))));
        }
    }
}
