package org.lumiwatch.evaluate.metric;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.lumiwatch.judge.FindingKind;

/**
 * Whether the first incident that touched a fault named the right place and the right kind. Faults that none touched are left out:
 * they are missed, not misplaced.
 *
 * @param kinds number of faults by actual kind, then by the kind that was claimed
 * @param overlaps number of faults by intersection over union in tenths, down; the eleventh are exactly right
 */
public record Localisation(NavigableMap<FindingKind, Map<FindingKind, Long>> kinds, List<Long> overlaps) {
    private static final int TENTHS = 11;
    private static final int HALF = 5;

    /** Of no faults: the identity of {@link #plus}. */
    public static final Localisation NONE = new Localisation(new TreeMap<>(), Collections.nCopies(TENTHS, 0L));

    public Localisation {
        TreeMap<FindingKind, Map<FindingKind, Long>> copy = new TreeMap<>();
        kinds.forEach((actual, claimed) -> copy.put(actual, Collections.unmodifiableMap(new TreeMap<>(claimed))));
        kinds = Collections.unmodifiableNavigableMap(copy);
        overlaps = List.copyOf(overlaps);
        if (overlaps.size() != TENTHS) {
            throw new IllegalArgumentException(
                    "overlaps: %d classes (expected: %d)".formatted(overlaps.size(), TENTHS));
        }
    }

    /**
     * Of one fault.
     *
     * @param overlap intersection over union of the places, 0 to 1
     */
    public static Localisation of(FindingKind actual, FindingKind claimed, double overlap) {
        if (!(overlap >= 0 && overlap <= 1)) {
            throw new IllegalArgumentException("overlap: %s (expected: 0 to 1)".formatted(overlap));
        }
        List<Long> overlaps = new ArrayList<>(Collections.nCopies(TENTHS, 0L));
        overlaps.set((int) (10 * overlap), 1L);
        return new Localisation(new TreeMap<>(Map.of(actual, Map.of(claimed, 1L))), overlaps);
    }

    public Localisation plus(Localisation other) {
        TreeMap<FindingKind, Map<FindingKind, Long>> all = new TreeMap<>(kinds);
        other.kinds.forEach((actual, claimed) -> all.merge(actual, claimed, Localisation::sum));
        List<Long> sums = new ArrayList<>();
        for (int i = 0; i < TENTHS; i++) {
            sums.add(overlaps.get(i) + other.overlaps.get(i));
        }
        return new Localisation(all, sums);
    }

    private static Map<FindingKind, Long> sum(Map<FindingKind, Long> a, Map<FindingKind, Long> b) {
        TreeMap<FindingKind, Long> sum = new TreeMap<>(a);
        b.forEach((kind, count) -> sum.merge(kind, count, Long::sum));
        return sum;
    }

    /** Share of faults whose place overlaps to at least half. */
    public Proportion rightPlace() {
        return atLeast(HALF);
    }

    /** Share of faults whose place is right to the cell. */
    public Proportion exactPlace() {
        return atLeast(TENTHS - 1);
    }

    private Proportion atLeast(int tenths) {
        return new Proportion(sum(overlaps.subList(tenths, TENTHS)), sum(overlaps));
    }

    /** Share of faults whose kind is right. */
    public Proportion rightKind() {
        return kinds.keySet().stream().map(this::rightKind).reduce(Proportion.NONE, Proportion::plus);
    }

    /** Share of faults of one kind whose kind is right. */
    public Proportion rightKind(FindingKind actual) {
        Map<FindingKind, Long> claimed = kinds.getOrDefault(actual, Map.of());
        return new Proportion(claimed.getOrDefault(actual, 0L), sum(List.copyOf(claimed.values())));
    }

    private static long sum(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}
