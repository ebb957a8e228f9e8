package org.lumiwatch.archive;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.lumisection.LumisectionSet;

/** What is held already, remembered for the runs used last, so that a fresh histogram costs no query. */
final class HeldRuns {
    /** Pages of {@link RunKeys} remembered: at most 32 MB. */
    private static final int PAGES = 1 << 16;

    private static final int FOLD_AT = 10_000;

    private final IntFunction<RunKeys> load;
    private final Function<String, LumisectionSet> live;
    private final Map<Integer, RunKeys> runs = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<LumisectionId> added = new TreeSet<>();
    private @Nullable LumisectionSet known;

    /**
     * @param load what is held of a run
     * @param live lumisections in the live table that meet a condition
     */
    HeldRuns(IntFunction<RunKeys> load, Function<String, LumisectionSet> live) {
        this.load = load;
        this.live = live;
    }

    RunKeys run(int run) {
        RunKeys keys = runs.get(run);
        if (keys == null) {
            keys = load.apply(run);
            forgetOldest();
            runs.put(run, keys);
        }
        return keys;
    }

    /** Takes note of a histogram that is kept now. */
    void add(int element, LumisectionId at) {
        run(at.run()).add(element, at.number());
        added.add(at);
        if (added.size() > FOLD_AT) {
            lumisections();
        }
    }

    /** Lumisections that are or were in the live table. */
    LumisectionSet lumisections() {
        LumisectionSet all = known == null ? live.apply("TRUE") : known.or(LumisectionSet.of(added));
        added.clear();
        known = all;
        return all;
    }

    private void forgetOldest() {
        long pages = runs.values().stream().mapToLong(RunKeys::size).sum();
        Iterator<RunKeys> oldest = runs.values().iterator();
        while (pages > PAGES && oldest.hasNext()) {
            pages -= oldest.next().size();
            oldest.remove();
        }
    }
}
