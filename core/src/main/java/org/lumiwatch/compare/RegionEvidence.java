package org.lumiwatch.compare;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.CountLaw;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.lumisection.LumisectionId;

/**
 * Evidence for faults in the regions of one bank, accumulated over lumisections: for each region and factor Page's cumulative
 * sum of log-likelihood ratios, held at or above zero. Order of arrival does not matter much and a missing lumisection adds
 * nothing. Mutable; {@link #with} computes without changing, {@link #accept} takes the result over.
 */
final class RegionEvidence {
    /** Largest evidence of one lumisection: enough to alarm at once, too little to hide another region's for ever. */
    private static final double CLIP = 60;

    /** Lumisections from which on a region's own dispersion outweighs that of its bank. */
    private static final double OWN_NEEDED = 60;
    /** Least share of a box and its frames that is there, for each kind of filter. */
    private static final List<Double> COMPLETENESS = List.of(0.95, 0.0);
    /** Largest squared standardised residual that counts. */
    private static final double MOST_SQUARED = 16;

    /** Evidence is not accumulated beyond this. */
    private static final double CAP = 90;
    /** Measured crossings of Page's sums over the bound places · e⁻ʰ. */
    private static final double CROSSINGS = 0.12;
    /** Sums over blocks are more skewed than gamma-Poisson: slope of the tail of their evidence, until measured. */
    private static final double HOT_BLOCK_SLOPE = 0.5;
    /** The same of what a filter estimates. */
    private static final double HOT_FILTERED_SLOPE = 0.75;

    /** Of a bank with more regions than this, one in so many teaches its filters. */
    private static final int PLENTY = 1000;

    private static final int STRIDE = 4;
    private static final double DISPERSION_MEMORY = 300;
    /** Lumisections of healthy maps without which it is not known how region sums fluctuate. */
    private static final int DISPERSION_NEEDED = 3;
    /** Wander over the size of a fault, beyond which the fault cannot be told from it. */
    private static final double MOST_WANDERING = 0.6;
    /** Evidence from which a region may recover at once instead of step by step. */
    private static final double SUSPECTED = 6;
    /** Log-likelihood ratio of healthy against the fault that ends the fault. */
    private static final double RECOVERED = 8;

    private final RegionBank bank;
    private final RegionTails tails;
    private RegionState state;
    /** Mean squared standardised residual of region sums: 1 when cells fluctuate independently. */
    private double dispersion = 1;

    private double dispersionWeight;
    /** The same of each region by itself; empty where regions need none of their own. */
    private final float[] own;
    /** Of boxes whole with their frames, and of those that lack some; none where fluctuations are not shared. */
    private final List<MatchedFilter> filters;

    /** Of cells only; empty for other regions. */
    private final Wander wander;

    private final double[] deviations = new double[MatchedFilter.SUMS];
    private final double[] strengths = new double[MatchedFilter.LAYERS];

    /** @param shared whether cells share their fluctuations with those around them: those of binomial maps hardly do */
    RegionEvidence(RegionBank bank, boolean shared) {
        this.bank = bank;
        boolean filtered = shared && !bank.isCells() && bank.boxes().stream().allMatch(boxes -> boxes.size() == 1);
        this.filters = filtered
                ? COMPLETENESS.stream().map(least -> new MatchedFilter()).toList()
                : List.of();
        this.own = new float[filtered ? bank.regions() : 0];
        Arrays.fill(own, 1);
        this.wander = new Wander(bank.isCells() ? bank.regions() : 0);
        this.state = new RegionState(bank.regions(), !filters.isEmpty());
        double places = CROSSINGS * bank.regions() * Factors.count();
        this.tails = new RegionTails(places, bank.isCells() ? 1 : filtered ? HOT_FILTERED_SLOPE : HOT_BLOCK_SLOPE);
        if (bank.isCells()) {
            dispersionWeight = Double.POSITIVE_INFINITY;
        }
    }

    RegionBank bank() {
        return bank;
    }

    RegionTails tails() {
        return tails;
    }

    RegionState state() {
        return state;
    }

    /** The state in which nothing is remembered. */
    RegionState nothing() {
        return new RegionState(bank.regions(), !filters.isEmpty());
    }

    /** The state after one more lumisection. */
    RegionState with(RegionState past, LumisectionId at, RegionSums sums, Prediction prediction) {
        RegionState next = new RegionState(bank.regions(), !filters.isEmpty());
        if (dispersionWeight >= DISPERSION_NEEDED) {
            for (int region = 0; region < bank.regions(); region++) {
                update(past, next, region, at, sums, prediction);
            }
        }
        return next;
    }

    /** Lets these regions of {@code next} forget what was before this lumisection. */
    void forgetPast(RegionState next, List<Integer> regions, LumisectionId at, RegionSums sums, Prediction prediction) {
        RegionState nothing = regions.isEmpty() ? next : nothing();
        for (int region : regions) {
            next.clear(region);
            update(nothing, next, region, at, sums, prediction);
        }
    }

    private void update(
            RegionState past, RegionState next, int region, LumisectionId at, RegionSums sums, Prediction prediction) {
        List<Box> boxes = bank.boxes().get(region);
        double mean = sums.mean(boxes);
        if (!(mean > 0)) {
            return;
        }
        double count = sums.observed(boxes);
        double noise = dispersion() * sums.variance(boxes);
        if (!filters.isEmpty()) {
            MatchedFilter.Estimate estimate = estimate(region, sums);
            next.deviation[region] = (float) estimate.deviation();
            next.information[region] = (float) estimate.information();
            if (estimate.information() > 0) {
                count = Math.max(0, mean * (1 + estimate.deviation()));
                noise = dispersion(region) * mean * mean / estimate.information();
            }
        }
        if (past.strongest(region) <= 0 && Factors.unremarkable(count / mean)) {
            return;
        }
        if (recovers(past, next, region, count, mean, noise)) {
            return;
        }
        double spread = sums.spread(boxes) / mean;
        double variance = noise + spread * spread * mean * mean;
        double wandering = bank.isCells() ? wander.halfWidth(region, noise / (mean * mean)) : 0;
        boolean exact = bank.isCells() && prediction.geometry().law() == CountLaw.BINOMIAL;
        for (int h = 0; h < Factors.count(); h++) {
            int slot = region * Factors.count() + h;
            boolean possible = exact ? Factors.hot(h) == count > mean : Factors.canFavour(h, count / mean);
            if (!possible && past.sums[slot] <= 0) {
                continue;
            }
            if (wandering > MOST_WANDERING * Math.abs(Factors.at(h) - 1)) {
                continue;
            }
            Counted counted = new Counted(count, mean, variance, spread, exact ? prediction.trials() : Double.NaN);
            double ratio = ratio(counted, Factors.at(h));
            if (wandering > 0 && Double.isFinite(ratio)) {
                ratio -= ratio(counted, Factors.hot(h) ? 1 + wandering : 1 - wandering);
            }
            double before = Factors.accumulates(h, spread) ? past.sums[slot] : 0;
            next.sums[slot] = (float) Math.clamp(before + Math.clamp(ratio, -CLIP, CLIP), 0, CAP);
            keepTotals(past, next, slot, at, count, mean);
        }
        next.summarise(region);
    }

    /**
     * A region in one lumisection.
     *
     * @param trials events; NaN unless counts are binomial
     */
    private record Counted(double count, double mean, double variance, double spread, double trials) {}

    private double ratio(Counted of, double factor) {
        if (bank.isCells()) {
            return CellComparison.ratio(of.count, of.mean, of.variance, of.spread, of.trials, factor);
        }
        double ratio = ratio(of.count, of.mean, of.variance, factor);
        return filters.isEmpty()
                ? ratio
                : Math.min(ratio, normal(of.count / of.mean - 1, of.variance / (of.mean * of.mean), factor));
    }

    private MatchedFilter.Estimate estimate(int region, RegionSums sums) {
        Box box = bank.boxes().get(region).getFirst();
        sums.deviations(box, deviations);
        sums.strengths(box, strengths);
        return filterOf(box, sums).estimate(deviations, strengths);
    }

    private MatchedFilter filterOf(Box box, RegionSums sums) {
        double completeness = sums.completeness(box);
        int kind = 0;
        while (completeness < COMPLETENESS.get(kind)) {
            kind++;
        }
        return filters.get(kind);
    }

    /** Whether the evidence of a region ends with this lumisection: it fits no fault better than the fault it had, for long enough. */
    private boolean recovers(
            RegionState past, RegionState next, int region, double count, double mean, double variance) {
        if (past.strongest(region) < SUSPECTED) {
            return false;
        }
        double factor = Math.clamp(past.factor(region), Factors.at(0), 1e3);
        double evidence = Math.abs(factor - 1) < 0.02 ? 0 : -ratio(count, mean, variance, factor);
        next.recovery[region] = (float) Math.max(0, past.recovery[region] + Math.clamp(evidence, -CLIP, CLIP));
        return next.recovery[region] > RECOVERED;
    }

    private void keepTotals(RegionState past, RegionState next, int slot, LumisectionId at, double count, double mean) {
        if (next.sums[slot] <= 0) {
            return;
        }
        boolean going = past.sums[slot] > 0;
        next.observed[slot] = (float) count + (going ? past.observed[slot] : 0);
        next.expected[slot] = (float) mean + (going ? past.expected[slot] : 0);
        next.sinceRun[slot] = going ? past.sinceRun[slot] : at.run();
        next.sinceNumber[slot] = going ? past.sinceNumber[slot] : at.number();
    }

    /** Gamma-Poisson where the variance exceeds the mean, else Poisson scaled to the variance. */
    static double ratio(double count, double mean, double variance, double factor) {
        double fano = variance / mean;
        return fano >= 1
                ? CountLikelihood.clustered(count, mean, fano - 1, factor)
                : CountLikelihood.clustered(count, mean, 0, factor) / Math.max(fano, 0.05);
    }

    /**
     * Of a relative deviation that is normal with this variance. A weighted sum of many cells, some of which count against it, has a
     * lighter tail below than any count.
     */
    private static double normal(double deviation, double variance, double factor) {
        double shift = factor - 1;
        return shift * (deviation - shift / 2) / variance;
    }

    /**
     * Poisson log-likelihood ratio of a region for all since its evidence began, at the factor that fits best: neither capped
     * nor scaled to the noise, so that regions of different size and noise can be compared.
     */
    double total(RegionState of, int region) {
        int slot = of.strongestSlot(region);
        double mean = of.expected[slot];
        if (!(mean > 0)) {
            return 0;
        }
        double factor = Math.clamp(of.observed[slot] / mean, Factors.at(0), 1e6);
        return Math.rint(1e6 * CountLikelihood.clustered(of.observed[slot], mean, 0, factor)) / 1e6;
    }

    /** Takes over the state that {@link #with} computed. */
    void accept(RegionState next) {
        state = next;
    }

    /** Forgets all evidence: what was unexpected is the new normal. */
    void reset() {
        state = nothing();
        tails.forgetWaiting();
    }

    /** Begins with how often other regions of this kind show evidence when nothing is wrong. */
    void startFrom(RegionEvidence similar) {
        double places = (double) bank.regions() / similar.bank.regions();
        tails.startFrom(similar.tails, places);
    }

    /**
     * Learns how far single cells wander, from a lumisection that was not judged bad as a whole; every one counts.
     *
     * @param underFinding cells that are found faulty
     */
    void learnWander(RegionSums sums, RegionState now, boolean[] underFinding) {
        for (int cell = 0; cell < bank.regions(); cell++) {
            List<Box> boxes = bank.boxes().get(cell);
            double mean = sums.mean(boxes);
            if (underFinding[cell] || !(mean > 0)) {
                wander.forget(cell);
            } else {
                wander.note(
                        cell,
                        sums.observed(boxes) / mean - 1,
                        sums.variance(boxes) / (mean * mean),
                        now.strongest(cell));
            }
        }
    }

    /** Learns how much more than independent cells the sums of healthy regions fluctuate. */
    void learnDispersion(RegionSums sums, RegionState now, double quiet) {
        if (Double.isInfinite(dispersionWeight)) {
            return;
        }
        double squares = 0;
        int counted = 0;
        filters.forEach(MatchedFilter::age);
        int stride = bank.regions() > PLENTY ? STRIDE : 1;
        for (int region = 0; region < bank.regions(); region++) {
            List<Box> boxes = bank.boxes().get(region);
            double mean = sums.mean(boxes);
            if (!(mean > 0) || now.strongest(region) >= quiet) {
                continue;
            }
            double squared = squared(region, sums, mean, now);
            if (!Double.isNaN(squared)) {
                double clipped = Math.min(squared, MOST_SQUARED);
                squares += clipped;
                counted++;
                if (own.length > 0) {
                    own[region] +=
                            (float) ((clipped - own[region]) / Math.min(dispersionWeight + 1, DISPERSION_MEMORY));
                }
            }
            if (!filters.isEmpty() && region % stride == 0) {
                sums.deviations(boxes.getFirst(), deviations);
                filterOf(boxes.getFirst(), sums).note(deviations);
            }
        }
        filters.forEach(MatchedFilter::solve);
        if (counted > 0) {
            dispersionWeight = Math.min(dispersionWeight + 1, DISPERSION_MEMORY);
            dispersion += (squares / counted - dispersion) / dispersionWeight;
        }
    }

    /** Squared deviation of a region in units of its variance; NaN while its filter is not ready. */
    private double squared(int region, RegionSums sums, double mean, RegionState now) {
        List<Box> boxes = bank.boxes().get(region);
        double spread = sums.spread(boxes);
        if (filters.isEmpty()) {
            double residual = sums.observed(boxes) - mean;
            return residual * residual / (sums.variance(boxes) + spread * spread);
        }
        double deviation = now.deviation[region];
        double information = now.information[region];
        if (information == 0) {
            MatchedFilter.Estimate estimate = estimate(region, sums);
            deviation = estimate.deviation();
            information = estimate.information();
        }
        double doubt = spread / mean;
        return information > 0 ? deviation * deviation / (1 / information + doubt * doubt) : Double.NaN;
    }

    /** Never below 1: regions are only ever noisier than independent cells. */
    private double dispersion() {
        if (Double.isInfinite(dispersionWeight)) {
            return 1;
        }
        return Math.max(1.2, dispersion * 1.05);
    }

    /** Of a region whose filter was learned: what is missing around it makes some noisier than others. */
    private double dispersion(int region) {
        double shrunk = (OWN_NEEDED * dispersion + dispersionWeight * own[region]) / (OWN_NEEDED + dispersionWeight);
        return Math.max(1, shrunk);
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(state.sums.length);
        out.writeDouble(dispersion);
        out.writeDouble(dispersionWeight);
        for (float one : own) {
            out.writeFloat(one);
        }
        for (MatchedFilter filter : filters) {
            filter.save(out);
        }
        wander.save(out);
        state.save(out);
        tails.save(out);
    }

    void restore(DataInput in) throws IOException {
        int slots = in.readInt();
        if (slots != state.sums.length) {
            throw new IOException("evidence in %s regions: %d (expected: %d); use the geometry it was saved with"
                    .formatted(bank.name(), slots, state.sums.length));
        }
        dispersion = in.readDouble();
        dispersionWeight = in.readDouble();
        for (int region = 0; region < own.length; region++) {
            own[region] = in.readFloat();
        }
        for (MatchedFilter filter : filters) {
            filter.restore(in);
        }
        wander.restore(in);
        RegionState read = new RegionState(bank.regions(), !filters.isEmpty());
        read.restore(in);
        tails.restore(in);
        state = read;
    }
}
