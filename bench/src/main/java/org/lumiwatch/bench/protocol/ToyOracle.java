package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.simulator.toy.DriftToy;
import org.lumiwatch.simulator.toy.ToyRun;
import org.lumiwatch.simulator.toy.ToyRun.Gaussian;

/**
 * The limit on the drift toy: the likelihood ratio of a faulty against the healthy run, with mean, width, systematic and number
 * of entries of the run known, and the distribution that faults are drawn from. Shifts are averaged over a grid, dead bins over
 * all their sets exactly; bins are taken for independent.
 */
final class ToyOracle {
    private static final int MEAN_STEPS = 20;
    private static final int WIDTH_STEPS = 6;
    /** A hypothesis so far below the best, in ln, adds nothing. */
    private static final double HOPELESS = 25;

    private static final double LEAST_RATE = 1e-12;

    private final int mostDeadBins;
    private final List<Hypothesis> hypotheses = new ArrayList<>();

    /** A shift and the chance that a fault has it. */
    private record Hypothesis(double meanShift, double widthShift, double chance) {}

    ToyOracle(int mostDeadBins) {
        this.mostDeadBins = mostDeadBins;
        for (Hypothesis mean : shifts(DriftToy.MEAN_SHIFT, MEAN_STEPS)) {
            for (Hypothesis width : shifts(DriftToy.WIDTH_SHIFT, WIDTH_STEPS)) {
                hypotheses.add(new Hypothesis(mean.meanShift(), width.meanShift(), mean.chance() * width.chance()));
            }
        }
    }

    private static List<Hypothesis> shifts(DriftToy.Range sizes, int steps) {
        List<Hypothesis> shifts = new ArrayList<>();
        shifts.add(new Hypothesis(0, 0, 1 - DriftToy.SHIFTED));
        for (int k = 0; k < steps; k++) {
            double size = sizes.low() + (sizes.high() - sizes.low()) * (k + 0.5) / steps;
            shifts.add(new Hypothesis(size, 0, DriftToy.SHIFTED / steps / 2));
            shifts.add(new Hypothesis(-size, 0, DriftToy.SHIFTED / steps / 2));
        }
        return shifts;
    }

    /** ln of the likelihood ratio: above 0 is more likely bad than good, were both as common; −∞ for what no fault leaves behind. */
    double logRatio(ToyRun run) {
        double healthy = logLikelihood(run, run.healthy(), 0, Double.NEGATIVE_INFINITY);
        double best = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (Hypothesis hypothesis : likelyFirst(run)) {
            Gaussian faulty = new Gaussian(
                    run.healthy().mean() + hypothesis.meanShift(), run.healthy().width() + hypothesis.widthShift());
            double one = Math.log(hypothesis.chance()) + logLikelihood(run, faulty, mostDeadBins, best - HOPELESS);
            if (one == Double.NEGATIVE_INFINITY) {
                continue;
            }
            if (one > best) {
                sum = sum * Math.exp(best - one) + 1;
                best = one;
            } else {
                sum += Math.exp(one - best);
            }
        }
        return best + Math.log(sum) - healthy;
    }

    /** Those near the observed mean first, so that the others are soon hopeless. */
    private List<Hypothesis> likelyFirst(ToyRun run) {
        double sum = 0;
        double weighted = 0;
        for (int bin = 0; bin < DriftToy.BINS; bin++) {
            double produced = run.histogram().at(bin) / (bin < DriftToy.BINS / 2 ? 1 : 1 + run.systematic());
            sum += produced;
            weighted += produced * (DriftToy.AXIS.edge(bin) + DriftToy.AXIS.edge(bin + 1)) / 2;
        }
        double shift = weighted / Math.max(sum, 1) - run.healthy().mean();
        return hypotheses.stream()
                .sorted(Comparator.comparingDouble(hypothesis -> Math.abs(hypothesis.meanShift() - shift)))
                .toList();
    }

    /** Of the bins, from the mean outwards; left off when below {@code floor}. */
    private double logLikelihood(ToyRun run, Gaussian form, int dead, double floor) {
        int middle = Math.clamp(DriftToy.AXIS.indexOf(form.mean()), 0, DriftToy.BINS - 1);
        Histogram histogram = run.histogram();
        List<Double> emptyRates = new ArrayList<>();
        double sum = 0;
        for (int away = 0; away < DriftToy.BINS; away++) {
            for (int side = away == 0 ? 1 : -1; side <= 1; side += 2) {
                int bin = middle + side * away;
                if (bin < 0 || bin >= DriftToy.BINS) {
                    continue;
                }
                double low = (DriftToy.AXIS.edge(bin) - form.mean()) / form.width();
                double high = (DriftToy.AXIS.edge(bin + 1) - form.mean()) / form.width();
                double rate = Math.max(run.produced() * NormalShares.between(low, high), LEAST_RATE);
                double systematic = bin < DriftToy.BINS / 2 ? 0 : run.systematic();
                if (histogram.at(bin) > 0) {
                    sum += logChance(histogram.at(bin), rate, systematic);
                } else {
                    emptyRates.add(rate * Math.min(1, 1 + systematic));
                }
            }
            if (sum < floor) {
                return Double.NEGATIVE_INFINITY;
            }
        }
        return sum + logChanceOfEmpty(emptyRates, dead);
    }

    /** Of a count above 0. */
    private static double logChance(double count, double rate, double systematic) {
        if (systematic <= 0) {
            double mean = rate * (1 + systematic);
            return count * Math.log(mean) - mean - logFactorial(count);
        }
        // entries count once or twice: saddlepoint of the sum, u the exponential of the saddle
        double once = 1 - systematic;
        double u = (Math.sqrt(once * once + 8 * systematic * count / rate) - once) / (4 * systematic);
        double curvature = rate * (once * u + 4 * systematic * u * u);
        return rate * (once * (u - 1) + systematic * (u * u - 1))
                - count * Math.log(u)
                - Math.log(2 * Math.PI * curvature) / 2;
    }

    /** By Stirling's series, of 1 and more. */
    private static double logFactorial(double count) {
        return count * Math.log(count) - count + Math.log(2 * Math.PI * count) / 2 + 1 / (12 * count);
    }

    /**
     * That just these bins are empty: each by chance or dead, with 1 to {@code dead} dead bins anywhere, all numbers and places as
     * likely. The coefficient of zᵈ in ∏(p + z), p the chance to be empty by chance, counts the ways.
     */
    private static double logChanceOfEmpty(List<Double> rates, int dead) {
        double byChance = 0;
        for (double rate : rates) {
            byChance -= rate;
        }
        if (dead == 0) {
            return byChance;
        }
        double[] ways = new double[Math.min(dead, rates.size()) + 1];
        ways[0] = 1;
        for (double rate : rates) {
            double chance = Math.exp(-rate);
            for (int d = ways.length - 1; d > 0; d--) {
                ways[d] = ways[d] * chance + ways[d - 1];
            }
            ways[0] *= chance;
        }
        double sum = 0;
        double sets = 1;
        for (int d = 1; d < ways.length; d++) {
            sets *= (DriftToy.BINS - d + 1) / (double) d;
            sum += ways[d] / sets / dead;
        }
        return Math.log(sum);
    }
}
