package org.lumiwatch.evaluate.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * How long good runs stay alarmed. A run is alarmed when more than half of its decided good lumisections are called bad;
 * runs with no decided good lumisection are passed over.
 *
 * @param lengths of the streaks of alarmed good runs, rising
 * @param runs good runs in all
 */
public record FalseAlarmStreaks(List<Integer> lengths, long runs) {
    /** Alarmed good runs in a row from which on the judge is taken to be locked out. */
    private static final int LOCKED = 20;

    /** Of no runs: the identity of {@link #plus}. */
    public static final FalseAlarmStreaks NONE = new FalseAlarmStreaks(List.of(), 0);

    public FalseAlarmStreaks {
        lengths = lengths.stream().sorted().toList();
        long alarmed = lengths.stream().mapToLong(Integer::intValue).sum();
        if (alarmed > runs || (!lengths.isEmpty() && lengths.getFirst() < 1)) {
            throw new IllegalArgumentException(
                    "streaks: %d alarmed of %d runs (expected: <= all, each streak >= 1)".formatted(alarmed, runs));
        }
    }

    /** @param alarmed one flag per good run, in order */
    public static FalseAlarmStreaks of(List<Boolean> alarmed) {
        List<Integer> lengths = new ArrayList<>();
        int length = 0;
        for (boolean alarm : alarmed) {
            if (alarm) {
                length++;
            } else if (length > 0) {
                lengths.add(length);
                length = 0;
            }
        }
        if (length > 0) {
            lengths.add(length);
        }
        return new FalseAlarmStreaks(lengths, alarmed.size());
    }

    /** Of both streams; a streak does not go over from one to the other. */
    public FalseAlarmStreaks plus(FalseAlarmStreaks other) {
        return new FalseAlarmStreaks(
                Stream.concat(lengths.stream(), other.lengths.stream()).toList(), runs + other.runs);
    }

    /** Mean number of good runs alarmed in a row before one is accepted; empty when none was alarmed. */
    public OptionalDouble adaptationRuns() {
        return lengths.stream().mapToInt(Integer::intValue).average();
    }

    /** Share of good runs within streaks of at least {@value #LOCKED}. */
    public double lockOut() {
        double locked = lengths.stream()
                .mapToInt(Integer::intValue)
                .filter(n -> n >= LOCKED)
                .sum();
        return runs == 0 ? 0 : locked / runs;
    }
}
