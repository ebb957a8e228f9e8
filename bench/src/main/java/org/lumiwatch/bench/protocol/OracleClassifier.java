package org.lumiwatch.bench.protocol;

import java.util.List;
import java.util.function.IntFunction;
import org.lumiwatch.bench.Role;
import org.lumiwatch.bench.contender.Observed;
import org.lumiwatch.bench.protocol.HcalThreeClasses.State;
import org.lumiwatch.bench.protocol.ThreeClassImages.MapClassifier;
import org.lumiwatch.bench.protocol.ThreeClassImages.Recipe;
import org.lumiwatch.bench.stream.FaultClass.Shape;
import org.lumiwatch.compare.CountLikelihood;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.simulator.Effect;
import org.lumiwatch.simulator.Latent;

/** The most likely of the three by one who knows the true p of every channel, and what a fault would do, but not where. */
final class OracleClassifier implements MapClassifier {
    /** Log-likelihood ratio of what cannot be: large, but cells can still be summed up. */
    private static final double CERTAIN = 1e4;
    /** Dead is taken as this efficiency. */
    private static final double LEAST = 1e-6;

    private final Geometry geometry;
    private final IntFunction<Latent> truth;

    OracleClassifier(Geometry geometry, IntFunction<Latent> truth) {
        this.geometry = geometry;
        this.truth = truth;
    }

    @Override
    public String name() {
        return HcalThreeClasses.ORACLE;
    }

    @Override
    public Role role() {
        return Role.LIMIT;
    }

    /** Knows already. */
    @Override
    public void train(List<Observed> history) {}

    @Override
    public State classify(Observed map, Recipe recipe, Shape shape) {
        double hot = anywhere(map, recipe.hot(), shape);
        double dead = anywhere(map, recipe.dead(), shape);
        if (Math.max(hot, dead) <= 0) {
            return State.GOOD;
        }
        return hot > dead ? State.HOT : State.DEAD;
    }

    /** Log of the mean over all places of the likelihood ratio of a fault there. */
    private double anywhere(Observed map, Effect effect, Shape shape) {
        Latent latent = truth.apply(map.index());
        double[] counts = map.counts();
        double[] ratios = new double[counts.length];
        for (int cell = 0; cell < ratios.length; cell++) {
            ratios[cell] = latent.mean(cell) > 0 ? ratio(counts[cell], latent, cell, effect) : 0;
        }
        int size = shape == Shape.BLOCK ? 5 : 1;
        double largest = Double.NEGATIVE_INFINITY;
        double sum = 0;
        int places = 0;
        for (int y = 0; y + size <= geometry.ny(); y++) {
            for (int x = 0; x + size <= geometry.nx(); x++) {
                if (size == 1 && !(latent.mean(geometry.cell(x, y, 0)) > 0)) {
                    continue;
                }
                double here = block(ratios, x, y, size);
                double larger = Math.max(largest, here);
                sum = sum * Math.exp(largest - larger) + Math.exp(here - larger);
                largest = larger;
                places++;
            }
        }
        return largest + Math.log(sum / places);
    }

    private double block(double[] ratios, int x, int y, int size) {
        double sum = 0;
        for (int dy = 0; dy < size; dy++) {
            for (int dx = 0; dx < size; dx++) {
                sum += ratios[geometry.cell(x + dx, y + dy, 0)];
            }
        }
        return sum;
    }

    private static double ratio(double count, Latent latent, int cell, Effect effect) {
        double mean = latent.mean(cell);
        double trials = latent.trials();
        return switch (effect) {
            case Effect.Efficiency(double factor) ->
                CountLikelihood.binomial(count, trials, mean, Math.max(factor, LEAST));
            case Effect.Multiplied(double factor) -> multiplied(count, trials, mean, factor);
            case Effect.Noise(double added) -> noisy(count, trials, mean, added);
            default ->
                throw new IllegalArgumentException(
                        "effect: %s (expected: an efficiency, a multiple or noise)".formatted(effect));
        };
    }

    /** More than there were events proves it; fewer, but any, proves the contrary; none can be either. */
    private static double multiplied(double count, double trials, double mean, double factor) {
        if (count > trials) {
            return factor > 1 ? CERTAIN : -CERTAIN;
        }
        if (factor == 0) {
            return CountLikelihood.binomial(count, trials, mean, LEAST);
        }
        return count > 0 ? -CERTAIN : 0;
    }

    /** Both counts taken as normal; noise adds no more than there is room for. */
    private static double noisy(double count, double trials, double mean, double added) {
        double variance = mean * (1 - mean / trials);
        double more = Math.min(added, trials - mean);
        if (!(variance > 0) || !(more > 0)) {
            return 0;
        }
        double after = variance + more;
        double off = count - mean;
        return off * off / (2 * variance) - (off - more) * (off - more) / (2 * after) - Math.log(after / variance) / 2;
    }
}
