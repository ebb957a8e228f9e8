package org.lumiwatch.bench.oracle;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.contender.Alarm;
import org.lumiwatch.bench.contender.Observed;
import org.lumiwatch.bench.contender.Peaks;
import org.lumiwatch.bench.contender.Watcher;
import org.lumiwatch.compare.CountLikelihood;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.CountLaw;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.simulator.Latent;

/**
 * The limit for faults of much of an element: Page's cumulative sum of the true log-likelihood ratio, told which cells would be
 * touched and by what factor, not when. Mutable.
 *
 * <p>Clustered maps: the totals of touched and untouched cells, jointly normal with the covariance that clusters, counting and the
 * common mode give them: of the common mode only its size is known, so that it is noise which the untouched cells tell about.
 * Binomial maps: the exact ratio, channel by channel, the common mode known: at .2 % it hides none of the steps.
 */
public final class StepOracle implements Watcher {
    private static final int SEPARATION = 12;

    private final Geometry geometry;
    private final Told told;
    private final double commonMode;
    private final Excess excess;
    private final Peaks peaks = new Peaks(SEPARATION);
    private double threshold = Double.POSITIVE_INFINITY;
    private double sum;

    /**
     * What it is told.
     *
     * @param touched by cell
     * @param factor efficiency of the cells touched
     * @param truth latent parameters by place in the stream; of clustered maps without the common mode
     */
    public record Told(IntPredicate touched, double factor, IntFunction<Latent> truth) {}

    /** Covariance of totals beyond counting, over the root of the product of their means. */
    private record Excess(double touched, double between, double untouched) {}

    /** Counts of touched and untouched cells. */
    private record Totals(double touched, double untouched) {}

    /**
     * @param typical place of a lumisection from which covariances are taken
     * @param commonMode relative standard deviation of what all cells of a lumisection share
     */
    public StepOracle(Geometry geometry, Told told, int typical, double commonMode) {
        this.geometry = geometry;
        this.told = told;
        this.commonMode = commonMode;
        this.excess = geometry.law() == CountLaw.BINOMIAL
                ? new Excess(0, 0, 0)
                : excess(told.truth().apply(typical));
    }

    private Excess excess(Latent latent) {
        double inside = 0;
        double across = 0;
        double outside = 0;
        for (int cell = 0; cell < geometry.cells(); cell++) {
            for (int dy = -4; dy <= 4; dy++) {
                for (int dx = -4; dx <= 4; dx++) {
                    int other = geometry.neighbour(cell, dx, dy);
                    if (other < 0) {
                        continue;
                    }
                    double covariance = latent.covarianceBetween(cell, other) - (cell == other ? latent.mean(cell) : 0);
                    boolean first = told.touched().test(cell);
                    if (first != told.touched().test(other)) {
                        across += covariance / 2;
                    } else if (first) {
                        inside += covariance;
                    } else {
                        outside += covariance;
                    }
                }
            }
        }
        Totals means = totals(latent.means());
        return new Excess(
                inside / means.touched(),
                means.untouched() > 0 ? across / Math.sqrt(means.touched() * means.untouched()) : 0,
                means.untouched() > 0 ? outside / means.untouched() : 0);
    }

    private Totals totals(double[] counts) {
        double inside = 0;
        double outside = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            if (told.touched().test(cell)) {
                inside += counts[cell];
            } else {
                outside += counts[cell];
            }
        }
        return new Totals(inside, outside);
    }

    @Override
    public String name() {
        return "oracle";
    }

    @Override
    public Role role() {
        return Role.LIMIT;
    }

    /** Knows already; its sum is followed through the history too, for a surer threshold. */
    @Override
    public void train(List<Observed> history) {
        history.forEach(this::watch);
    }

    @Override
    public void settle(double falseIncidentsPerDay) {
        threshold = peaks.height(falseIncidentsPerDay);
    }

    @Override
    public List<Alarm> watch(Observed observed) {
        boolean below = sum <= threshold;
        sum = Math.max(0, sum) + ratio(observed.counts(), told.truth().apply(observed.index()));
        peaks.add(sum);
        Box all = new Box(0, 0, 0, geometry.nx() - 1, geometry.ny() - 1, geometry.nz() - 1);
        return below && sum > threshold
                ? List.of(new Alarm(observed.index(), observed.index(), FindingKind.GLOBAL, all, ""))
                : List.of();
    }

    /** Log-likelihood ratio of the factor against 1 for one lumisection. */
    private double ratio(double[] counts, Latent latent) {
        return switch (geometry.law()) {
            case BINOMIAL -> channelByChannel(counts, latent);
            case CLUSTERED, MULTINOMIAL -> {
                Totals seen = totals(counts);
                Totals means = totals(latent.means());
                yield logDensity(seen, means, told.factor()) - logDensity(seen, means, 1);
            }
        };
    }

    private double channelByChannel(double[] counts, Latent latent) {
        double ratio = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            if (latent.mean(cell) > 0 && told.touched().test(cell)) {
                ratio += CountLikelihood.binomial(counts[cell], latent.trials(), latent.mean(cell), told.factor());
            }
        }
        return ratio;
    }

    /** Of the totals, where touched cells have {@code factor} times their efficiency; up to a constant. */
    private double logDensity(Totals seen, Totals means, double factor) {
        double mean = factor * means.touched();
        double a = mean + factor * factor * excess.touched() * means.touched() + square(commonMode * mean);
        double deviation = seen.touched() - mean;
        if (means.untouched() == 0) {
            return -0.5 * (deviation * deviation / a + Math.log(a));
        }
        double other = seen.untouched() - means.untouched();
        double c = means.untouched() * (1 + excess.untouched()) + square(commonMode * means.untouched());
        double b = factor * excess.between() * Math.sqrt(means.touched() * means.untouched())
                + commonMode * commonMode * mean * means.untouched();
        double determinant = a * c - b * b;
        double distance = (c * deviation * deviation - 2 * b * deviation * other + a * other * other) / determinant;
        return -0.5 * (distance + Math.log(determinant));
    }

    private static double square(double x) {
        return x * x;
    }
}
