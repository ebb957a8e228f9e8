package org.lumiwatch.archive;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Which lumisections of a run are held of which element: one bit each. */
final class RunKeys {
    private static final int PAGE = 4096;

    /** By element and page of lumisections. */
    private final Map<Long, BitSet> pages = new HashMap<>();

    boolean contains(int element, int lumisection) {
        BitSet page = pages.get(page(element, lumisection));
        return page != null && page.get(lumisection % PAGE);
    }

    void add(int element, int lumisection) {
        pages.computeIfAbsent(page(element, lumisection), page -> new BitSet()).set(lumisection % PAGE);
    }

    /** Number of pages, each at most half a kilobyte. */
    int size() {
        return pages.size();
    }

    private static long page(int element, int lumisection) {
        return (long) element << 32 | lumisection / PAGE;
    }
}
