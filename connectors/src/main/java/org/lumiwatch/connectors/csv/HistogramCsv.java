package org.lumiwatch.connectors.csv;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.connectors.content.Content;
import org.lumiwatch.connectors.content.ContentStream;
import org.lumiwatch.connectors.content.Decimal;
import org.lumiwatch.connectors.content.Excerpt;
import org.lumiwatch.connectors.csv.HistogramColumns.Role;
import org.lumiwatch.connectors.layout.Layout;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.HistogramSource;
import org.lumiwatch.source.Origin;
import org.lumiwatch.source.ReadOptions;

/** One histogram a row, in any dialect of ML4DQM and DIALS. */
final class HistogramCsv implements HistogramSource {
    private final Content content;
    private final HistogramColumns columns;
    private final ReadOptions options;

    HistogramCsv(Content content, HistogramColumns columns, ReadOptions options) {
        this.content = content;
        this.columns = columns;
        this.options = options;
    }

    @Override
    public void read(Consumer<? super Delivery> sink) {
        try (ContentStream in = content.open()) {
            Rows rows = new Rows(in);
            rows.expect(columns);
            if (rows.next()) {
                ListText list = new ListText();
                while (rows.next()) {
                    if (!columns.isHeader(rows)) {
                        sink.accept(delivery(rows.number(), rows, list));
                    }
                }
            }
            in.damage()
                    .ifPresent(damage -> sink.accept(new Delivery.Rejected(new Origin(content.name(), 0), damage, "")));
        }
    }

    /** What row {@code number} of the file holds. */
    Delivery delivery(long number, Rows row, ListText list) {
        Origin origin = new Origin(content.name(), number);
        if (!row.problem().isEmpty()) {
            return new Delivery.Rejected(origin, row.problem(), row.excerpt());
        }
        if (row.fields() != columns.count()) {
            String reason = "%d fields (expected: %d, as in the header); quote what holds commas"
                    .formatted(row.fields(), columns.count());
            return new Delivery.Rejected(origin, reason, row.excerpt());
        }
        try {
            return histogram(origin, new LumisectionId(whole(row, Role.RUN), whole(row, Role.LUMISECTION)), row, list);
        } catch (InvalidDataException | IllegalArgumentException e) {
            String place = "run %s lumisection %s: "
                    .formatted(row.text(columns.column(Role.RUN)), row.text(columns.column(Role.LUMISECTION)));
            return new Delivery.Rejected(origin, Excerpt.of(place) + " " + e.getMessage(), row.excerpt());
        }
    }

    private Delivery histogram(Origin origin, LumisectionId at, Rows row, ListText list) {
        ElementName name = new ElementName(row.text(columns.column(Role.NAME)).strip());
        int contents = columns.column(Role.CONTENTS);
        String word = columns.word(Role.CONTENTS);
        try {
            list.read(row.bytes(), row.start(contents), row.end(contents));
        } catch (InvalidDataException e) {
            throw new InvalidDataException(word + ": " + e.getMessage(), e);
        }
        OptionalDouble type = number(row, Role.TYPE);
        Layout layout = new Layout(
                dimension(type),
                new Layout.Binning(needed(row, Role.X_BINS), needed(row, Role.X_MIN), needed(row, Role.X_MAX)),
                yAxis(row),
                number(row, Role.ENTRIES));
        Layout.Placed placed = layout.place(list.values(), options.flatOrder(), word);
        String dialect = columns.dialect() + ", " + placed.variant() + separatorNote(list) + typeNote(type);
        return new Delivery.Histogrammed(origin, dialect, new MonitorElement(name, at, placed.histogram()));
    }

    /** DQMIO codes: 3 to 5 are TH1, 6 to 8 TH2; a TH2 with one y bin is legal. */
    private static Layout.Dimension dimension(OptionalDouble type) {
        double code = type.orElse(-1);
        if (code >= 3 && code <= 5) {
            return Layout.Dimension.ONE;
        }
        return code >= 6 && code <= 8 ? Layout.Dimension.TWO : Layout.Dimension.BY_SHAPE;
    }

    private static String typeNote(OptionalDouble type) {
        return type.isPresent() && dimension(type) == Layout.Dimension.BY_SHAPE
                ? ", metype %s not one of 3 to 8 so dimension taken from the bins"
                        .formatted(Decimal.ofContent(type.getAsDouble()))
                : "";
    }

    private static String separatorNote(ListText list) {
        return list.separator() == ListText.Separator.BLANKS ? ", numpy text" : "";
    }

    private Optional<Layout.Binning> yAxis(Rows row) {
        OptionalDouble bins = number(row, Role.Y_BINS);
        OptionalDouble low = number(row, Role.Y_MIN);
        OptionalDouble high = number(row, Role.Y_MAX);
        return bins.isPresent() && low.isPresent() && high.isPresent()
                ? Optional.of(new Layout.Binning(bins.getAsDouble(), low.getAsDouble(), high.getAsDouble()))
                : Optional.empty();
    }

    private int whole(Rows row, Role role) {
        double value = needed(row, role);
        if (value != Math.rint(value) || value < 1 || value > Integer.MAX_VALUE) {
            throw new InvalidDataException("%s: %s (expected: a whole number from 1)"
                    .formatted(columns.word(role), Excerpt.of(row.text(columns.column(role)))));
        }
        return (int) value;
    }

    private double needed(Rows row, Role role) {
        return number(row, role)
                .orElseThrow(() ->
                        new InvalidDataException("%s: nothing (expected: a number)".formatted(columns.word(role))));
    }

    /** Absent when the file has no such column or the field is empty; throws when it is no finite number. */
    private OptionalDouble number(Rows row, Role role) {
        int column = columns.column(role);
        if (column < 0) {
            return OptionalDouble.empty();
        }
        byte[] text = row.bytes();
        int from = row.start(column);
        int to = row.end(column);
        while (from < to && text[from] == ' ') {
            from++;
        }
        while (from < to && text[to - 1] == ' ') {
            to--;
        }
        if (from == to) {
            return OptionalDouble.empty();
        }
        double value = Decimal.parse(text, from, to);
        if (!Double.isFinite(value)) {
            throw new InvalidDataException(
                    "%s: %s (expected: a finite number)".formatted(columns.word(role), Excerpt.of(text, from, to)));
        }
        return OptionalDouble.of(value);
    }
}
