package org.lumiwatch.connectors.csv;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.connectors.content.Content;
import org.lumiwatch.connectors.content.ContentStream;
import org.lumiwatch.connectors.content.Decimal;
import org.lumiwatch.connectors.content.Excerpt;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.Origin;

/** Walks over a simple table: every line is a row; what a row cannot be turned into is refused, row by row. */
record PlainRows(Content content, List<String> header) {

    /** Hands every row to {@code turn}; what that returns or the refusal goes to {@code sink}. */
    void read(Function<? super Row, Optional<Delivery>> turn, Consumer<? super Delivery> sink) {
        try (ContentStream in = content.open()) {
            Rows rows = new Rows(in);
            rows.expect((text, from, to) -> looksWhole(text, from, to));
            boolean _ = rows.next();
            while (rows.next()) {
                Origin origin = new Origin(content.name(), rows.number());
                try {
                    if (!rows.problem().isEmpty()) {
                        throw new InvalidDataException(rows.problem());
                    }
                    if (rows.fields() != header.size()) {
                        throw new InvalidDataException(
                                "%d fields (expected: %d, as in the header)".formatted(rows.fields(), header.size()));
                    }
                    turn.apply(new Row(rows, origin, header)).ifPresent(sink);
                } catch (InvalidDataException | IllegalArgumentException e) {
                    sink.accept(new Delivery.Rejected(origin, String.valueOf(e.getMessage()), rows.excerpt()));
                }
            }
            in.damage()
                    .ifPresent(damage -> sink.accept(new Delivery.Rejected(new Origin(content.name(), 0), damage, "")));
        }
    }

    private boolean looksWhole(byte[] text, int from, int to) {
        int commas = 0;
        for (int i = from; i < to && text[i] != '\n'; i++) {
            commas += text[i] == ',' ? 1 : 0;
        }
        return commas >= header.size() - 1;
    }

    /** One row, valid until the next. */
    record Row(Rows rows, Origin origin, List<String> header) {
        String text(String column) {
            return rows.text(PlainColumns.place(header, column)).strip();
        }

        boolean has(String column) {
            int place = PlainColumns.place(header, column);
            return place >= 0 && !rows.text(place).isBlank();
        }

        /** Throws when the field is no finite number. */
        double number(String column) {
            String text = text(column);
            byte[] ascii = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            double value = Decimal.parse(ascii, 0, ascii.length);
            if (!Double.isFinite(value)) {
                throw new InvalidDataException(
                        "%s: %s (expected: a finite number)".formatted(column, Excerpt.of(text)));
            }
            return value;
        }

        int whole(String column) {
            double value = number(column);
            if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
                throw new InvalidDataException("%s: %s (expected: a whole number)".formatted(column, text(column)));
            }
            return (int) value;
        }
    }
}
