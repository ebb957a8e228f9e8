package org.lumiwatch.bench.publication;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumiwatch.bench.BenchResult;
import org.lumiwatch.bench.Report;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.Table;

/**
 * {@code docs/benchmarks.md}, made of results and nothing else.
 *
 * @param folder where pictures lie, seen from the page
 * @param rest text for the end of the page: figures that no protocol gives
 */
record BenchmarksPage(String folder, List<BenchResult> results, String rest) {
    private static final String OPENING = """
            # Benchmarks

            <!-- Made by `./lumiwatch bench --docs docs/benchmarks.md` of docs/benchmarks/*.json and other.md; change those, not this. -->

            Every figure stands beside the command that gives it. **Simulated** data come from our own generator, whose noise follows published
            and measured figures; **real** data were recorded. What holds on simulated data is not yet shown on real ones.

            How the figures are kept honest:

            * A lumisection is scored before it is learned; all contenders see the same stream in the same run.
            * Test seeds come from the digest of a commit: nobody chooses them. Nothing was tuned on them. Where real data
              were looked at while a test was made, it is said.
            * No threshold is set on what is measured; *undecided* counts as a miss or as lost luminosity.
            * Intervals are 95 %. Where nothing was seen, the 95 % upper limit stands, and a target is met when the limit meets it.
            * *Limit* is an oracle that knows the truth of the generator; who beats it beyond its interval stops the bench.

            `./lumiwatch bench --list` names the protocols, `./lumiwatch bench B1` measures one into `bench-results`, and
            `./lumiwatch bench all --docs docs/benchmarks.md` measures all and makes this page.
            """;

    BenchmarksPage {
        results = List.copyOf(results);
    }

    String markdown() {
        StringBuilder text = new StringBuilder(OPENING);
        text.append("\n## Targets\n\n").append(targets());
        results.forEach(result -> text.append('\n').append(section(result)));
        if (!rest.isBlank()) {
            text.append('\n').append(rest.strip()).append('\n');
        }
        return text.toString();
    }

    private String targets() {
        List<List<String>> rows = new ArrayList<>();
        for (BenchResult result : results) {
            for (Report.Target target : result.report().targets()) {
                rows.add(List.of(
                        result.protocol(),
                        target.asked(),
                        target.measured(),
                        outcome(target.outcome()),
                        Words.of(result.report().data())));
            }
        }
        return rows.isEmpty()
                ? "No protocol has been measured yet.\n"
                : table(List.of("protocol", "asked", "measured", "", "data"), rows);
    }

    private String section(BenchResult result) {
        Report report = result.report();
        String title = "%s — %s: %s".formatted(result.protocol(), Words.of(report.data()), result.title());
        StringBuilder text = new StringBuilder("## ").append(escaped(title)).append("\n\n");
        text.append("`").append(result.command()).append("`\n\n");
        text.append(result.seeds().headline())
                .append(": ")
                .append(result.seeds().values().stream().map(String::valueOf).collect(Collectors.joining(", ")))
                .append(". Version ")
                .append(result.code())
                .append(", simulator ")
                .append(result.simulator())
                .append(".\n");
        for (Table table : report.tables()) {
            text.append("\n**").append(escaped(table.title())).append("**\n\n").append(table(table));
        }
        if (!report.targets().isEmpty()) {
            text.append('\n')
                    .append(table(
                            List.of("target", "measured", ""),
                            report.targets().stream()
                                    .map(target ->
                                            List.of(target.asked(), target.measured(), outcome(target.outcome())))
                                    .toList()));
        }
        if (!report.figures().isEmpty()) {
            text.append("\n![%s: %s](%s/%s.svg)\n"
                    .formatted(
                            result.protocol(),
                            report.figures().stream()
                                    .map(figure -> figure.title())
                                    .collect(Collectors.joining("; ")),
                            folder,
                            result.protocol()));
        }
        if (!report.notes().isEmpty()) {
            text.append('\n');
        }
        report.notes().forEach(note -> text.append("* ").append(note).append('\n'));
        return text.toString();
    }

    private static String table(Table table) {
        return table(
                Stream.concat(Stream.of("", ""), table.columns().stream()).toList(),
                table.rows().stream().map(BenchmarksPage::cells).toList());
    }

    /** Ours is bold, so that it is found first. */
    private static List<String> cells(Table.Row row) {
        return Stream.concat(
                        Stream.of(Words.of(row.role()), row.label()),
                        row.cells().stream().map(measure -> measure.text()))
                .map(cell -> row.role() == Role.OURS ? "**" + cell + "**" : cell)
                .toList();
    }

    private static String outcome(Report.Target.Outcome outcome) {
        return switch (outcome) {
            case MET, NOT_SHOWN -> Words.of(outcome);
            case MISSED -> "**missed**";
        };
    }

    private static String table(List<String> headings, List<List<String>> rows) {
        return line(headings)
                + "|" + "---|".repeat(headings.size()) + "\n"
                + rows.stream().map(BenchmarksPage::line).collect(Collectors.joining());
    }

    private static String line(List<String> cells) {
        return cells.stream().map(BenchmarksPage::escaped).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** A bar would end the cell, an angle begin a tag. */
    private static String escaped(String cell) {
        return cell.replace("|", "\\|").replace("<", "&lt;");
    }
}
