package org.lumiwatch.monitor;

import java.util.List;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.TestId;
import org.lumiwatch.lumisection.LumisectionId;

/**
 * What a complete run says of a region that was suspected in it.
 *
 * @param online the most significant finding while the run went on
 * @param stretches when it was at fault, rising; none when the suspicion did not hold
 */
public record RegionHistory(ElementName element, TestId test, Finding online, List<Stretch> stretches) {
    /** From {@code onset} to {@code end}, both faulty; {@code finding} holds for all of it. */
    public record Stretch(LumisectionId onset, LumisectionId end, Finding finding) {}

    public RegionHistory {
        stretches = List.copyOf(stretches);
    }

    /** Whether it came and went. */
    public boolean intermittent() {
        return stretches.size() > 1;
    }
}
