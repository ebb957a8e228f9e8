package org.lumiwatch.archive;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** The statements of one piece of work; valid only within it. */
final class Session {
    private final DuckDBConnection connection;

    Session(DuckDBConnection connection) {
        this.connection = connection;
    }

    /** How a row becomes a value. */
    interface Row<T> {
        T from(ResultSet row) throws SQLException;
    }

    /** What is written into an appender. */
    interface Rows {
        void into(DuckDBAppender appender) throws SQLException;
    }

    <T> List<T> list(String sql, Row<T> row, Object... parameters) throws SQLException {
        List<T> values = new ArrayList<>();
        try (PreparedStatement statement = prepared(sql, parameters);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                values.add(row.from(result));
            }
        }
        return values;
    }

    long number(String sql, Object... parameters) throws SQLException {
        return list(sql, row -> row.getLong(1), parameters).getFirst();
    }

    /** Runs statements separated by semicolons; only one when there are parameters. */
    void run(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(sql, parameters)) {
            statement.execute();
        }
    }

    void append(String table, Rows rows) throws SQLException {
        try (DuckDBAppender appender = connection.createAppender(table)) {
            rows.into(appender);
            appender.flush();
        }
    }

    void appendTemporary(String table, Rows rows) throws SQLException {
        try (DuckDBAppender appender = connection.createAppender("temp", "main", table)) {
            rows.into(appender);
            appender.flush();
        }
    }

    private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
