package org.lumiwatch.connectors.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.HistogramSource;

/** A growing file, or a folder with everything below it. Mutable; one thread at a time. Hidden files are passed over. */
public final class LiveSource {
    private final Path root;
    private final Reading reading;
    private final Map<Path, GrowingFile> files = new TreeMap<>();

    /**
     * How files are read.
     *
     * @param reader gives the records of a complete file
     * @param stillness after which a file without a final line break, or of a format that cannot be read in parts, is taken as
     *     complete
     */
    public record Reading(Function<Path, HistogramSource> reader, InstantSource clock, Duration stillness) {}

    /** A file or folder that exists. */
    public LiveSource(Path root, Reading reading) {
        if (!Files.exists(root)) {
            throw new IllegalArgumentException("source: %s (expected: a file or folder that exists)".formatted(root));
        }
        this.root = root;
        this.reading = reading;
    }

    /** Hands on every record that is new and complete, and tells whether there was any. */
    public boolean poll(Consumer<? super Delivery> sink) {
        boolean any = false;
        for (Path path : present()) {
            any |= files.computeIfAbsent(path, file -> new GrowingFile(file, reading))
                    .poll(sink);
        }
        return any;
    }

    /** Hands on what is left: the source will not grow any more. */
    public void finish(Consumer<? super Delivery> sink) {
        for (Path path : present()) {
            files.computeIfAbsent(path, file -> new GrowingFile(file, reading)).finish(sink);
        }
    }

    private List<Path> present() {
        if (!Files.isDirectory(root)) {
            return List.of(root);
        }
        try (Stream<Path> below = Files.walk(root)) {
            return below.filter(path -> !path.getFileName().toString().startsWith("."))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
