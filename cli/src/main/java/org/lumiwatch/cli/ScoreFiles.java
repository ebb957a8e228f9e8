package org.lumiwatch.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.Judgement;
import org.lumiwatch.judge.Verdict;
import org.lumiwatch.monitor.Examined;
import org.lumiwatch.monitor.IncidentJson;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** The CSV files that {@code score} writes. */
final class ScoreFiles implements AutoCloseable {
    private final BufferedWriter scores;
    private final @Nullable BufferedWriter cells;

    private ScoreFiles(BufferedWriter scores, @Nullable BufferedWriter cells) {
        this.scores = scores;
        this.cells = cells;
    }

    static ScoreFiles open(Path scores, @Nullable Path cells) {
        try {
            BufferedWriter writer = begun(scores, "run,ls,element,entries,significance,verdict,findings");
            return new ScoreFiles(
                    writer,
                    cells == null ? null : begun(cells, "run,ls,element,ix,iy,iz,observed,expected,significance"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedWriter begun(Path file, String header) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        BufferedWriter writer = Files.newBufferedWriter(file);
        writer.write(header + "\n");
        return writer;
    }

    void write(Examined examined) {
        try {
            for (Examined.Part part : examined.parts()) {
                writeScore(part.judgement());
                if (cells != null) {
                    writeCells(part, cells);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeScore(Judgement judgement) throws IOException {
        Histogram histogram = judgement.element().histogram();
        String verdict = switch (judgement.verdict()) {
            case Verdict.Good good -> "good";
            case Verdict.Bad bad -> "bad";
            case Verdict.Undecided undecided -> "undecided";
        };
        List<Finding> findings =
                judgement.verdict() instanceof Verdict.Bad(double significance, var found) ? found : List.of();
        ArrayNode array = JsonMapper.shared().createArrayNode();
        findings.forEach(finding -> array.add(IncidentJson.of(finding, histogram.dimensions())));
        scores.write(key(judgement));
        scores.write(",%s,%s,%s,%s\n"
                .formatted(
                        number(histogram.entries()),
                        number(judgement.significance()),
                        verdict,
                        quoted(array.toString())));
    }

    /** Cells of elements of which nothing could be expected are left out: missing is never a number. */
    private static void writeCells(Examined.Part part, BufferedWriter to) throws IOException {
        Judgement judgement = part.judgement();
        if (judgement.prediction().isEmpty()) {
            return;
        }
        Geometry geometry = part.geometry();
        Histogram histogram = judgement.element().histogram();
        String key = key(judgement);
        for (int cell = 0; cell < histogram.cells(); cell++) {
            to.write("%s,%d,%d,%d,%s,%s,%s\n"
                    .formatted(
                            key,
                            geometry.x(cell),
                            geometry.y(cell),
                            geometry.z(cell),
                            number(histogram.at(cell)),
                            number(judgement.prediction().get().mean(cell)),
                            number(judgement.cellSignificance(cell))));
        }
    }

    private static String key(Judgement judgement) {
        return "%d,%d,%s"
                .formatted(
                        judgement.element().at().run(),
                        judgement.element().at().number(),
                        quoted(judgement.element().name().path()));
    }

    /** Whole numbers without a fraction, others with six digits after the point at most. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.6g", value);
    }

    private static String quoted(String text) {
        return text.contains(",") || text.contains("\"") || text.contains("\n")
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }

    @Override
    public void close() {
        try {
            scores.close();
            if (cells != null) {
                cells.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
