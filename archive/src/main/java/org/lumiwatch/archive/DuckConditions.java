package org.lumiwatch.archive;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.conditions.Conditions;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.conditions.TimeSeries;
import org.lumiwatch.lumisection.LumisectionId;

/** Conditions as three narrow tables, one row for each known value. */
final class DuckConditions {
    private static final List<String> TABLES = List.of("lumisection_values", "lumisection_bits", "series");
    private static final Map<String, String> KEYS = Map.of(
            "lumisection_values", "t.run = s.run AND t.ls = s.ls AND t.name = s.name AND t.unit = s.unit",
            "lumisection_bits", "t.run = s.run AND t.ls = s.ls AND t.name = s.name",
            "series", "t.name = s.name AND t.unit = s.unit AND t.time = s.time");

    private final Database database;
    private @Nullable Conditions known;

    DuckConditions(Database database) {
        this.database = database;
    }

    void add(Conditions conditions) {
        database.alone(() -> {
            database.write(session -> {
                for (String table : TABLES) {
                    session.run("CREATE OR REPLACE TEMP TABLE new_%s AS FROM %s LIMIT 0".formatted(table, table));
                }
                session.appendTemporary("new_lumisection_values", appender -> values(appender, conditions));
                session.appendTemporary("new_lumisection_bits", appender -> bits(appender, conditions));
                session.appendTemporary("new_series", appender -> series(appender, conditions));
                for (String table : TABLES) {
                    session.run("DELETE FROM %s t USING new_%s s WHERE %s".formatted(table, table, KEYS.get(table)));
                    session.run("INSERT INTO %s FROM new_%s".formatted(table, table));
                }
            });
            known = null;
            return conditions;
        });
    }

    Conditions all() {
        return database.alone(() -> {
            if (known == null) {
                known = database.read(session -> new Conditions(perLumisection(session), series(session)));
            }
            return known;
        });
    }

    private static void values(DuckDBAppender appender, Conditions conditions) throws SQLException {
        for (LumisectionConditions one : conditions.all()) {
            for (Map.Entry<Quantity, Double> value : one.values().entrySet()) {
                appender.beginRow()
                        .append(one.id().run())
                        .append(one.id().number())
                        .append(value.getKey().name())
                        .append(value.getKey().unit())
                        .append(value.getValue().doubleValue())
                        .endRow();
            }
        }
    }

    private static void bits(DuckDBAppender appender, Conditions conditions) throws SQLException {
        for (LumisectionConditions one : conditions.all()) {
            for (Map.Entry<String, Boolean> bit : one.bits().entrySet()) {
                appender.beginRow()
                        .append(one.id().run())
                        .append(one.id().number())
                        .append(bit.getKey())
                        .append(bit.getValue().booleanValue())
                        .endRow();
            }
        }
    }

    private static void series(DuckDBAppender appender, Conditions conditions) throws SQLException {
        for (TimeSeries series : conditions.series()) {
            for (Map.Entry<Instant, Double> point : series.points().entrySet()) {
                appender.beginRow()
                        .append(series.channel().name())
                        .append(series.channel().unit())
                        .appendEpochNanos(Times.nanos(point.getKey()))
                        .append(point.getValue().doubleValue())
                        .endRow();
            }
        }
    }

    private static List<LumisectionConditions> perLumisection(Session session) throws SQLException {
        Map<LumisectionId, Map<Quantity, Double>> values = new TreeMap<>();
        Map<LumisectionId, Map<String, Boolean>> bits = new TreeMap<>();
        session.list(
                "SELECT run, ls, name, unit, value FROM lumisection_values",
                row -> values.computeIfAbsent(new LumisectionId(row.getInt(1), row.getInt(2)), id -> new TreeMap<>())
                        .put(new Quantity(row.getString(3), row.getString(4)), row.getDouble(5)));
        session.list(
                "SELECT run, ls, name, value FROM lumisection_bits",
                row -> bits.computeIfAbsent(new LumisectionId(row.getInt(1), row.getInt(2)), id -> new TreeMap<>())
                        .put(row.getString(3), row.getBoolean(4)));
        List<LumisectionConditions> all = new ArrayList<>();
        values.forEach((id, of) -> all.add(new LumisectionConditions(id, of, Map.of())));
        bits.forEach((id, of) -> all.add(new LumisectionConditions(id, Map.of(), of)));
        return all;
    }

    private static List<TimeSeries> series(Session session) throws SQLException {
        Map<Quantity, Map<Instant, Double>> points = new LinkedHashMap<>();
        session.list(
                "SELECT name, unit, epoch_ns(time), value FROM series",
                row -> points.computeIfAbsent(
                                new Quantity(row.getString(1), row.getString(2)), channel -> new TreeMap<>())
                        .put(Times.instant(row.getLong(3)), row.getDouble(4)));
        List<TimeSeries> series = new ArrayList<>();
        points.forEach((channel, of) -> series.add(new TimeSeries(channel, of)));
        return series;
    }
}
