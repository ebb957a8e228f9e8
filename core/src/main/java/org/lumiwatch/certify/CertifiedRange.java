package org.lumiwatch.certify;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumiwatch.lumisection.LumisectionRange;

/** Consecutive lumisections of a run with one decision. */
public record CertifiedRange(int run, LumisectionRange range, Decision decision) {
    /** Such as {@code 355100: 12–40 bad: dead EB+03 in ECAL/occupancy (occupancy/1)}. */
    public String text() {
        String why = Stream.concat(
                        decision.causes().stream().map(Cause::text),
                        decision.tolerated().stream().map(cause -> cause.text() + ", tolerated"))
                .collect(Collectors.joining("; "));
        String which = range.first() == range.last() ? "" + range.first() : range.first() + "–" + range.last();
        return "%d: %s %s%s".formatted(run, which, decision.outcome().label(), why.isEmpty() ? "" : ": " + why);
    }
}
