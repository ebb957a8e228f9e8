package org.lumiwatch.evaluate;

import java.util.List;
import java.util.Map;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.lumisection.LumisectionId;

/** All that is known of a lumisection without anybody's opinion of it: detector status bits are left out on the way in. */
public record Sample(LumisectionId id, List<MonitorElement> elements, LumisectionConditions conditions) {
    public Sample {
        elements = List.copyOf(elements);
        conditions = new LumisectionConditions(id, conditions.values(), Map.of());
        for (MonitorElement element : elements) {
            if (!element.at().equals(id)) {
                throw new IllegalArgumentException(
                        "%s: of %s (expected: %s)".formatted(element.name(), element.at(), id));
            }
        }
    }

    /** In-range entries of all elements. */
    double entries() {
        return elements.stream()
                .mapToDouble(element -> element.histogram().sum())
                .sum();
    }
}
