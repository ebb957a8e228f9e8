package org.lumiwatch.bench.publication;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumiwatch.bench.BenchResult;
import org.lumiwatch.bench.Measure;
import org.lumiwatch.bench.Table;

/** All tables of a result in one: a line for each entry, so that tables with other columns fit below each other. */
final class CsvText {
    private static final String HEADING = "protocol,table,row,role,column,value,low,high,text";

    private CsvText() {}

    static String of(BenchResult result) {
        StringBuilder text = new StringBuilder(HEADING).append('\n');
        for (Table table : result.report().tables()) {
            for (Table.Row row : table.rows()) {
                for (int i = 0; i < table.columns().size(); i++) {
                    text.append(Stream.concat(
                                            Stream.of(
                                                    result.protocol(),
                                                    table.title(),
                                                    row.label(),
                                                    Words.of(row.role()),
                                                    table.columns().get(i)),
                                            numbers(row.cells().get(i)))
                                    .map(CsvText::quoted)
                                    .collect(Collectors.joining(",")))
                            .append('\n');
                }
            }
        }
        return text.toString();
    }

    /** Value, low, high and text; a limit is the high end of nothing seen. */
    private static Stream<String> numbers(Measure measure) {
        return switch (measure) {
            case Measure.Value(double value) -> Stream.of(String.valueOf(value), "", "", "");
            case Measure.Interval(double value, double low, double high) ->
                Stream.of(String.valueOf(value), String.valueOf(low), String.valueOf(high), "");
            case Measure.Below(double limit) -> Stream.of("0.0", "0.0", String.valueOf(limit), "");
            case Measure.Words(String words) -> Stream.of("", "", "", words);
        };
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
