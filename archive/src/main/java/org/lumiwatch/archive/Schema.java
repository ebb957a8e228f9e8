package org.lumiwatch.archive;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.lumiwatch.InvalidDataException;

/** The tables of a workspace and the version of their format. */
final class Schema {
    /** Version written here. */
    static final int VERSION = 1;

    private static final String TABLES = """
            CREATE TABLE elements (id INTEGER, path VARCHAR);
            CREATE TABLE held_elements (element INTEGER);
            CREATE TABLE axes (id INTEGER, text VARCHAR, cells BIGINT);
            CREATE TABLE histograms (run INTEGER, ls INTEGER, element INTEGER, axes INTEGER, entries DOUBLE,
                type VARCHAR, contents BLOB USING COMPRESSION uncompressed,
                flow_type VARCHAR, flow BLOB USING COMPRESSION uncompressed);
            CREATE TABLE sealing (run INTEGER, part INTEGER);
            CREATE TABLE sealed (run INTEGER, part INTEGER, histograms BIGINT, lumisections VARCHAR);
            CREATE TABLE ledger (seq BIGINT, run INTEGER, ls INTEGER, element INTEGER, pass VARCHAR, test VARCHAR,
                test_version INTEGER, threshold DOUBLE, input_hash VARCHAR, entries DOUBLE, exposure DOUBLE,
                significance DOUBLE, calibration VARCHAR, state VARCHAR, reason VARCHAR, findings VARCHAR,
                learned VARCHAR, recorded TIMESTAMP_NS);
            CREATE TABLE incidents (id BIGINT, onset VARCHAR, raised VARCHAR, last VARCHAR, recovered VARCHAR,
                elements VARCHAR[], worst VARCHAR, status VARCHAR, intermittent BOOLEAN, note VARCHAR);
            CREATE TABLE labels (seq BIGINT, lumisections VARCHAR, quality VARCHAR, source VARCHAR, trust DOUBLE,
                author VARCHAR, recorded TIMESTAMP_NS, comment VARCHAR);
            CREATE TABLE lumisection_values (run INTEGER, ls INTEGER, name VARCHAR, unit VARCHAR, value DOUBLE);
            CREATE TABLE lumisection_bits (run INTEGER, ls INTEGER, name VARCHAR, value BOOLEAN);
            CREATE TABLE series (name VARCHAR, unit VARCHAR, time TIMESTAMP_NS, value DOUBLE);
            CREATE TABLE quarantine (seq BIGINT, file VARCHAR, record BIGINT, reason VARCHAR, excerpt VARCHAR);
            CREATE TABLE states (name VARCHAR, value BLOB USING COMPRESSION uncompressed);
            CREATE TABLE audit (seq BIGINT, done TIMESTAMP_NS, who VARCHAR, command VARCHAR);
            CREATE TABLE format (version INTEGER);
            """;

    private Schema() {}

    /** Makes the tables of a new workspace; leaves those of an old one. */
    static void create(Database database) {
        if (database.read(Schema::tables).isEmpty()) {
            database.write(session -> {
                for (String statement : TABLES.strip().split(";", 0)) {
                    session.run(statement);
                }
                session.run("INSERT INTO format VALUES (?)", VERSION);
            });
        }
    }

    /** Refuses what was not written by this version or an older one. */
    static void check(Database database, Path file) {
        if (!database.read(Schema::tables).contains("format")) {
            throw new InvalidDataException(
                    "%s: a DuckDB file without table 'format' (expected: a Lumiwatch workspace); give another --workspace"
                            .formatted(file));
        }
        long version = database.read(session -> session.number("SELECT max(version) FROM format"));
        if (version > VERSION) {
            throw new InvalidDataException(
                    "%s: format %d (expected: at most %d); it was written by a newer Lumiwatch: use that one, or give another --workspace"
                            .formatted(file, version, VERSION));
        }
    }

    private static List<String> tables(Session session) throws SQLException {
        return session.list("SELECT table_name FROM duckdb_tables() WHERE NOT temporary", row -> row.getString(1));
    }
}
