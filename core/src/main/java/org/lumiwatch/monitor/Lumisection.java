package org.lumiwatch.monitor;

import java.util.Comparator;
import java.util.List;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.lumisection.LumisectionId;

/** The elements of one lumisection that came together, sorted by name; each name once. */
public record Lumisection(LumisectionId id, List<MonitorElement> elements) {
    public Lumisection {
        elements = elements.stream()
                .sorted(Comparator.comparing(MonitorElement::name))
                .toList();
        for (int i = 0; i < elements.size(); i++) {
            MonitorElement element = elements.get(i);
            if (!element.at().equals(id)) {
                throw new IllegalArgumentException(
                        "element %s: of %s (expected: %s)".formatted(element.name(), element.at(), id));
            }
            if (i > 0 && elements.get(i - 1).name().equals(element.name())) {
                throw new IllegalArgumentException(
                        "element %s: twice in %s (expected: once)".formatted(element.name(), id));
            }
        }
    }
}
