package org.lumiwatch.monitor;

import java.util.List;
import java.util.Optional;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.judge.Judgement;
import org.lumiwatch.judge.Reason;
import org.lumiwatch.judge.Significance;
import org.lumiwatch.judge.Verdict;
import org.lumiwatch.lumisection.LumisectionId;

/** What was said of all elements of one lumisection, by element name. */
public record Examined(LumisectionId id, LumisectionConditions conditions, List<Part> parts) {
    public Examined {
        parts = List.copyOf(parts);
    }

    /** What a judgement rests on. */
    public enum Basis {
        /** Earlier lumisections. */
        HISTORY,
        /** This lumisection alone: there is no reference yet. What it finds was there from the start. */
        THIS_LUMISECTION
    }

    /** One element's judgement. */
    public record Part(Geometry geometry, Judgement judgement, Basis basis) {}

    /** What was said of one element; it must have been examined. */
    public Judgement judgementOf(ElementName name) {
        return parts.stream()
                .map(Part::judgement)
                .filter(judgement -> judgement.element().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s at %s: not examined (expected: an element of the lumisection)".formatted(name, id)));
    }

    /** The part whose element is furthest from its reference; undecided ones do not count. */
    public Optional<Part> worst() {
        Part worst = null;
        for (Part part : parts) {
            if (!(part.judgement().verdict() instanceof Verdict.Undecided)
                    && (worst == null || rank(part) > rank(worst))) {
                worst = part;
            }
        }
        return Optional.ofNullable(worst);
    }

    private static double rank(Part part) {
        double bad = part.judgement().verdict() instanceof Verdict.Bad ? 2 * Significance.LARGEST : 0;
        return bad + part.judgement().significance();
    }

    /**
     * Verdict on the lumisection: that of its worst element, with the significance after looking at all decided elements;
     * undecided when every element is.
     */
    public Verdict verdict() {
        Optional<Part> worst = worst();
        if (worst.isEmpty()) {
            return parts.stream()
                    .map(part -> part.judgement().verdict())
                    .findFirst()
                    .orElse(new Verdict.Undecided(new Reason.NeverScored()));
        }
        double decided = parts.stream()
                .filter(part -> !(part.judgement().verdict() instanceof Verdict.Undecided))
                .count();
        return switch (worst.get().judgement().verdict()) {
            case Verdict.Good(double significance) -> new Verdict.Good(Significance.elsewhere(significance, decided));
            case Verdict.Bad(double significance, var findings) ->
                new Verdict.Bad(Significance.elsewhere(significance, decided), findings);
            case Verdict.Undecided undecided -> undecided;
        };
    }

    /** The line shown while watching. */
    public String headline() {
        long undecided = parts.stream()
                .filter(part -> part.judgement().verdict() instanceof Verdict.Undecided)
                .count();
        String counted = undecided == 0
                ? "%d elements".formatted(parts.size())
                : "%d elements, %d undecided".formatted(parts.size(), undecided);
        String where = verdict() instanceof Verdict.Bad
                ? " in " + worst().orElseThrow().judgement().element().name()
                : "";
        return "%s  %s%s  (%s)".formatted(id, verdict().headline(), where, counted);
    }
}
