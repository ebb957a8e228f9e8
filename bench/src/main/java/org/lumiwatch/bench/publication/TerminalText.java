package org.lumiwatch.bench.publication;

import java.util.ArrayList;
import java.util.List;
import org.lumiwatch.bench.BenchResult;
import org.lumiwatch.bench.Measure;
import org.lumiwatch.bench.Report;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.Table;

/** A result as text with aligned columns; a table too wide is continued below, its labels repeated. */
final class TerminalText {
    private static final int WIDTH = 140;
    private static final String GAP = "   ";

    private TerminalText() {}

    static String of(BenchResult result) {
        Report report = result.report();
        StringBuilder text =
                new StringBuilder("%s: %s\n%s\n".formatted(result.protocol(), result.title(), Words.origin(result)));
        text.append(of(report.tables()));
        if (!report.targets().isEmpty()) {
            text.append("\nTargets\n").append(targets(report.targets()));
        }
        if (!report.notes().isEmpty()) {
            text.append('\n');
        }
        report.notes().forEach(note -> text.append(folded(note)));
        return text.toString();
    }

    static String of(List<Table> tables) {
        StringBuilder text = new StringBuilder();
        for (Table table : tables) {
            text.append('\n').append(table.title()).append('\n');
            text.append(String.join("\n", blocks(table)));
        }
        return text.toString();
    }

    private static List<String> blocks(Table table) {
        List<List<String>> columns = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            int column = i;
            columns.add(column(
                    table.columns().get(i),
                    table.rows().stream()
                            .map(row -> row.cells().get(column))
                            .map(Measure::text)
                            .toList()));
        }
        List<String> roles =
                column("", table.rows().stream().map(row -> mark(row.role())).toList());
        List<String> labels =
                column("", table.rows().stream().map(Table.Row::label).toList());
        int left = width(roles) + width(labels) + 2 + GAP.length();
        List<String> blocks = new ArrayList<>();
        List<List<String>> block = new ArrayList<>(List.of(roles, labels));
        int width = left;
        for (List<String> column : columns) {
            int more = width(column) + GAP.length();
            if (width + more > WIDTH && block.size() > 2) {
                blocks.add(lines(block));
                block = new ArrayList<>(List.of(roles, labels));
                width = left;
            }
            block.add(column);
            width += more;
        }
        blocks.add(lines(block));
        return blocks;
    }

    /** Ours stands out at the left edge. */
    private static String mark(Role role) {
        return (role == Role.OURS ? "> " : "  ") + Words.of(role);
    }

    private static String targets(List<Report.Target> targets) {
        List<String> outcomes = targets.stream()
                .map(target -> "  " + Words.of(target.outcome()))
                .toList();
        return lines(List.of(
                outcomes,
                targets.stream().map(Report.Target::asked).toList(),
                targets.stream().map(Report.Target::measured).toList()));
    }

    private static List<String> column(String heading, List<String> cells) {
        List<String> column = new ArrayList<>(List.of(heading));
        column.addAll(cells);
        return column;
    }

    private static String lines(List<List<String>> columns) {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < columns.getFirst().size(); line++) {
            StringBuilder row = new StringBuilder();
            for (List<String> column : columns) {
                String cell = column.get(line);
                row.append(cell).repeat(' ', width(column) - length(cell)).append(GAP);
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String folded(String note) {
        StringBuilder text = new StringBuilder();
        int width = 0;
        for (String word : note.split(" ", -1)) {
            boolean first = text.isEmpty();
            if (first || width + 1 + length(word) > WIDTH) {
                text.append(first ? "* " : "\n  ");
                width = 2;
            } else {
                text.append(' ');
                width++;
            }
            text.append(word);
            width += length(word);
        }
        return text.append('\n').toString();
    }

    private static int width(List<String> column) {
        return column.stream().mapToInt(TerminalText::length).max().orElse(0);
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
