package org.lumiwatch.bench;

import java.util.List;

/**
 * Rows of measurements.
 *
 * @param columns headings of the measurements; the row's label and role have none
 */
public record Table(String title, List<String> columns, List<Row> rows) {
    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (Row row : rows) {
            if (row.cells().size() != columns.size()) {
                throw new IllegalArgumentException("table '%s': row '%s' has %d cells (expected: %d)"
                        .formatted(title, row.label(), row.cells().size(), columns.size()));
            }
        }
    }

    /** One contender, fault class or setting. */
    public record Row(String label, Role role, List<Measure> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }
}
