package org.lumiwatch.certify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lumiwatch.lumisection.LumisectionRange;
import org.lumiwatch.lumisection.LumisectionSet;

/**
 * What one certificate has that another has not: after a change of rules, of labels, of software.
 *
 * @param gained good in the second only
 * @param lost good in the first only
 * @param changes ranges whose goodness changed, rising
 */
public record CertificateDiff(LumisectionSet gained, LumisectionSet lost, List<Change> changes) {
    /** A range that changed, with what was decided of it before and after; absent where a certificate did not cover it. */
    public record Change(int run, LumisectionRange range, Optional<Decision> before, Optional<Decision> after) {
        /** One line for people. */
        public String text() {
            return "%d: %d–%d %s → %s".formatted(run, range.first(), range.last(), said(before), said(after));
        }

        private static String said(Optional<Decision> decision) {
            return decision.map(of -> of.outcome().label()
                            + of.causes().stream()
                                    .map(Cause::text)
                                    .collect(Collectors.joining(
                                            "; ",
                                            of.causes().isEmpty() ? "" : " (",
                                            of.causes().isEmpty() ? "" : ")")))
                    .orElse("not covered");
        }
    }

    public CertificateDiff {
        changes = List.copyOf(changes);
    }

    /** What becomes different on the way from {@code before} to {@code after}. */
    public static CertificateDiff between(Certificate before, Certificate after) {
        LumisectionSet was = before.lumisections(Outcome.GOOD);
        LumisectionSet is = after.lumisections(Outcome.GOOD);
        LumisectionSet gained = is.minus(was);
        LumisectionSet lost = was.minus(is);
        LumisectionSet changed = gained.or(lost);
        return new CertificateDiff(gained, lost, changes(before, after, changed));
    }

    /** One line for people. */
    public String headline() {
        return String.format(Locale.ROOT, "%d lumisections gained, %d lost", gained.count(), lost.count());
    }

    private static List<Change> changes(Certificate before, Certificate after, LumisectionSet changed) {
        List<Change> changes = new ArrayList<>();
        for (Piece piece : pieces(before, after)) {
            LumisectionSet left = only(piece.run(), piece.range()).and(changed);
            for (LumisectionRange range : left.ranges(piece.run())) {
                changes.add(new Change(piece.run(), range, piece.before(), piece.after()));
            }
        }
        return changes;
    }

    private record Piece(int run, LumisectionRange range, Optional<Decision> before, Optional<Decision> after) {}

    /** Both certificates cut at each other's edges, including what only one covers. */
    private static List<Piece> pieces(Certificate before, Certificate after) {
        List<Piece> pieces = new ArrayList<>();
        List<CertifiedRange> olds = before.ranges();
        List<CertifiedRange> news = after.ranges();
        int i = 0;
        int j = 0;
        int run = 0;
        int next = 1;
        while (i < olds.size() || j < news.size()) {
            int nextRun = Math.min(run(olds, i), run(news, j));
            next = nextRun == run ? next : 1;
            run = nextRun;
            Optional<CertifiedRange> old = reaching(olds, i, run);
            Optional<CertifiedRange> now = reaching(news, j, run);
            int first = Math.max(next, Math.min(first(old), first(now)));
            int last = Math.min(end(old, first), end(now, first));
            pieces.add(
                    new Piece(run, new LumisectionRange(first, last), decisionAt(old, first), decisionAt(now, first)));
            next = last + 1;
            i += ends(old, last) ? 1 : 0;
            j += ends(now, last) ? 1 : 0;
        }
        return pieces;
    }

    private static int run(List<CertifiedRange> ranges, int index) {
        return index < ranges.size() ? ranges.get(index).run() : Integer.MAX_VALUE;
    }

    private static Optional<CertifiedRange> reaching(List<CertifiedRange> ranges, int index, int run) {
        return run(ranges, index) == run ? Optional.of(ranges.get(index)) : Optional.empty();
    }

    private static int first(Optional<CertifiedRange> range) {
        return range.map(of -> of.range().first()).orElse(Integer.MAX_VALUE);
    }

    /** Last lumisection of which {@code range} says the same as of {@code first}. */
    private static int end(Optional<CertifiedRange> range, int first) {
        return range.map(of -> of.range().first() > first
                        ? of.range().first() - 1
                        : of.range().last())
                .orElse(Integer.MAX_VALUE);
    }

    private static boolean ends(Optional<CertifiedRange> range, int last) {
        return range.map(of -> of.range().last() <= last).orElse(false);
    }

    private static Optional<Decision> decisionAt(Optional<CertifiedRange> range, int at) {
        return range.filter(of -> of.range().first() <= at).map(CertifiedRange::decision);
    }

    private static LumisectionSet only(int run, LumisectionRange range) {
        return LumisectionSet.ofRanges(java.util.Map.of(run, List.of(range)));
    }
}
