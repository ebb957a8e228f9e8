package org.lumiwatch.evaluate;

import java.util.List;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.lumisection.LumisectionId;

/**
 * One alarm to be held against the truth: what an incident says when it goes out.
 *
 * @param id of the incident
 * @param elements every element that showed it
 * @param box the region, in the first element
 * @param group name of the hardware group; empty when none
 * @param raised lumisection at which the alarm went out
 */
public record Claim(
        long id, List<ElementName> elements, FindingKind kind, Box box, String group, LumisectionId raised) {
    public Claim {
        elements = List.copyOf(elements);
        if (elements.isEmpty()) {
            throw new IllegalArgumentException("claim %d: no elements (expected: >= 1)".formatted(id));
        }
    }
}
