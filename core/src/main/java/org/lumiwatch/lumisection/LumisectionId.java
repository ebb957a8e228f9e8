package org.lumiwatch.lumisection;

import java.util.Comparator;

/** One lumisection: 23.31 s of one run. Ordered by run, then number. */
public record LumisectionId(int run, int number) implements Comparable<LumisectionId> {
    private static final Comparator<LumisectionId> ORDER =
            Comparator.comparingInt(LumisectionId::run).thenComparingInt(LumisectionId::number);

    public LumisectionId {
        if (run < 1) {
            throw new IllegalArgumentException("run: %d (expected: >= 1)".formatted(run));
        }
        if (number < 1) {
            throw new IllegalArgumentException("lumisection: %d (expected: >= 1)".formatted(number));
        }
    }

    /** Reads {@code run:number}. */
    public static LumisectionId parse(String text) {
        String[] parts = text.strip().split(":", -1);
        try {
            if (parts.length == 2) {
                return new LumisectionId(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "lumisection: %s (expected: run:number, such as 355100:17)".formatted(text), e);
        }
        throw new IllegalArgumentException("lumisection: %s (expected: run:number, such as 355100:17)".formatted(text));
    }

    @Override
    public int compareTo(LumisectionId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return run + ":" + number;
    }
}
