package org.lumiwatch.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How long good runs stay alarmed. A run is alarmed when more than half of its decided good lumisections are called bad;
 * runs with no decided good lumisection are passed over.
 */
final class FalseAlarmStreaks {
    /** Alarmed good runs in a row from which on the judge is taken to be locked out. */
    private static final int LOCKED = 20;

    private final List<Integer> lengths = new ArrayList<>();
    private final int runs;

    /** @param alarmed one flag per good run, in order */
    FalseAlarmStreaks(List<Boolean> alarmed) {
        this.runs = alarmed.size();
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
    }

    /** Mean number of good runs alarmed in a row before one is accepted; empty when none was alarmed. */
    OptionalDouble adaptationRuns() {
        return lengths.stream().mapToInt(Integer::intValue).average();
    }

    /** Share of good runs within streaks of at least {@value #LOCKED}. */
    double lockOut() {
        double locked = lengths.stream()
                .mapToInt(Integer::intValue)
                .filter(n -> n >= LOCKED)
                .sum();
        return runs == 0 ? 0 : locked / runs;
    }
}
