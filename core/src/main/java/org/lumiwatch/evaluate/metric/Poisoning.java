package org.lumiwatch.evaluate.metric;

import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Whether faults that stay, and that nobody labels, are learned as normal: the share of them that is still flagged.
 *
 * @param flagged by number of lumisections that the fault has stayed, 1 in the onset's own; faults that lasted as long
 */
public record Poisoning(NavigableMap<Integer, Proportion> flagged) {
    /** Of no faults: the identity of {@link #plus}. */
    public static final Poisoning NONE = new Poisoning(new TreeMap<>());

    public Poisoning {
        flagged = Collections.unmodifiableNavigableMap(new TreeMap<>(flagged));
    }

    /**
     * Of one fault.
     *
     * @param alarmed one flag a lumisection, from the fault's onset to its end
     * @param stays after how many lumisections to look, each at least 1
     */
    public static Poisoning of(List<Boolean> alarmed, List<Integer> stays) {
        TreeMap<Integer, Proportion> flagged = new TreeMap<>();
        for (int stay : stays) {
            if (stay <= alarmed.size()) {
                flagged.put(stay, new Proportion(alarmed.get(stay - 1) ? 1 : 0, 1));
            }
        }
        return new Poisoning(flagged);
    }

    public Poisoning plus(Poisoning other) {
        TreeMap<Integer, Proportion> all = new TreeMap<>(flagged);
        other.flagged.forEach((stay, share) -> all.merge(stay, share, Proportion::plus));
        return new Poisoning(all);
    }

    /** Recall after a fault has stayed for so many lumisections; of nothing when not looked at. */
    public Proportion recallAfter(int stay) {
        return flagged.getOrDefault(stay, Proportion.NONE);
    }
}
