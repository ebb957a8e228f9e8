package org.lumiwatch.connectors.csv;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.connectors.content.Content;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.HistogramSource;

/**
 * Reconstructed scalars per lumisection: {@code run,ls,element,value[,entries]}. Each becomes a histogram of one cell over
 * [0, 1) that holds the value. Without {@code entries} a value that is not negative counts as their number, as for a sum of
 * counts; a negative one has none.
 */
final class ScalarCsv implements HistogramSource {
    static final PlainColumns COLUMNS = PlainColumns.of("run", "ls", "element", "value");
    private static final List<Axis> ONE_CELL = List.of(Axis.regular(1, 0, 1));

    private final PlainRows rows;

    ScalarCsv(Content content, List<String> header) {
        this.rows = new PlainRows(content, List.copyOf(header));
    }

    @Override
    public void read(Consumer<? super Delivery> sink) {
        rows.read(ScalarCsv::delivery, sink);
    }

    private static Optional<Delivery> delivery(PlainRows.Row row) {
        LumisectionId at = new LumisectionId(row.whole("run"), row.whole("ls"));
        ElementName name = new ElementName(row.text("element"));
        double value = row.number("value");
        double entries = row.has("entries") ? row.number("entries") : Math.max(0, value);
        if (entries < 0) {
            throw new InvalidDataException("entries: %s (expected: >= 0)".formatted(entries));
        }
        Histogram cell = Histogram.of(ONE_CELL, new double[] {value}, entries);
        return Optional.of(
                new Delivery.Histogrammed(row.origin(), "scalar CSV, one cell", new MonitorElement(name, at, cell)));
    }
}
