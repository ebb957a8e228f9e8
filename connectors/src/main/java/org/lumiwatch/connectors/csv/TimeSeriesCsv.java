package org.lumiwatch.connectors.csv;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.conditions.TimeSeries;
import org.lumiwatch.connectors.content.Content;
import org.lumiwatch.connectors.content.Excerpt;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.HistogramSource;
import org.lumiwatch.source.Origin;

/**
 * Time-stamped values: {@code time,channel,value,unit}, rows in any order. Times are ISO 8601 (UTC unless they say otherwise)
 * or seconds since 1970 (milliseconds from 10<sup>11</sup> on). Points are handed over by channel in batches of
 * {@value #BATCH}, so that memory does not grow with the file; the origin of a batch is its first row.
 */
final class TimeSeriesCsv implements HistogramSource {
    static final PlainColumns COLUMNS = PlainColumns.of("time", "channel", "value", "unit");
    private static final int BATCH = 50_000;

    private final PlainRows rows;

    TimeSeriesCsv(Content content, List<String> header) {
        this.rows = new PlainRows(content, List.copyOf(header));
    }

    @Override
    public void read(Consumer<? super Delivery> sink) {
        Map<Quantity, Batch> batches = new TreeMap<>();
        int[] held = {0};
        rows.read(
                row -> {
                    Quantity channel = new Quantity(row.text("channel"), row.text("unit"));
                    Instant time = time(row.text("time"));
                    double value = row.number("value");
                    batches.computeIfAbsent(channel, c -> new Batch(row.origin(), new TreeMap<>()))
                            .points()
                            .put(time, value);
                    if (++held[0] == BATCH) {
                        hand(batches, sink);
                        held[0] = 0;
                    }
                    return Optional.empty();
                },
                sink);
        hand(batches, sink);
    }

    private static void hand(Map<Quantity, Batch> batches, Consumer<? super Delivery> sink) {
        batches.forEach((channel, batch) ->
                sink.accept(new Delivery.Charted(batch.origin(), new TimeSeries(channel, batch.points()))));
        batches.clear();
    }

    private static Instant time(String text) {
        try {
            if (text.matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?")) {
                double number = Double.parseDouble(text);
                double seconds = Math.abs(number) >= 1e11 ? number / 1000 : number;
                return Instant.ofEpochMilli(Math.round(seconds * 1000));
            }
            String iso = text.replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) ", "$1T");
            return iso.matches(".*(Z|[-+]\\d{2}:?\\d{2})$")
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException | NumberFormatException e) {
            throw new InvalidDataException(
                    "time: %s (expected: such as 2024-04-05T10:00:00Z, or seconds since 1970)"
                            .formatted(Excerpt.of(text)),
                    e);
        }
    }

    /** Points of one channel that were not handed over yet; grows. */
    private record Batch(Origin origin, Map<Instant, Double> points) {}
}
