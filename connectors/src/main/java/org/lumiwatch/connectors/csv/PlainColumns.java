package org.lumiwatch.connectors.csv;

import java.util.List;
import java.util.Locale;

/** Columns of a simple table, any order and case, others beside them. */
record PlainColumns(List<String> needed) {
    PlainColumns {
        needed = List.copyOf(needed);
    }

    static PlainColumns of(String... needed) {
        return new PlainColumns(List.of(needed));
    }

    boolean fit(List<String> header) {
        return lower(header).containsAll(needed);
    }

    /** Place of a column, −1 when there is none. */
    static int place(List<String> header, String name) {
        return lower(header).lastIndexOf(name);
    }

    private static List<String> lower(List<String> header) {
        return header.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }
}
