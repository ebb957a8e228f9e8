package org.lumiwatch.bench.contender;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How high a score rises while all is well, and from that the height that it passes so many times a day. A peak is the highest
 * value of a stretch that ends when the score did not rise above it for some lumisections. The highest peaks are continued as
 * an exponential tail, so that rates below one in the time seen can be asked for. Mutable.
 */
public final class Peaks {
    private static final double PER_DAY = 3706;
    /** Peaks that the tail is fitted to. */
    private static final int TAIL = 60;

    private final int separation;
    private final List<Double> peaks = new ArrayList<>();
    private double highest = Double.NEGATIVE_INFINITY;
    private int sinceHighest;
    private int lumisections;

    /** @param separation lumisections without a new height after which a peak is over */
    public Peaks(int separation) {
        this.separation = separation;
    }

    /** Takes note of the score of the next lumisection. */
    public void add(double score) {
        lumisections++;
        sinceHighest++;
        if (score > highest) {
            highest = score;
            sinceHighest = 0;
        } else if (sinceHighest >= separation) {
            peaks.add(highest);
            highest = score;
            sinceHighest = 0;
        }
    }

    /** Height that is passed {@code perDay} times a day; infinite while no peak was seen. */
    public double height(double perDay) {
        List<Double> falling = new ArrayList<>(peaks);
        if (falling.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        falling.sort(Collections.reverseOrder());
        double allowed = perDay * lumisections / PER_DAY;
        int used = Math.min(TAIL, Math.max(1, falling.size() / 2));
        if (allowed >= used) {
            return falling.get(Math.min(falling.size() - 1, (int) allowed));
        }
        double base = falling.get(Math.min(used, falling.size() - 1));
        double excess = 0;
        for (int i = 0; i < used; i++) {
            excess += (falling.get(i) - base) / used;
        }
        return base + excess * Math.log(used / allowed);
    }
}
