package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.List;
import org.lumiwatch.simulator.Campaign.Stretch;
import org.lumiwatch.simulator.Era;

/**
 * Where things are in a stream through the years: a history, the healthy time in which thresholds are set, a watch with faults, then a
 * step of the whole map that is on record and its taking back; and in each later year a healthy time after the change, then a watch.
 *
 * @param watch lumisections with faults of every year
 * @param scale lumisections that are looked at after a recorded step of the whole map
 * @param change lumisections that are looked at after a change of year
 */
record EraPlan(int history, int settling, int watch, int scale, int change) {
    /** The second and the last are the same. */
    static final List<Era> YEARS = List.of(Era.Y2018, Era.Y2022, Era.Y2024, Era.Y2022);

    EraPlan {
        if (history < 2 || settling < 1 || watch < 1 || scale < 4 || change < 4) {
            throw new IllegalArgumentException(
                    "plan: %d, %d, %d, %d, %d lumisections (expected: >= 2, >= 1, >= 1, >= 4, >= 4)"
                            .formatted(history, settling, watch, scale, change));
        }
    }

    int firstWatched(int year) {
        return year == 0 ? history + settling : firstOf(year) + change;
    }

    /** Place after the watch of a year. */
    int endOfWatch(int year) {
        return firstWatched(year) + watch;
    }

    /** Place at which a year begins. */
    int firstOf(int year) {
        return year == 0 ? 0 : history + settling + watch + 2 * scale + (year - 1) * (change + watch);
    }

    int all() {
        return firstOf(YEARS.size());
    }

    /** First place of the recorded step; it is taken back after {@link #scale} lumisections. */
    int firstScaled() {
        return endOfWatch(0);
    }

    Stretch[] stretches() {
        List<Stretch> stretches = new ArrayList<>();
        for (int year = 0; year < YEARS.size(); year++) {
            stretches.add(new Stretch(YEARS.get(year), firstOf(year + 1) - firstOf(year)));
        }
        return stretches.toArray(Stretch[]::new);
    }

    /** Such as {@code 150 LS to learn from, …}. */
    String words() {
        return "%d LS to learn from, %d in which thresholds are set, %d watched every year, %d looked at after either scale step, %d after each change of year"
                .formatted(history, settling, watch, scale, change);
    }
}
