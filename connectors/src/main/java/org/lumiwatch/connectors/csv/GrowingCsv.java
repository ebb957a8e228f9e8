package org.lumiwatch.connectors.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.connectors.content.Content;
import org.lumiwatch.connectors.content.ContentStream;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.ReadOptions;

/**
 * Follows a CSV file of histograms that another program appends to. A row counts once its line is ended, so that a half-written
 * one waits for its rest. A file that became shorter was begun anew, and is read from its beginning. Mutable, for one thread.
 */
public final class GrowingCsv {
    private final Path file;
    private final ReadOptions options;
    private Optional<HistogramColumns> columns = Optional.empty();
    private long offset;
    private long rowsRead;

    private GrowingCsv(Path file, ReadOptions options) {
        this.file = file;
        this.options = options;
    }

    /** Starts at the beginning of a file, which may be empty as yet. */
    public static GrowingCsv follow(Path file, ReadOptions options) {
        return new GrowingCsv(file, options);
    }

    /**
     * Hands over the rows that were completed since the last call, each once.
     *
     * @return how many
     * @throws InvalidDataException when the header is complete and none of a histogram file
     * @throws UncheckedIOException when the file cannot be read
     */
    public int poll(Consumer<? super Delivery> sink) {
        if (size() < offset) {
            columns = Optional.empty();
            offset = 0;
            rowsRead = 0;
        }
        Content rest = Content.from(file, offset);
        try (ContentStream in = rest.open()) {
            Rows rows = new Rows(in);
            if (columns.isEmpty() && !readHeader(rows)) {
                return 0;
            }
            return readRows(rows, sink);
        }
    }

    private boolean readHeader(Rows rows) {
        if (!rows.next() || !rows.isComplete()) {
            return false;
        }
        columns = HistogramColumns.of(rows.names());
        if (columns.isEmpty()) {
            throw new InvalidDataException(
                    "%s: columns %s (expected: those of a CSV of histograms)".formatted(file, rows.names()));
        }
        offset += rows.endOfRow();
        return true;
    }

    private int readRows(Rows rows, Consumer<? super Delivery> sink) {
        HistogramColumns known = columns.orElseThrow();
        HistogramCsv reader = new HistogramCsv(Content.of(file), known, options);
        rows.expect(known);
        ListText list = new ListText();
        long start = offset;
        long atStart = rows.endOfRow();
        int handed = 0;
        while (rows.next() && rows.isComplete()) {
            if (!known.isHeader(rows)) {
                sink.accept(reader.delivery(++rowsRead, rows, list));
                handed++;
            }
            offset = start + rows.endOfRow() - atStart;
        }
        return handed;
    }

    private long size() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot be read".formatted(file), e);
        }
    }
}
