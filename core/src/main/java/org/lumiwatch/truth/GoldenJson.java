package org.lumiwatch.truth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.lumiwatch.lumisection.LumisectionSet;

/**
 * Certification files ("golden JSON", "lumi mask"): {@code {"315257": [[1, 88], [91, 92]], "315259": [[1, 172]]}}, ranges
 * inclusive.
 *
 * <p>Read tolerantly, because generators differ: {@code [[-1]]}, {@code [[1, 268435455]]} and {@code [[1, 0]]} mean the whole run,
 * {@code [[n, 0]]} n to the end of the run; ranges may be unsorted, touch or overlap; lists may be empty; keys may be bare
 * numbers (YAML, Python); CMSSW's {@code 1:1-1:33,1:35} is read too. What was mended is told in {@link Reading#warnings}.
 */
public final class GoldenJson {
    private GoldenJson() {}

    /**
     * What a file says.
     *
     * @param lumisections those listed
     * @param warnings one line for each thing that was mended on the way
     */
    public record Reading(LumisectionSet lumisections, List<String> warnings) {
        public Reading {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Who vouches for labels.
     *
     * @param source such as the name of the file
     * @param trust 0 (none) to 1 (certain)
     * @param author person or program
     * @param recorded when it became known
     */
    public record Signature(String source, double trust, String author, Instant recorded) {}

    /**
     * Reads a certification file.
     *
     * @throws org.lumiwatch.InvalidDataException when it is none; the message names file and run, or file and line
     * @throws UncheckedIOException when it cannot be read
     */
    public static Reading read(Path file) {
        try {
            String name = String.valueOf(file.getFileName());
            return parse(name, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the text of a certification file; {@code name} is for messages.
     *
     * @throws org.lumiwatch.InvalidDataException when it is none
     */
    public static Reading parse(String name, String text) {
        return new GoldenParser(name, text).parse();
    }

    /** The canonical text: one run a line, both rising, compact; equal sets give equal bytes. */
    public static String text(LumisectionSet lumisections) {
        if (lumisections.isEmpty()) {
            return "{}\n";
        }
        return lumisections.runs().stream()
                .map(run -> "  \"%d\": [%s]".formatted(run, ranges(lumisections, run)))
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
    }

    /**
     * Writes {@link #text} to {@code file}, replacing it.
     *
     * @throws UncheckedIOException when it cannot be written
     */
    public static void write(LumisectionSet lumisections, Path file) {
        try {
            Files.writeString(file, text(lumisections));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Labels from a certification: good is what it lists, bad what was examined and is not listed. Nothing is said of the
     * rest.
     */
    public static List<Label> labels(LumisectionSet golden, LumisectionSet examined, Signature by) {
        List<Label> labels = new ArrayList<>();
        labels.add(label(golden, Quality.GOOD, by));
        LumisectionSet rest = examined.minus(golden);
        if (!rest.isEmpty()) {
            labels.add(label(rest, Quality.BAD, by));
        }
        return List.copyOf(labels);
    }

    private static Label label(LumisectionSet of, Quality quality, Signature by) {
        return new Label(of, quality, by.source(), by.trust(), by.author(), by.recorded(), "");
    }

    private static String ranges(LumisectionSet lumisections, int run) {
        return lumisections.ranges(run).stream()
                .map(range -> "[%d, %d]".formatted(range.first(), range.last()))
                .collect(Collectors.joining(", "));
    }
}
