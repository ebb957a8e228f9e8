package org.lumiwatch.report;

import java.util.List;
import java.util.OptionalInt;
import org.lumiwatch.lumisection.LumisectionId;

/**
 * What was put into simulated data and what became of it.
 *
 * @param falseIncidents incidents about nothing that was put in
 */
public record TruthTable(List<Row> rows, long falseIncidents) {
    /**
     * One fault.
     *
     * @param what it was, for people
     * @param where element and place, for people
     * @param latency lumisections from onset to alarm, 1 when it came in the first; empty when it was missed
     */
    public record Row(String what, String where, LumisectionId first, LumisectionId last, OptionalInt latency) {}

    public TruthTable {
        rows = List.copyOf(rows);
        if (falseIncidents < 0) {
            throw new IllegalArgumentException("false incidents: %d (expected: >= 0)".formatted(falseIncidents));
        }
    }

    long found() {
        return rows.stream().filter(row -> row.latency().isPresent()).count();
    }
}
