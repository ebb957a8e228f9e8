package org.lumiwatch.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lumiwatch.certify.CertificationRules.Tolerance;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.ledger.LedgerEntry;
import org.lumiwatch.lumisection.LumisectionId;

/** One row of the strip: a subdetector or an element. Mutable while it is filled. */
final class StripRow {
    private final String name;
    private final Tolerance tolerance;
    private final Map<LumisectionId, Tally> tallies = new HashMap<>();

    StripRow(String name, Tolerance tolerance) {
        this.name = name;
        this.tolerance = tolerance;
    }

    /** What a cell shows. */
    record Cell(CellState state, String why) {}

    private static final class Tally {
        private int decided;
        private int undecided;
        private CellState worst = CellState.GOOD;
        private String why = "";
    }

    String name() {
        return name;
    }

    void add(LedgerEntry entry) {
        Tally tally = tallies.computeIfAbsent(entry.at(), at -> new Tally());
        switch (entry.state()) {
            case GOOD -> tally.decided++;
            case UNDECIDED -> {
                tally.undecided++;
                tally.why = tally.why.isEmpty() ? entry.reason().split(":", 2)[0] : tally.why;
            }
            case BAD -> {
                tally.decided++;
                CellState state = isMinor(entry.findings()) ? CellState.MINOR : CellState.BAD;
                if (state.compareTo(tally.worst) > 0) {
                    tally.worst = state;
                    tally.why = why(entry);
                }
            }
        }
    }

    void set(LumisectionId at, CellState state, String why) {
        Tally tally = new Tally();
        tally.worst = state;
        tally.decided = 1;
        tally.why = why;
        tallies.put(at, tally);
    }

    /** Undecided when most of the row's elements are, and none is bad. */
    Cell at(LumisectionId id) {
        Tally tally = tallies.get(id);
        if (tally == null) {
            return new Cell(CellState.ABSENT, "");
        }
        boolean undecided = tally.worst == CellState.GOOD && tally.undecided > tally.decided;
        CellState state = undecided ? CellState.UNDECIDED : tally.worst;
        return new Cell(state, state == CellState.GOOD ? "" : tally.why);
    }

    private boolean isMinor(List<Finding> findings) {
        double cells = findings.stream()
                .mapToDouble(finding -> finding.impact().cells())
                .sum();
        long groups = findings.stream()
                .map(Finding::group)
                .filter(group -> !group.isEmpty())
                .distinct()
                .count();
        return cells <= tolerance.impact() && groups <= tolerance.groups();
    }

    private static String why(LedgerEntry entry) {
        return entry.findings().stream()
                .limit(3)
                .map(Words::what)
                .collect(Collectors.joining(", ", "", " in " + entry.element().shortName()));
    }
}
