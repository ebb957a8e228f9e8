package org.lumiwatch.archive;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.lumiwatch.conditions.Conditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.lumisection.LumisectionSet;
import org.lumiwatch.truth.GroundTruth;
import org.lumiwatch.truth.Quality;

/**
 * Histograms, conditions and labels of a workspace as one Parquet file, to train with elsewhere: {@code run, ls, element, entries, contents, label}
 * and a column for every quantity. Contents are a list of doubles, x fastest; a label is {@code good}, {@code bad} or null, as it was known at a time.
 */
public final class TrainingTable {
    private final Workspace from;
    private final Instant known;

    /** @param known labels recorded later are not told */
    public TrainingTable(Workspace from, Instant known) {
        this.from = from;
        this.known = known;
    }

    /**
     * Writes the file.
     *
     * @return rows written
     */
    public long write(ElementGlob elements, LumisectionSet within, Path file) {
        Conditions conditions = from.conditions();
        List<Quantity> quantities = new ArrayList<>(new TreeSet<>(conditions.all().stream()
                .flatMap(of -> of.values().keySet().stream())
                .toList()));
        Map<Quality, LumisectionSet> labels = new TreeMap<>();
        new GroundTruth(from.labels().all())
                .decisions(known)
                .forEach(label -> labels.merge(label.quality(), label.lumisections(), LumisectionSet::or));
        long[] rows = {0};
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            NativeLibrary.tidy();
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "CREATE TABLE training (run INTEGER, ls INTEGER, element VARCHAR, entries DOUBLE, contents DOUBLE[], label VARCHAR%s)"
                                .formatted(columns(quantities)));
                try (DuckDBAppender appender =
                        connection.unwrap(DuckDBConnection.class).createAppender("training")) {
                    from.histograms().read(elements, within, told(element -> {
                        append(appender, element, conditions, quantities, label(labels, element));
                        rows[0]++;
                    }));
                }
                statement.execute("COPY training TO '%s' (FORMAT parquet)"
                        .formatted(file.toString().replace("'", "''")));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("%s: %s".formatted(file, e.getMessage()), e);
        }
        return rows[0];
    }

    private static String columns(List<Quantity> quantities) {
        StringBuilder text = new StringBuilder();
        quantities.forEach(quantity ->
                text.append(", \"").append(quantity.name().replace("\"", "")).append("\" DOUBLE"));
        return text.toString();
    }

    private static String label(Map<Quality, LumisectionSet> labels, MonitorElement element) {
        if (labels.getOrDefault(Quality.BAD, LumisectionSet.empty()).contains(element.at())) {
            return "bad";
        }
        return labels.getOrDefault(Quality.GOOD, LumisectionSet.empty()).contains(element.at()) ? "good" : "";
    }

    /** What DuckDB throws cannot pass through a reader of histograms. */
    private interface Sink {
        void accept(MonitorElement element) throws SQLException;
    }

    private static Consumer<MonitorElement> told(Sink sink) {
        return element -> {
            try {
                sink.accept(element);
            } catch (SQLException e) {
                throw new IllegalStateException(
                        "%s of %s: %s".formatted(element.name(), element.at(), e.getMessage()), e);
            }
        };
    }

    private static void append(
            DuckDBAppender appender,
            MonitorElement element,
            Conditions conditions,
            List<Quantity> quantities,
            String label)
            throws SQLException {
        appender.beginRow();
        appender.append(element.at().run());
        appender.append(element.at().number());
        appender.append(element.name().path());
        appender.append(element.histogram().sum());
        appender.append(element.histogram().contents());
        if (label.isEmpty()) {
            appender.appendNull();
        } else {
            appender.append(label);
        }
        for (Quantity quantity : quantities) {
            var value = conditions.at(element.at()).value(quantity);
            if (value.isPresent()) {
                appender.append(value.getAsDouble());
            } else {
                appender.appendNull();
            }
        }
        appender.endRow();
    }
}
