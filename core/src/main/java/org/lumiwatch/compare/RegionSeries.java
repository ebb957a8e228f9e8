package org.lumiwatch.compare;

import java.util.Arrays;
import java.util.List;

/**
 * Counts of a region and of its control, lumisection by lumisection: the control is other cells of the same element, which had
 * the same exposure. Mutable while it is filled; used by one thread.
 */
public final class RegionSeries {
    private static final int FEWEST_HEALTHY = 5;
    private static final int ROUNDS = 5;
    /** Median of the square of a standard normal variable. */
    private static final double MEDIAN_OF_CHI_SQUARE = 0.4549364;

    private final double[] region;
    private final double[] control;
    private final boolean[] filled;

    public RegionSeries(int lumisections) {
        region = new double[lumisections];
        control = new double[lumisections];
        filled = new boolean[lumisections];
    }

    /** Sums over the cells of the region and of the control at {@code index}. */
    public void set(int index, double regionCounts, double controlCounts) {
        region[index] = regionCounts;
        control[index] = controlCounts;
        filled[index] = true;
    }

    /** Region's share of the control's counts in the flagged lumisections; NaN when those are too few. */
    public double share(boolean[] healthy) {
        double seen = 0;
        double exposure = 0;
        int used = 0;
        for (int t = 0; t < region.length; t++) {
            if (filled[t] && healthy[t] && control[t] > 0) {
                seen += region[t];
                exposure += control[t];
                used++;
            }
        }
        return used < FEWEST_HEALTHY ? Double.NaN : (seen + 0.5) / exposure;
    }

    /**
     * Faulty stretches by maximum likelihood; healthy share, over-dispersion and stretches are fitted in turn until they agree.
     *
     * @param startingShare share of a healthy region, from {@link #share} of this run or an earlier one
     * @param presumedHealthy one flag per lumisection: where nothing is known against the region to begin with
     * @param factors efficiencies to look for, all on one side of 1
     */
    public List<FaultSegments.Segment> faults(double startingShare, boolean[] presumedHealthy, double[] factors) {
        if (!(startingShare > 0)) {
            throw new IllegalArgumentException("share: %s (expected: > 0)".formatted(startingShare));
        }
        double price = FaultSegments.priceOfChange(region.length);
        double share = startingShare;
        boolean[] healthy = presumedHealthy.clone();
        List<FaultSegments.Segment> found = List.of();
        for (int round = 0; round < ROUNDS; round++) {
            double[] expected = expected(share);
            double excess = excess(expected, healthy);
            List<FaultSegments.Segment> next = FaultSegments.find(region, expected, excess, factors, price);
            boolean settled = round > 0 && next.equals(found);
            found = next;
            if (settled) {
                break;
            }
            healthy = outside(found);
            double fitted = share(healthy);
            // Too little is healthy to fit anything: what came from outside stays.
            share = Double.isNaN(fitted) ? startingShare : fitted;
        }
        return found;
    }

    private double[] expected(double share) {
        double[] expected = new double[control.length];
        Arrays.setAll(expected, t -> filled[t] ? share * control[t] : 0);
        return expected;
    }

    private boolean[] outside(List<FaultSegments.Segment> faults) {
        boolean[] healthy = filled.clone();
        for (FaultSegments.Segment fault : faults) {
            Arrays.fill(healthy, fault.first(), fault.last() + 1, false);
        }
        return healthy;
    }

    /** Fano factor minus one, by the median of squared residuals, which a fault of less than half the lumisections cannot move far. */
    private double excess(double[] expected, boolean[] healthy) {
        double[] squares = new double[expected.length];
        int n = 0;
        for (int t = 0; t < expected.length; t++) {
            if (filled[t] && healthy[t] && expected[t] > 0) {
                double deviation = region[t] - expected[t];
                squares[n++] = deviation * deviation / expected[t];
            }
        }
        if (n == 0) {
            return 0;
        }
        Arrays.sort(squares, 0, n);
        return Math.max(0, squares[n / 2] / MEDIAN_OF_CHI_SQUARE - 1);
    }
}
