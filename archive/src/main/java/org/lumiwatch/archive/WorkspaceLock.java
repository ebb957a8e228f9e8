package org.lumiwatch.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sees to it that one process writes a workspace, or several read it. The operating system gives the lock back when a process
 * dies in whatever way, so there is never a stale one.
 */
final class WorkspaceLock implements AutoCloseable {
    /** Workspaces open in this process: closing any channel on a lock file would give back every lock on it (POSIX). */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    private WorkspaceLock(Path folder, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
    }

    static WorkspaceLock forWriting(Path folder) {
        WorkspaceLock lock = take(folder, Database.Access.WRITE, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            Files.writeString(lock.owner(), description(Instant.now()));
            return lock;
        } catch (IOException e) {
            lock.close();
            throw new UncheckedIOException("%s: cannot be written".formatted(folder), e);
        }
    }

    static WorkspaceLock forReading(Path folder) {
        WorkspaceLock lock = take(folder, Database.Access.READ, StandardOpenOption.READ);
        try {
            if (Files.isWritable(folder)) {
                // Nobody writes now: what is there was left by a writer that was killed.
                Files.deleteIfExists(lock.owner());
            }
            return lock;
        } catch (IOException e) {
            lock.close();
            throw new UncheckedIOException("%s: cannot be opened".formatted(folder), e);
        }
    }

    private static WorkspaceLock take(Path given, Database.Access access, StandardOpenOption... options) {
        try {
            Path folder = given.toRealPath();
            if (!OPEN.add(folder)) {
                throw taken(folder, access);
            }
            try {
                FileChannel channel = FileChannel.open(folder.resolve("workspace.lock"), Set.of(options));
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, access == Database.Access.READ);
                if (lock == null) {
                    channel.close();
                    throw taken(folder, access);
                }
                return new WorkspaceLock(folder, channel, lock);
            } catch (IOException | RuntimeException e) {
                OPEN.remove(folder);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot be locked (%s)".formatted(given, e.getMessage()), e);
        }
    }

    private static UncheckedIOException taken(Path folder, Database.Access wanted) throws IOException {
        String by;
        try {
            by = "in use by "
                    + Files.readString(folder.resolve("workspace.owner")).strip();
        } catch (NoSuchFileException unnamed) {
            by = "in use by another process";
        }
        String message = "workspace %s: %s (expected: %s); wait for it, stop it, or give another --workspace"
                .formatted(
                        folder, by, wanted == Database.Access.WRITE ? "one process that writes" : "none that writes");
        return new UncheckedIOException(message, new IOException(message));
    }

    private static String description(Instant now) {
        ProcessHandle.Info process = ProcessHandle.current().info();
        return "process %d on %s since %s: %s%n"
                .formatted(
                        ProcessHandle.current().pid(),
                        host(),
                        now.truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
                        System.getProperty("sun.java.command", process.command().orElse("java")));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a host without name";
        }
    }

    private Path owner() {
        return folder.resolve("workspace.owner");
    }

    @Override
    public void close() {
        try {
            if (!lock.isShared()) {
                Files.deleteIfExists(owner());
            }
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot be unlocked".formatted(folder), e);
        } finally {
            OPEN.remove(folder);
        }
    }
}
