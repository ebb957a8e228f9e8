package org.lumiwatch.evaluate;

import java.util.List;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.lumisection.LumisectionId;

/**
 * One alarm to be held against the truth: what an incident says.
 *
 * @param id of the incident
 * @param elements every element that showed it
 * @param boxes the place, in the first element; no cell twice
 * @param group name of the hardware group; empty when none
 */
public record Claim(long id, List<ElementName> elements, FindingKind kind, List<Box> boxes, String group, Times times) {

    /**
     * @param since first lumisection with evidence: the onset that is claimed
     * @param raised lumisection at which the alarm went out
     * @param last last lumisection in which it stood
     */
    public record Times(LumisectionId since, LumisectionId raised, LumisectionId last) {
        public Times {
            if (since.compareTo(raised) > 0 || raised.compareTo(last) > 0) {
                throw new IllegalArgumentException("claim since %s, raised %s, last seen %s (expected: in this order)"
                        .formatted(since, raised, last));
            }
        }
    }

    public Claim {
        elements = List.copyOf(elements);
        boxes = List.copyOf(boxes);
        if (elements.isEmpty() || boxes.isEmpty()) {
            throw new IllegalArgumentException("claim %d: %d elements, %d boxes (expected: >= 1 of each)"
                    .formatted(id, elements.size(), boxes.size()));
        }
        for (int i = 0; i < boxes.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (boxes.get(i).common(boxes.get(j)) > 0) {
                    throw new IllegalArgumentException("claim %d: %s and %s overlap (expected: no cell twice)"
                            .formatted(id, boxes.get(j), boxes.get(i)));
                }
            }
        }
    }

    /** Number of cells claimed, in the first element. */
    public long cells() {
        return boxes.stream().mapToLong(Box::cells).sum();
    }
}
