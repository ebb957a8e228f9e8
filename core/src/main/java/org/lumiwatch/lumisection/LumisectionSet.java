package org.lumiwatch.lumisection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A set of lumisections, held as sorted ranges per run, so that a year of data takes kilobytes.
 *
 * <p>Immutable and always compact: ranges of one run neither touch nor overlap, no run is empty. Membership costs the
 * logarithm of the number of ranges, the algebra is linear in it.
 */
public final class LumisectionSet {
    private static final LumisectionSet EMPTY = new LumisectionSet(new TreeMap<>());

    /** Per run: first, last, first, last, … rising. Never changed after construction. */
    private final NavigableMap<Integer, int[]> runs;

    private LumisectionSet(NavigableMap<Integer, int[]> runs) {
        this.runs = runs;
    }

    public static LumisectionSet empty() {
        return EMPTY;
    }

    /** The given lumisections, in any order, repeats allowed. */
    public static LumisectionSet of(Collection<LumisectionId> ids) {
        TreeMap<Integer, List<LumisectionRange>> byRun = new TreeMap<>();
        for (LumisectionId id : ids) {
            byRun.computeIfAbsent(id.run(), run -> new ArrayList<>())
                    .add(new LumisectionRange(id.number(), id.number()));
        }
        return ofRanges(byRun);
    }

    /** Ranges by run, in any order, overlaps allowed. */
    public static LumisectionSet ofRanges(Map<Integer, ? extends Collection<LumisectionRange>> ranges) {
        TreeMap<Integer, int[]> runs = new TreeMap<>();
        ranges.forEach((run, of) -> put(runs, run, compacted(of)));
        return new LumisectionSet(runs);
    }

    public LumisectionSet and(LumisectionSet other) {
        return merged(other, (a, b) -> swept(a, b, 2));
    }

    public LumisectionSet or(LumisectionSet other) {
        return merged(other, (a, b) -> swept(a, b, 1));
    }

    public LumisectionSet minus(LumisectionSet other) {
        TreeMap<Integer, int[]> result = new TreeMap<>();
        runs.forEach((run, mine) -> {
            int[] theirs = other.runs.get(run);
            put(result, run, theirs == null ? mine : subtracted(mine, theirs));
        });
        return new LumisectionSet(result);
    }

    public boolean contains(LumisectionId id) {
        int[] bounds = runs.get(id.run());
        if (bounds == null) {
            return false;
        }
        int at = Arrays.binarySearch(bounds, id.number());
        return at >= 0 || (-at - 1) % 2 == 1;
    }

    /** Number of lumisections. */
    public long count() {
        long count = 0;
        for (int[] bounds : runs.values()) {
            for (int i = 0; i < bounds.length; i += 2) {
                count += bounds[i + 1] - bounds[i] + 1L;
            }
        }
        return count;
    }

    public boolean isEmpty() {
        return runs.isEmpty();
    }

    /** Run numbers, rising. */
    public NavigableSet<Integer> runs() {
        return java.util.Collections.unmodifiableNavigableSet(runs.navigableKeySet());
    }

    /** Compact ranges of a run, rising; none when the run is not in the set. */
    public List<LumisectionRange> ranges(int run) {
        int[] bounds = runs.getOrDefault(run, new int[0]);
        return IntStream.range(0, bounds.length / 2)
                .mapToObj(i -> new LumisectionRange(bounds[2 * i], bounds[2 * i + 1]))
                .toList();
    }

    /** This set within runs {@code first} to {@code last}, both inclusive. */
    public LumisectionSet inRuns(int first, int last) {
        return new LumisectionSet(new TreeMap<>(runs.subMap(first, true, last, true)));
    }

    /** All lumisections, rising; beware of ranges that go to {@link LumisectionRange#END_OF_RUN}. */
    public Stream<LumisectionId> stream() {
        return runs.keySet().stream()
                .flatMap(run -> ranges(run).stream()
                        .flatMap(range -> IntStream.rangeClosed(range.first(), range.last())
                                .mapToObj(number -> new LumisectionId(run, number))));
    }

    private LumisectionSet merged(LumisectionSet other, BiFunction<int[], int[], int[]> sweep) {
        TreeMap<Integer, int[]> result = new TreeMap<>();
        int[] none = {};
        for (int run : runs.keySet()) {
            put(result, run, sweep.apply(runs.get(run), other.runs.getOrDefault(run, none)));
        }
        for (int run : other.runs.keySet()) {
            if (!runs.containsKey(run)) {
                put(result, run, sweep.apply(none, other.runs.get(run)));
            }
        }
        return new LumisectionSet(result);
    }

    private static void put(Map<Integer, int[]> runs, int run, int[] bounds) {
        if (run < 1) {
            throw new IllegalArgumentException("run: %d (expected: >= 1)".formatted(run));
        }
        if (bounds.length > 0) {
            runs.put(run, bounds);
        }
    }

    private static int[] compacted(Collection<LumisectionRange> ranges) {
        long[] sorted = ranges.stream()
                .mapToLong(range -> (long) range.first() << 32 | range.last())
                .sorted()
                .toArray();
        int[] bounds = new int[2 * sorted.length];
        int n = 0;
        for (long range : sorted) {
            int first = (int) (range >>> 32);
            int last = (int) range;
            if (n > 0 && first <= bounds[n - 1] + 1L) {
                bounds[n - 1] = Math.max(bounds[n - 1], last);
            } else {
                bounds[n++] = first;
                bounds[n++] = last;
            }
        }
        return Arrays.copyOf(bounds, n);
    }

    /** Sweeps over both and keeps where at least {@code depth} of the two cover. */
    private static int[] swept(int[] a, int[] b, int depth) {
        if (depth == 1) {
            List<LumisectionRange> all = new ArrayList<>((a.length + b.length) / 2);
            for (int[] bounds : List.of(a, b)) {
                for (int i = 0; i < bounds.length; i += 2) {
                    all.add(new LumisectionRange(bounds[i], bounds[i + 1]));
                }
            }
            return compacted(all);
        }
        int[] common = new int[a.length + b.length];
        int n = 0;
        for (int i = 0, j = 0; i < a.length && j < b.length; ) {
            int first = Math.max(a[i], b[j]);
            int last = Math.min(a[i + 1], b[j + 1]);
            if (first <= last) {
                common[n++] = first;
                common[n++] = last;
            }
            if (a[i + 1] < b[j + 1]) {
                i += 2;
            } else {
                j += 2;
            }
        }
        return Arrays.copyOf(common, n);
    }

    private static int[] subtracted(int[] mine, int[] theirs) {
        int[] left = new int[mine.length + theirs.length];
        int n = 0;
        int j = 0;
        for (int i = 0; i < mine.length; i += 2) {
            int first = mine[i];
            while (j < theirs.length && theirs[j + 1] < first) {
                j += 2;
            }
            for (int k = j; k < theirs.length && theirs[k] <= mine[i + 1]; k += 2) {
                if (first < theirs[k]) {
                    left[n++] = first;
                    left[n++] = theirs[k] - 1;
                }
                first = Math.max(first, theirs[k + 1] + 1);
            }
            if (first <= mine[i + 1]) {
                left[n++] = first;
                left[n++] = mine[i + 1];
            }
        }
        return Arrays.copyOf(left, n);
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof LumisectionSet that) || !runs.keySet().equals(that.runs.keySet())) {
            return false;
        }
        return runs.keySet().stream().allMatch(run -> Arrays.equals(runs.get(run), that.runs.get(run)));
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (Map.Entry<Integer, int[]> run : runs.entrySet()) {
            hash = 31 * hash + 17 * run.getKey() + Arrays.hashCode(run.getValue());
        }
        return hash;
    }

    @Override
    public String toString() {
        return "%d lumisections in %d runs".formatted(count(), runs.size());
    }
}
