package org.lumiwatch.bench.publication;

import java.util.Locale;
import org.lumiwatch.bench.BenchResult;
import org.lumiwatch.bench.Report;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.Size;

/** What values of closed sets are called, the same wherever they are shown. */
final class Words {
    private Words() {}

    static String of(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    static String of(Report.Data data) {
        return data.name().toLowerCase(Locale.ROOT);
    }

    static String of(Size size) {
        return switch (size) {
            case QUICK -> "quick, not to be quoted";
            case FULL -> "full size";
        };
    }

    /** What was missed cries out. */
    static String of(Report.Target.Outcome outcome) {
        return switch (outcome) {
            case MET -> "met";
            case MISSED -> "MISSED";
            case NOT_SHOWN -> "not shown";
        };
    }

    /** Data, size and seeds. */
    static String origin(BenchResult result) {
        return "%s data · %s · %s"
                .formatted(
                        of(result.report().data()),
                        of(result.size()),
                        result.seeds().headline());
    }
}
