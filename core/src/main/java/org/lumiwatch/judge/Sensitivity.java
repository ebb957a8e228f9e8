package org.lumiwatch.judge;

import java.util.ArrayList;
import java.util.List;

/**
 * How soon a test finds a kind of fault, as tried on copies of live lumisections.
 *
 * @param fault such as {@code cell ×0.5}
 * @param where such as {@code quiet third}: of the cells of a map those that expect the fewest counts
 * @param tried faults that were injected
 * @param found of these, how many were found within each of the {@link #WINDOWS}
 */
public record Sensitivity(String fault, String where, int tried, List<Integer> found) {
    /** Lumisections from the onset on. */
    public static final List<Integer> WINDOWS = List.of(1, 3, 6, 12);

    public Sensitivity {
        found = List.copyOf(found);
        if (found.size() != WINDOWS.size() || found.stream().anyMatch(one -> one < 0 || one > tried)) {
            throw new IllegalArgumentException(
                    "sensitivity to %s: %s of %d found (expected: one number of 0 to %d for each of %s)"
                            .formatted(fault, found, tried, tried, WINDOWS));
        }
    }

    /** An efficiency as faults are named by it: {@code dead}, {@code ×0.5}, {@code ×2}. */
    public static String strength(double factor) {
        return factor == 0 ? "dead" : "×" + (factor == Math.rint(factor) ? "%.0f" : "%.1f").formatted(factor);
    }

    /** Of no fault tried yet. */
    public static Sensitivity none(String fault, String where) {
        return new Sensitivity(
                fault, where, 0, WINDOWS.stream().map(window -> 0).toList());
    }

    /** With one more fault; {@code latency} 1 when it was found in its first lumisection, 0 when it was not found. */
    public Sensitivity with(int latency) {
        return plus(new Sensitivity(
                fault,
                where,
                1,
                WINDOWS.stream()
                        .map(window -> latency > 0 && latency <= window ? 1 : 0)
                        .toList()));
    }

    /** Of the same fault here and there. */
    public Sensitivity plus(Sensitivity other) {
        if (!fault.equals(other.fault)) {
            throw new IllegalArgumentException(
                    "sensitivity to %s plus that to %s (expected: the same fault)".formatted(fault, other.fault));
        }
        List<Integer> sums = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            sums.add(found.get(i) + other.found.get(i));
        }
        return new Sensitivity(fault, where.equals(other.where) ? where : "anywhere", tried + other.tried, sums);
    }

    /** Such as {@code 47 of 48 within 1 LS}: the first window in which nearly all were found, else the last. */
    public String headline() {
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i) >= 0.95 * tried || i == found.size() - 1) {
                return "%d of %d within %d LS".formatted(found.get(i), tried, WINDOWS.get(i));
            }
        }
        throw new AssertionError("unreachable: there are windows");
    }
}
