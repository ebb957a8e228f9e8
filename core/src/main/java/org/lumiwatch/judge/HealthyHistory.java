package org.lumiwatch.judge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values a statistic took in lumisections learned before, and how unusual another value is among them. As for an
 * expectation, a run does not stand as history for itself: its values count once it is over, or while there are few others.
 *
 * <p>Chances: within the inner {@value #BODY} by the empirical distribution, beyond by an exponential tail fitted to quantiles, which
 * some faults among the values hardly move. Mutable; one thread at a time.
 */
final class HealthyHistory {
    private static final double BODY = 0.8;
    private static final double FAR = 0.95;
    private static final double MIDDLE = 0.5;
    private static final double MOST_HEAVY = 1.5;

    private final int capacity;
    private final int few;
    private final double[] earlier;
    private int earlierSeen;
    private final double[] present;
    private int presentSeen;
    private int presentRun;
    private double @Nullable [] sorted;

    /**
     * @param capacity values remembered, and values of a run taken
     * @param few values below which the present run counts at once
     */
    HealthyHistory(int capacity, int few) {
        this.capacity = capacity;
        this.few = few;
        this.earlier = new double[capacity];
        this.present = new double[capacity];
    }

    void add(int run, double value) {
        if (run != presentRun) {
            for (int i = 0; i < presentSeen; i++) {
                remember(present[i]);
            }
            presentSeen = 0;
            presentRun = run;
        }
        if (earlierSeen < few) {
            remember(value);
        } else if (presentSeen < capacity) {
            present[presentSeen++] = value;
        }
    }

    private void remember(double value) {
        earlier[earlierSeen % capacity] = value;
        earlierSeen++;
        if (earlierSeen >= 2 * capacity) {
            earlierSeen -= capacity;
        }
        sorted = null;
    }

    /** Number of values to compare with. */
    int size() {
        return Math.min(earlierSeen, capacity);
    }

    /** Quantile at {@code share}, 0 to 1; only with at least one value. */
    double quantile(double share) {
        double[] values = sorted();
        double at = share * (values.length - 1);
        int low = (int) at;
        int high = Math.min(low + 1, values.length - 1);
        return values[low] + (at - low) * (values[high] - values[low]);
    }

    /** −log10 of the chance of a value as large as {@code value}; only with at least one value. */
    double significance(double value) {
        double body = quantile(BODY);
        double slope = tailSlope(body);
        if (value > body) {
            return Significance.ofLogProbability(Math.log(1 - BODY) - (value - body) / slope);
        }
        return Significance.ofProbability(1 - below(value, slope));
    }

    /**
     * Mean excess of the tail. Where one lumisection in ten is faulty, the outer quantiles are the faults': the slope is held
     * to that of the body, with some room for tails heavier than exponential.
     */
    private double tailSlope(double body) {
        double outer = (quantile(FAR) - body) / Math.log((1 - BODY) / (1 - FAR));
        double inner = (body - quantile(MIDDLE)) / Math.log((1 - MIDDLE) / (1 - BODY));
        return Math.max(Math.min(outer, MOST_HEAVY * inner), 1e-6);
    }

    /** The same, but never a smaller chance than the share of remembered values that are as large. */
    double cautiousSignificance(double value) {
        int larger = size() - smaller(value);
        double fitted = significance(value);
        return larger == 0 ? fitted : Math.min(fitted, Significance.ofProbability((double) larger / size()));
    }

    /** Number of remembered values that are smaller. */
    private int smaller(double value) {
        double[] values = sorted();
        int low = 0;
        int high = values.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether {@code value} is beyond everything remembered, so that its chance rests on the fitted tail alone. */
    boolean isBeyond(double value) {
        return value > sorted()[size() - 1];
    }

    /** Smooth distribution function up to the body's end, where it is {@value #BODY}. */
    private double below(double value, double slope) {
        double[] values = sorted();
        int last = values.length - 1;
        double first = 0.5 / values.length;
        if (value < values[0]) {
            return first * Math.exp((value - values[0]) / slope);
        }
        int at = Arrays.binarySearch(values, value);
        int low = Math.min(at >= 0 ? at : -at - 2, last - 1);
        double gap = values[low + 1] - values[low];
        double within = gap > 0 ? Math.min(1, (value - values[low]) / gap) : 1;
        return Math.min(BODY, first + (BODY - first) * (low + within) / (BODY * last));
    }

    private double[] sorted() {
        if (sorted == null) {
            sorted = Arrays.copyOf(earlier, size());
            Arrays.sort(sorted);
        }
        return sorted;
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(earlierSeen);
        out.writeInt(presentSeen);
        out.writeInt(presentRun);
        for (int i = 0; i < size(); i++) {
            out.writeDouble(earlier[i]);
        }
        for (int i = 0; i < presentSeen; i++) {
            out.writeDouble(present[i]);
        }
    }

    static HealthyHistory read(int capacity, int few, DataInput in) throws IOException {
        HealthyHistory history = new HealthyHistory(capacity, few);
        history.earlierSeen = in.readInt();
        history.presentSeen = in.readInt();
        history.presentRun = in.readInt();
        for (int i = 0; i < history.size(); i++) {
            history.earlier[i] = in.readDouble();
        }
        for (int i = 0; i < history.presentSeen; i++) {
            history.present[i] = in.readDouble();
        }
        return history;
    }
}
