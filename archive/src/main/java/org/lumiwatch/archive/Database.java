package org.lumiwatch.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import org.duckdb.DuckDBConnection;

/** One connection to the DuckDB file of a workspace, used by one thread at a time. */
final class Database implements AutoCloseable {
    /** Whether the file may be changed. */
    enum Access {
        WRITE,
        READ
    }

    /** Statements that belong together. */
    interface Work<T> {
        T in(Session session) throws SQLException;
    }

    /** Statements that belong together and have no result. */
    interface Change {
        void in(Session session) throws SQLException;
    }

    private final Path file;
    private final Access access;
    private final DuckDBConnection connection;
    private final Session session;
    private final ReentrantLock lock = new ReentrantLock();

    private Database(Path file, Access access, DuckDBConnection connection) {
        this.file = file;
        this.access = access;
        this.connection = connection;
        this.session = new Session(connection);
    }

    static Database open(Path file, Access access) {
        Properties settings = new Properties();
        settings.setProperty("access_mode", access == Access.READ ? "READ_ONLY" : "READ_WRITE");
        settings.setProperty("memory_limit", "1GB");
        // The log is folded into the file when it has this size: larger is faster to write, slower to open after a
        // crash.
        settings.setProperty("wal_autocheckpoint", "64MB");
        settings.setProperty("autoinstall_known_extensions", "false");
        try {
            DuckDBConnection connection =
                    (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + file, settings);
            NativeLibrary.tidy();
            return new Database(file, access, connection);
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    /** Runs what changes nothing. */
    <T> T read(Work<T> work) {
        lock.lock();
        try {
            return work.in(session);
        } catch (SQLException e) {
            throw failure(file, e);
        } finally {
            lock.unlock();
        }
    }

    /** Runs all of {@code change} or none of it; when this returns, it survives a crash. */
    void write(Change change) {
        if (access == Access.READ) {
            throw new IllegalStateException(
                    "%s: open for reading (expected: for writing); use DuckWorkspace.open".formatted(file));
        }
        lock.lock();
        try {
            connection.setAutoCommit(false);
            try {
                change.in(session);
                connection.commit();
            } catch (SQLException | RuntimeException | Error e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw failure(file, e);
        } finally {
            lock.unlock();
        }
    }

    /** Keeps other threads out while several reads and writes belong together. */
    <T> T alone(java.util.function.Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(file, e);
        } finally {
            lock.unlock();
        }
    }

    private static UncheckedIOException failure(Path file, SQLException e) {
        return new UncheckedIOException("%s: %s".formatted(file, e.getMessage()), new IOException(e));
    }
}
