package org.lumiwatch.expect;

import java.util.Arrays;
import java.util.Optional;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.element.CountLaw;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;

/**
 * Expectation of an occupancy map from the map alone, for a detector never seen before: the profile over rings of equal
 * pseudorapidity times the median, over a window of 15 × 9 cells around each cell, of the ratio to that profile.
 *
 * <p>Of the cell itself only its share in its ring's trimmed mean is used, about one part in the ring's length, and that only until
 * the caller excludes it. Faulty neighbours are outvoted, and left out for good when the caller names them as
 * excluded. How much counts scatter beyond Poisson is read off the map's own residuals, ring by ring, outliers cut. Where the
 * geometry's mask is unknown, an empty cell may be absent and is not predicted. Immutable: it remembers nothing.
 */
public final class LocalMedianExpectation implements Expectation {
    private static final int HALF_WIDTH = 7;
    private static final int HALF_HEIGHT = 4;
    private static final int FEWEST_CELLS = 20;

    private final Geometry geometry;
    private final boolean[] instrumented;

    public LocalMedianExpectation(Geometry geometry) {
        this.geometry = geometry;
        this.instrumented = geometry.instrumented();
    }

    /**
     * @return nothing when fewer than 20 cells that are neither absent nor excluded were filled
     * @throws IllegalArgumentException when the histogram has not the geometry's shape
     */
    @Override
    public Optional<Prediction> predict(MonitorElement observed, LumisectionConditions conditions, boolean[] excluded) {
        if (!geometry.fits(observed.histogram())) {
            throw new IllegalArgumentException("shape of %s: %s (expected: %s of %d×%d×%d)"
                    .formatted(
                            observed.name(),
                            observed.histogram().axes(),
                            geometry.name(),
                            geometry.nx(),
                            geometry.ny(),
                            geometry.nz()));
        }
        double[] counts = observed.histogram().contents();
        boolean[] live = instrumented.clone();
        boolean[] used = new boolean[counts.length];
        int filled = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            live[cell] &= geometry.maskKnown() || counts[cell] > 0;
            used[cell] = live[cell] && !excluded[cell];
            filled += used[cell] && counts[cell] > 0 ? 1 : 0;
        }
        if (filled < FEWEST_CELLS) {
            return Optional.empty();
        }
        double[] mean = means(counts, live, used);
        double[] excess = RingScatter.excess(geometry, counts, mean, used);
        return Optional.of(
                new Prediction(geometry, mean, excess, new double[counts.length], live, 1, trials(counts, conditions)));
    }

    private double[] means(double[] counts, boolean[] live, boolean[] used) {
        double[] profile = RingProfile.of(geometry, counts, used);
        double[] ratio = new double[counts.length];
        boolean[] comparable = used.clone();
        for (int cell = 0; cell < counts.length; cell++) {
            double ring = profile[geometry.ring(cell)];
            comparable[cell] &= ring > 0;
            ratio[cell] = ring > 0 ? counts[cell] / ring : 0;
        }
        double[] median = new LocalMedian(geometry, HALF_WIDTH, HALF_HEIGHT, ratio, comparable).medians();
        double[] mean = new double[counts.length];
        for (int cell = 0; cell < counts.length; cell++) {
            if (live[cell]) {
                mean[cell] = profile[geometry.ring(cell)] * median[cell];
            }
        }
        return mean;
    }

    private double trials(double[] counts, LumisectionConditions conditions) {
        if (geometry.law() != CountLaw.BINOMIAL) {
            return Double.NaN;
        }
        double largest = Arrays.stream(counts).max().orElse(0);
        return Math.max(largest, conditions.value(Quantity.EVENTS).orElse(0));
    }

    /** Nothing: this expectation has no memory. */
    @Override
    public void learn(MonitorElement observed, LumisectionConditions conditions, boolean[] excluded) {}
}
