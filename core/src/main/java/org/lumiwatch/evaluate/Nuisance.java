package org.lumiwatch.evaluate;

import java.util.List;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.lumisection.LumisectionId;

/**
 * Something that really changed in the data and must not alarm.
 *
 * @param kind such as {@code pileup decay} or {@code known dead cells}
 * @param elements where it shows; empty for all
 * @param detail its size, for people
 */
public record Nuisance(
        String kind, List<ElementName> elements, LumisectionId first, LumisectionId last, String detail) {
    public Nuisance {
        elements = List.copyOf(elements);
    }
}
