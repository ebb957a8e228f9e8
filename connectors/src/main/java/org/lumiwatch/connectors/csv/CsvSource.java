package org.lumiwatch.connectors.csv;

import java.util.List;
import java.util.Optional;
import org.lumiwatch.connectors.content.Content;
import org.lumiwatch.connectors.content.ContentStream;
import org.lumiwatch.source.HistogramSource;
import org.lumiwatch.source.ReadOptions;

/** Recognises comma-separated files by their header. */
public final class CsvSource {
    private CsvSource() {}

    /** What a file of this kind holds, one record a row. */
    public enum Kind {
        HISTOGRAMS,
        SCALARS,
        TIME_SERIES
    }

    /** What the header says; empty when it is none that is known. */
    public static Optional<Kind> recognise(Content content) {
        List<String> header = header(content);
        if (HistogramColumns.of(header).isPresent()) {
            return Optional.of(Kind.HISTOGRAMS);
        }
        if (ScalarCsv.COLUMNS.fit(header)) {
            return Optional.of(Kind.SCALARS);
        }
        return TimeSeriesCsv.COLUMNS.fit(header) ? Optional.of(Kind.TIME_SERIES) : Optional.empty();
    }

    /**
     * The reader for a file that {@link #recognise} knew.
     *
     * @throws org.lumiwatch.InvalidDataException when the header is none that is known
     */
    public static HistogramSource open(Content content, ReadOptions options) {
        List<String> header = header(content);
        Optional<HistogramColumns> columns = HistogramColumns.of(header);
        if (columns.isPresent()) {
            return new HistogramCsv(content, columns.get(), options);
        }
        if (ScalarCsv.COLUMNS.fit(header)) {
            return new ScalarCsv(content, header);
        }
        if (TimeSeriesCsv.COLUMNS.fit(header)) {
            return new TimeSeriesCsv(content, header);
        }
        throw new org.lumiwatch.InvalidDataException(
                "%s: columns %s (expected: those of a known CSV dialect)".formatted(content.name(), header));
    }

    /** Names of the columns, stripped; empty when the file is. */
    private static List<String> header(Content content) {
        try (ContentStream in = content.open()) {
            Rows rows = new Rows(in);
            return rows.next() && rows.problem().isEmpty() && rows.fields() <= 1000 ? rows.names() : List.of();
        }
    }
}
