package org.lumiwatch.connectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.connectors.content.Content;
import org.lumiwatch.source.Delivery;
import org.lumiwatch.source.ReadOptions;

/**
 * Opens files and folders of any known format, recognised by content.
 *
 * <p>Files given together are one set: pages that explain each other are joined. Folders are walked in the order of their names;
 * a file found there that no reader knows becomes a {@link Delivery.Rejected}, one that the user named is an error.
 */
public final class Connectors {
    private Connectors() {}

    /** Opens one file or folder; see {@link #open(List, ReadOptions)}. */
    public static FileSet open(Path path, ReadOptions options) {
        return open(List.of(path), options);
    }

    /**
     * Opens files and folders as one set.
     *
     * @throws InvalidDataException when a named file is of no known format, or says too little to be read
     * @throws UncheckedIOException when a path does not exist or cannot be read
     */
    public static FileSet open(List<Path> paths, ReadOptions options) {
        return open(paths, options, List.of());
    }

    /** As {@link #open(List, ReadOptions)}, with readers that other modules lend; they are asked first. */
    public static FileSet open(List<Path> paths, ReadOptions options, List<ForeignReader> lent) {
        FileSet.Builder set = new FileSet.Builder(options, new Recognition(lent));
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                filesIn(path).forEach(file -> set.addFound(Content.of(file)));
            } else {
                set.addNamed(Content.of(path));
            }
        }
        return set.build();
    }

    /**
     * The format of a file.
     *
     * @throws InvalidDataException when it is none that is known; says what was seen and what is known
     */
    public static Format recognise(Path file) {
        return new Recognition(List.of()).of(Content.of(file));
    }

    /** Regular files below a folder, by name; those whose name begins with a dot are left out. */
    private static List<Path> filesIn(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> isVisible(folder.relativize(file)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot be listed".formatted(folder), e);
        }
    }

    private static boolean isVisible(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        return true;
    }
}
