package org.lumiwatch.connectors.oms;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.connectors.content.Content;
import org.lumiwatch.connectors.content.ContentStream;
import org.lumiwatch.connectors.json.JsonBeginning;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.HistogramSource;
import org.lumiwatch.source.Origin;

/**
 * Conditions as an object of equally long lists, {@code run_number} and {@code lumisection_number} among them. Record k is the
 * k-th lumisection. Columns are held in memory, 12 bytes a value, because the lists come one after the other.
 */
public final class ConditionsJson implements HistogramSource {
    private final Content content;

    public ConditionsJson(Content content) {
        this.content = content;
    }

    /** An object with lists for values whose keys are not runs, or with both ids. */
    public static boolean recognise(JsonBeginning json) {
        boolean lists = json.first().startsWith("[") && !json.firstKey().matches("[0-9]+");
        return lists || (json.has("run_number") && json.has("lumisection_number"));
    }

    @Override
    public void read(Consumer<? super Delivery> sink) {
        try (ContentStream in = content.open()) {
            List<Column> columns = new ListsReader(in).read();
            in.damage().ifPresent(damage -> refuse(0, damage, "", sink));
            Optional<Column> runs = named(columns, "run_number");
            Optional<Column> numbers = named(columns, "lumisection_number");
            if (runs.isEmpty() || numbers.isEmpty()) {
                refuse(0, "no run_number or no lumisection_number (expected: both)", names(columns), sink);
                return;
            }
            if (runs.get().size() != numbers.get().size()) {
                String reason = "run_number: %d values (expected: %d, as in lumisection_number)"
                        .formatted(runs.get().size(), numbers.get().size());
                refuse(0, reason, names(columns), sink);
                return;
            }
            deliver(columns, runs.get(), numbers.get(), sink);
        }
    }

    private void deliver(List<Column> columns, Column runs, Column numbers, Consumer<? super Delivery> sink) {
        List<Column> usable = new ArrayList<>();
        for (Column column : columns) {
            if (column.size() != runs.size()) {
                String reason = "%s: %d values (expected: %d, as in run_number); the column is left out"
                        .formatted(column.name(), column.size(), runs.size());
                refuse(0, reason, "", sink);
            } else if (!column.isWords()) {
                usable.add(column);
            }
        }
        for (int i = 0; i < runs.size(); i++) {
            try {
                LumisectionId id = new LumisectionId(whole(runs, i), whole(numbers, i));
                sink.accept(new Delivery.Conditioned(new Origin(content.name(), i + 1L), conditions(id, usable, i)));
            } catch (InvalidDataException | IllegalArgumentException e) {
                refuse(i + 1L, String.valueOf(e.getMessage()), "", sink);
            }
        }
    }

    private static LumisectionConditions conditions(LumisectionId id, List<Column> columns, int i) {
        Map<Quantity, Double> values = new TreeMap<>();
        Map<String, Boolean> bits = new TreeMap<>();
        for (Column column : columns) {
            switch (column.kind(i)) {
                case NUMBER -> column.quantity().ifPresent(quantity -> values.put(quantity, column.value(i)));
                case BIT -> bits.put(column.name(), column.value(i) == 1);
                case ABSENT -> {}
                case TEXT, BROKEN ->
                    throw new InvalidDataException(
                            "%s of %s: (expected: a number, true, false or null)".formatted(column.name(), id));
            }
        }
        return new LumisectionConditions(id, values, bits);
    }

    private static int whole(Column column, int i) {
        double value = column.value(i);
        if (value != Math.rint(value) || !(Math.abs(value) <= Integer.MAX_VALUE)) {
            throw new InvalidDataException("%s: %s (expected: a whole number)".formatted(column.name(), value));
        }
        return (int) value;
    }

    private static Optional<Column> named(List<Column> columns, String name) {
        return columns.stream().filter(column -> column.name().equals(name)).reduce((first, last) -> last);
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(Column::name).limit(20).toList().toString();
    }

    private void refuse(long record, String reason, String excerpt, Consumer<? super Delivery> sink) {
        sink.accept(new Delivery.Rejected(new Origin(content.name(), record), reason, excerpt));
    }
}
