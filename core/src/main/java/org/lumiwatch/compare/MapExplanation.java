package org.lumiwatch.compare;

import java.util.List;
import org.lumiwatch.expect.Prediction;

/**
 * What is wrong with a map, such that the rest is as expected.
 *
 * @param regions disjoint, the most significant first; empty when nothing is wrong
 * @param logChance ln of the chance that a healthy map shows anything as strange as the strangest place, at most 0
 * @param expected the expectation without the regions' influence
 */
public record MapExplanation(List<Region> regions, double logChance, Prediction expected) {
    public MapExplanation {
        regions = List.copyOf(regions);
        if (!(logChance <= 0)) {
            throw new IllegalArgumentException("ln chance: %s (expected: <= 0)".formatted(logChance));
        }
    }
}
