package org.lumiwatch.ledger;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.lumisection.LumisectionId;

/**
 * One cause, however many elements show it and however long it lasts.
 *
 * @param id unique in a workspace, rising from 1
 * @param onset first lumisection with evidence
 * @param raised lumisection at which the alarm went out
 * @param last last lumisection in which it was seen
 * @param recovered lumisection from which it is gone; null while it lasts
 * @param elements every element that showed it
 * @param worst its most significant finding, in {@code elements.getFirst()}
 * @param status where it stands in its life
 * @param note what people said of it; empty when nothing
 */
public record Incident(
        long id,
        LumisectionId onset,
        LumisectionId raised,
        LumisectionId last,
        @Nullable LumisectionId recovered,
        List<ElementName> elements,
        Finding worst,
        Status status,
        boolean intermittent,
        String note) {

    /** Life of an incident. */
    public enum Status {
        OPEN,
        ACKNOWLEDGED,
        RECOVERED
    }

    public Incident {
        elements = List.copyOf(elements);
        if (elements.isEmpty()) {
            throw new IllegalArgumentException("incident %d: no elements (expected: >= 1)".formatted(id));
        }
    }

    public Optional<LumisectionId> recovery() {
        return Optional.ofNullable(recovered);
    }

    /** One line for people. */
    public String headline() {
        return "%s in %s%s since %s"
                .formatted(
                        worst.headline(),
                        elements.getFirst().shortName(),
                        elements.size() > 1 ? " and %d more".formatted(elements.size() - 1) : "",
                        onset);
    }
}
