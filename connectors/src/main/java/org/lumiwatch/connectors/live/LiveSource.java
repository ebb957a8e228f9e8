package org.lumiwatch.connectors.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.HistogramSource;
import org.lumiwatch.source.Origin;

/** A growing file, or a folder with everything below it. Mutable; one thread at a time. Hidden files are passed over. */
public final class LiveSource {
    private final Path root;
    private final Reading reading;
    private final Map<Path, GrowingFile> files = new TreeMap<>();

    /**
     * How files are read.
     *
     * @param reader gives the records of complete files that belong together, such as pages that explain each other
     * @param stillness after which a file without a final line break, or of a format that cannot be read in parts, is taken as
     *     complete
     */
    public record Reading(Function<List<Path>, HistogramSource> reader, InstantSource clock, Duration stillness) {}

    /** A file or folder that exists. */
    public LiveSource(Path root, Reading reading) {
        if (!Files.exists(root)) {
            throw new IllegalArgumentException("source: %s (expected: a file or folder that exists)".formatted(root));
        }
        this.root = root;
        this.reading = reading;
    }

    /**
     * Hands on every record that is new and complete, and tells whether there was any. A file that cannot be read at all becomes a
     * {@link Delivery.Rejected}: it does not stop the others.
     */
    public boolean poll(Consumer<? super Delivery> sink) {
        return read(sink, GrowingFile.Ending.MAY_GROW);
    }

    /** Hands on what is left: the source will not grow any more. */
    public void finish(Consumer<? super Delivery> sink) {
        read(sink, GrowingFile.Ending.FINAL);
    }

    private boolean read(Consumer<? super Delivery> sink, GrowingFile.Ending ending) {
        boolean any = false;
        List<Path> together = new ArrayList<>();
        for (Path path : present()) {
            switch (files.computeIfAbsent(path, file -> new GrowingFile(file, reading))
                    .read(sink, ending)) {
                case NOTHING -> {}
                case READ -> any = true;
                case READ_AS_A_WHOLE -> together.add(path);
            }
        }
        if (!together.isEmpty()) {
            readTogether(together, sink);
        }
        return any || !together.isEmpty();
    }

    /** Files that explain each other are one set; when one of them spoils it, it is refused and the others are read. */
    private void readTogether(List<Path> paths, Consumer<? super Delivery> sink) {
        try {
            reading.reader().apply(paths).read(sink);
        } catch (InvalidDataException e) {
            if (paths.size() == 1) {
                sink.accept(new Delivery.Rejected(
                        new Origin(paths.getFirst().toString(), 0), String.valueOf(e.getMessage()), ""));
                return;
            }
            List<Path> readable = paths.stream().filter(this::isReadable).toList();
            List<Path> spoiled =
                    paths.stream().filter(path -> !readable.contains(path)).toList();
            spoiled.forEach(path -> readTogether(List.of(path), sink));
            if (!readable.isEmpty() && !spoiled.isEmpty()) {
                readTogether(readable, sink);
            }
        }
    }

    private boolean isReadable(Path path) {
        try {
            var _ = reading.reader().apply(List.of(path));
            return true;
        } catch (InvalidDataException e) {
            return false;
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
