package org.lumiwatch.evaluate.metric;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Delay and recall on every era after learning up to every era: what continual learning keeps and what it forgets
 * (Lopez-Paz and Ranzato 2017). Measured on fault classes whose native recall is .5 to .9, so that forgetting can show.
 *
 * @param eras in the order in which they are learned
 * @param after for each era learned last, the latency on each era; of no faults where nothing was measured
 */
public record Forgetting(List<String> eras, List<List<Latency>> after) {
    public Forgetting {
        eras = List.copyOf(eras);
        after = after.stream().map(List::copyOf).toList();
        int size = eras.size();
        if (after.size() != size || after.stream().anyMatch(row -> row.size() != size)) {
            throw new IllegalArgumentException("forgetting: %s rows (expected: %d rows of %d, one an era)"
                    .formatted(after.stream().map(List::size).toList(), size, size));
        }
    }

    /** Of no faults: the identity of {@link #plus} among those of the same eras. */
    public static Forgetting none(List<String> eras) {
        return new Forgetting(eras, Collections.nCopies(eras.size(), Collections.nCopies(eras.size(), Latency.NONE)));
    }

    /** One entry: the latency on era {@code on} after learning up to era {@code learned}. */
    public static Forgetting of(List<String> eras, String learned, String on, Latency latency) {
        List<List<Latency>> after = new ArrayList<>(none(eras).after);
        List<Latency> row = new ArrayList<>(after.get(index(eras, learned)));
        row.set(index(eras, on), latency);
        after.set(index(eras, learned), row);
        return new Forgetting(eras, after);
    }

    public Forgetting plus(Forgetting other) {
        if (!eras.equals(other.eras)) {
            throw new IllegalArgumentException("forgetting: eras %s (expected: %s)".formatted(other.eras, eras));
        }
        List<List<Latency>> sum = new ArrayList<>();
        for (int i = 0; i < eras.size(); i++) {
            List<Latency> row = new ArrayList<>();
            for (int j = 0; j < eras.size(); j++) {
                row.add(after.get(i).get(j).plus(other.after.get(i).get(j)));
            }
            sum.add(row);
        }
        return new Forgetting(eras, sum);
    }

    /** On era {@code on} after learning up to era {@code learned}: its mean is the delay, its share found the recall. */
    public Latency latency(String learned, String on) {
        return after.get(index(eras, learned)).get(index(eras, on));
    }

    /** Mean delay on {@code era} after learning up to {@code learned}, over that when it had just been learned itself. */
    public double delayRatio(String learned, String era) {
        return latency(learned, era).ratio(latency(era, era));
    }

    /** 95 % interval of {@link #delayRatio}. */
    public Interval delayRatioInterval(String learned, String era, RandomGenerator random) {
        return latency(learned, era).ratioInterval(latency(era, era), random);
    }

    /**
     * Backward transfer: mean over all eras but the last of recall after the last one minus recall when just learned. Below 0 is
     * forgetting; NaN for a single era.
     */
    public double backwardTransfer() {
        return eras.stream()
                .limit(Math.max(0, eras.size() - 1))
                .mapToDouble(era -> recall(eras.getLast(), era) - recall(era, era))
                .average()
                .orElse(Double.NaN);
    }

    private double recall(String learned, String on) {
        return latency(learned, on).found().value();
    }

    private static int index(List<String> eras, String era) {
        int index = eras.indexOf(era);
        if (index < 0) {
            throw new IllegalArgumentException("era: %s (expected: one of %s)".formatted(era, eras));
        }
        return index;
    }
}
