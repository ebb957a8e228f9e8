package org.lumiwatch.bench.publication;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.lumiwatch.bench.BenchResult;
import org.lumiwatch.bench.Figure;
import org.lumiwatch.bench.Size;
import org.lumiwatch.bench.Table;

/** A result in the forms that people and programs read. */
public record Publication(BenchResult result) {
    /** With aligned columns, for a terminal of 140 columns. */
    public String text() {
        return TerminalText.of(result);
    }

    /** Tables by themselves, as in {@link #text()}. */
    public static String text(List<Table> tables) {
        return TerminalText.of(tables);
    }

    /** SVG of figures by themselves. */
    public static String picture(List<Figure> figures) {
        return new Picture(figures).svg();
    }

    /** One line an entry of a table: {@code protocol,table,row,role,column,value,low,high,text}. */
    public String csv() {
        return CsvText.of(result);
    }

    /** SVG of all figures, or empty when the result has none. */
    public Optional<String> picture() {
        return result.report().figures().isEmpty()
                ? Optional.empty()
                : Optional.of(new Picture(result.report().figures()).svg());
    }

    /** Writes {@code ID.json}, {@code ID.csv} and {@code ID.svg} into a folder. */
    public void writeInto(Path folder) {
        String id = result.protocol();
        result.write(folder.resolve(id + ".json"));
        write(folder.resolve(id + ".csv"), csv());
        picture().ifPresent(svg -> write(folder.resolve(id + ".svg"), svg));
    }

    /**
     * Writes {@code ID.json} and {@code ID.svg} into the folder of a page of benchmarks.
     *
     * @param page such as {@code docs/benchmarks.md}, which is not written; its folder is {@code docs/benchmarks}
     * @throws IllegalArgumentException when the result is of quick size
     */
    public void writeBeside(Path page) {
        if (result.size() == Size.QUICK) {
            throw new IllegalArgumentException(
                    "%s: quick (expected: a result of full size on the page of benchmarks); measure without --quick"
                            .formatted(result.protocol()));
        }
        Path folder = folderOf(page);
        result.write(folder.resolve(result.protocol() + ".json"));
        picture().ifPresent(svg -> write(folder.resolve(result.protocol() + ".svg"), svg));
    }

    /** The page that the results beside it give, with the text of {@code other.md} at its end. */
    public static String page(Path page) {
        Path folder = folderOf(page);
        Path other = folder.resolve("other.md");
        try {
            String rest = Files.exists(other) ? Files.readString(other) : "";
            return new BenchmarksPage(folder.getFileName().toString(), results(folder), rest).markdown();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The results in a folder, B before R and B2 before B10. */
    public static List<BenchResult> results(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .map(BenchResult::read)
                    .sorted(Comparator.comparing((BenchResult result) -> letters(result.protocol()))
                            .thenComparingInt(result -> number(result.protocol()))
                            .thenComparing(BenchResult::protocol))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String letters(String id) {
        return id.replaceFirst("\\d.*", "").toUpperCase(Locale.ROOT);
    }

    private static int number(String id) {
        String digits = id.replaceFirst("^\\D*", "").replaceFirst("\\D.*", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    private static Path folderOf(Path page) {
        String name = page.getFileName().toString();
        if (!name.endsWith(".md")) {
            throw new IllegalArgumentException(
                    "page of benchmarks: %s (expected: a file such as docs/benchmarks.md)".formatted(page));
        }
        return page.resolveSibling(name.substring(0, name.length() - ".md".length()));
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
