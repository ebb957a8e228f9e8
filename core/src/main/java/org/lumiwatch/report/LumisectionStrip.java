package org.lumiwatch.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lumiwatch.certify.Certificate;
import org.lumiwatch.certify.CertificationRules;
import org.lumiwatch.certify.CertifiedRange;
import org.lumiwatch.certify.Decision;
import org.lumiwatch.certify.Outcome;
import org.lumiwatch.element.ElementGlob;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.ledger.LedgerEntry.Pass;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionRange;
import org.lumiwatch.lumisection.LumisectionSet;

/** One cell per lumisection and row: the certificate, then each element or, where there are many, each subdetector. */
final class LumisectionStrip {
    private static final int MOST_ELEMENT_ROWS = 12;

    private final List<LumisectionId> columns;
    private final List<StripRow> rows;

    private LumisectionStrip(List<LumisectionId> columns, List<StripRow> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    static LumisectionStrip of(Workspace workspace, ShiftReport.Subject subject) {
        LumisectionSet hindsight = workspace.ledger().judged(Pass.HINDSIGHT).and(subject.lumisections());
        LumisectionSet online = workspace
                .ledger()
                .judged(Pass.ONLINE)
                .and(subject.lumisections())
                .minus(hindsight);
        CertificationRules rules =
                subject.certificate().map(Certificate::rules).orElseGet(CertificationRules::standard);
        List<ElementName> elements = workspace.histograms().elements();
        Map<String, StripRow> rows = new TreeMap<>();
        for (Pass pass : List.of(Pass.HINDSIGHT, Pass.ONLINE)) {
            LumisectionSet within = pass == Pass.HINDSIGHT ? hindsight : online;
            workspace
                    .ledger()
                    .read(
                            ElementGlob.of("*"),
                            within,
                            pass,
                            entry -> rows.computeIfAbsent(
                                            rowName(entry.element(), elements.size()),
                                            name -> new StripRow(name, rules.tolerance()))
                                    .add(entry));
        }
        List<StripRow> all = Stream.concat(
                        subject.certificate().map(certificate -> certified(certificate, rules)).stream(),
                        rows.values().stream())
                .toList();
        return new LumisectionStrip(columns(subject.lumisections()), all);
    }

    private static String rowName(ElementName element, int elements) {
        int slash = element.path().indexOf('/', 1);
        return elements <= MOST_ELEMENT_ROWS || slash < 0
                ? element.path()
                : element.path().substring(0, slash);
    }

    private static StripRow certified(Certificate certificate, CertificationRules rules) {
        StripRow row = new StripRow("Certificate", rules.tolerance());
        for (CertifiedRange range : certificate.ranges()) {
            Decision decision = range.decision();
            boolean examined = decision.outcome() != Outcome.UNDECIDED;
            CellState state = switch (decision.outcome()) {
                case GOOD -> CellState.GOOD;
                case BAD -> CellState.BAD;
                case UNDECIDED -> CellState.UNDECIDED;
            };
            String why = decision.causes().isEmpty()
                    ? ""
                    : decision.causes().getFirst().text();
            IntStream.rangeClosed(range.range().first(), range.range().last())
                    .forEach(number -> row.set(
                            new LumisectionId(range.run(), number), state, examined ? why : why.replace('\n', ' ')));
        }
        return row;
    }

    /** Every number from a run's first lumisection to its last: gaps are shown as such. */
    private static List<LumisectionId> columns(LumisectionSet lumisections) {
        List<LumisectionId> columns = new ArrayList<>();
        for (int run : lumisections.runs()) {
            List<LumisectionRange> ranges = lumisections.ranges(run);
            IntStream.rangeClosed(ranges.getFirst().first(), ranges.getLast().last())
                    .forEach(number -> columns.add(new LumisectionId(run, number)));
        }
        return columns;
    }

    String html() {
        if (columns.isEmpty()) {
            return "<p class=\"calm\">No lumisection is recorded.</p>\n";
        }
        String body = rows.stream().map(this::row).collect(Collectors.joining());
        String legend = Stream.of(CellState.values())
                .map(state -> "<li><svg class=\"key\" viewBox=\"0 0 14 10\"><rect class=\"%s\" %s/></svg>%s</li>"
                        .formatted(state.style(), shape(state, 0, 14), state.label()))
                .collect(Collectors.joining());
        return """
                <svg width="0" height="0" class="defs"><defs><pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse">\
                <rect width="4" height="4" fill="#e9e7f1"/><path d="M0 4L4 0" stroke="#7d75a3" stroke-width="1"/></pattern></defs></svg>
                <div class="strip">
                %s<div class="row axis"><span></span><div>%s</div></div>
                </div>
                <ul class="legend">%s</ul>
                """.formatted(body, axis(), legend);
    }

    private String row(StripRow row) {
        StringBuilder cells = new StringBuilder();
        for (int first = 0; first < columns.size(); first++) {
            StripRow.Cell cell = row.at(columns.get(first));
            int last = first;
            while (last + 1 < columns.size()
                    && columns.get(last + 1).run() == columns.get(first).run()
                    && row.at(columns.get(last + 1)).equals(cell)) {
                last++;
            }
            cells.append("<rect class=\"%s\" %s><title>%s</title></rect>"
                    .formatted(
                            cell.state().style(),
                            shape(cell.state(), first, last - first + 1),
                            Html.text(hover(columns.get(first), columns.get(last), cell))));
            first = last;
        }
        String style = row.name().equals("Certificate") ? " first" : "";
        return """
                <div class="row%s"><span title="%s">%s</span>\
                <svg viewBox="0 0 %d 10" preserveAspectRatio="none" role="img" aria-label="%s">%s%s</svg></div>
                """.formatted(
                        style,
                        Html.text(row.name()),
                        Html.text(Words.shortened(row.name())),
                        columns.size(),
                        Html.text(row.name() + ": " + summary(row)),
                        cells,
                        runEdges());
    }

    /** Bad ones stand full height, so that they show in grey, too. */
    private static String shape(CellState state, int x, int width) {
        int y = switch (state) {
            case BAD -> 0;
            case MINOR, GOOD, UNDECIDED -> 2;
            case ABSENT -> 7;
        };
        return "x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\""
                .formatted(x, y, width, state == CellState.ABSENT ? 1 : 10 - y);
    }

    private static String hover(LumisectionId first, LumisectionId last, StripRow.Cell cell) {
        String numbers = first.equals(last) ? "LS " + first.number() : "LS " + first.number() + "–" + last.number();
        return "Run %d, %s: %s%s"
                .formatted(
                        first.run(), numbers, cell.state().label(), cell.why().isEmpty() ? "" : " — " + cell.why());
    }

    private String summary(StripRow row) {
        Map<CellState, Long> counts = columns.stream()
                .collect(Collectors.groupingBy(id -> row.at(id).state(), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().label())
                .collect(Collectors.joining(", "));
    }

    private String runEdges() {
        return IntStream.range(1, columns.size())
                .filter(i -> columns.get(i).run() != columns.get(i - 1).run())
                .mapToObj("<path class=\"edge\" d=\"M%1$d 0V10\"/>"::formatted)
                .collect(Collectors.joining());
    }

    /** The run's number where it begins, and lumisection numbers at round steps, as far apart as they need to be read. */
    private String axis() {
        int step = 1;
        for (int round : new int[] {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000}) {
            step = round;
            if (columns.size() / round <= 10) {
                break;
            }
        }
        StringBuilder axis = new StringBuilder();
        double lastRunAt = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < columns.size(); i++) {
            LumisectionId id = columns.get(i);
            double at = 100.0 * i / columns.size();
            boolean begins = i == 0 || columns.get(i - 1).run() != id.run();
            if (begins && at - lastRunAt > 9) {
                axis.append("<b style=\"left:%s%%\">%d</b>".formatted(Html.number(at, 2), id.run()));
                lastRunAt = at;
            }
            if (id.number() % step == 0) {
                double middle = 100.0 * (i + 0.5) / columns.size();
                axis.append("<i style=\"left:%s%%\">%d</i>".formatted(Html.number(middle, 2), id.number()));
            }
        }
        return axis.toString();
    }
}
