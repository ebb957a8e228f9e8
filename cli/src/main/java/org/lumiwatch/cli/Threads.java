package org.lumiwatch.cli;

/** How many threads judge: as many as there are cores, up to eight. */
final class Threads {
    private static final int MOST = 8;

    private Threads() {}

    static int number() {
        return Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST);
    }
}
