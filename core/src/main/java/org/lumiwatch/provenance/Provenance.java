package org.lumiwatch.provenance;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a result was made from.
 *
 * @param inputs SHA-256 by name of input, sorted
 * @param options every setting that had a say, by name, sorted
 * @param seed of all chance involved; 0 where there was none
 * @param codeVersion of Lumiwatch
 * @param javaVersion feature version of the Java that ran
 */
public record Provenance(
        Map<String, String> inputs, Map<String, String> options, long seed, String codeVersion, int javaVersion) {
    public Provenance {
        inputs = java.util.Collections.unmodifiableMap(new TreeMap<>(inputs));
        options = java.util.Collections.unmodifiableMap(new TreeMap<>(options));
    }
}
