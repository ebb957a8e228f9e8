package org.lumiwatch.bench.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumiwatch.bench.Role;

/**
 * What one contender said of whole lumisections, or windows of them, of one seed: the larger the more suspect.
 *
 * @param healthy of each healthy one, in order of time
 * @param faulty by class of fault: of the lumisection with one such fault, one entry a fault
 */
record LumisectionScores(String contender, Role role, List<Double> healthy, Map<String, List<Double>> faulty) {
    LumisectionScores {
        healthy = List.copyOf(healthy);
        faulty = Collections.unmodifiableMap(new LinkedHashMap<>(faulty));
        if (healthy.stream().anyMatch(score -> score.isNaN())) {
            throw new IllegalArgumentException("%s: score NaN (expected: a number)".formatted(contender));
        }
    }
}
