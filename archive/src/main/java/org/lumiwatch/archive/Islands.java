package org.lumiwatch.archive;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.lumiwatch.lumisection.LumisectionRange;
import org.lumiwatch.lumisection.LumisectionSet;

/** Lumisections of a table, joined to ranges by the database, so that a year of data comes over in kilobytes. */
final class Islands {
    private Islands() {}

    static LumisectionSet of(Session session, String table, String condition) throws SQLException {
        TreeMap<Integer, List<LumisectionRange>> ranges = new TreeMap<>();
        session.list(
                """
                SELECT run, min(ls), max(ls) FROM (
                    SELECT run, ls, ls - row_number() OVER (PARTITION BY run ORDER BY ls) AS island
                    FROM (SELECT DISTINCT run, ls FROM %s WHERE %s))
                GROUP BY run, island
                """.formatted(table, condition),
                row -> ranges.computeIfAbsent(row.getInt(1), run -> new ArrayList<>())
                        .add(new LumisectionRange(row.getInt(2), row.getInt(3))));
        return LumisectionSet.ofRanges(ranges);
    }
}
