package org.lumiwatch.compare;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.lumiwatch.element.CountLaw;
import org.lumiwatch.element.Geometry;
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

    /**
     * The same for added counts in a region judged given what surrounds it, unless they are beyond {@link #SURE}: what one jet leaves in a
     * lumisection is no fault, and nothing that was counted tells how rare the largest are.
     */
    private static final double BURST = 14;

    private static final double SURE = 40;

    /** Lumisections from which on a region's own dispersion outweighs that of its bank. */
    private static final double OWN_NEEDED = 60;
    /** Largest squared standardised residual that counts. */
    private static final double MOST_SQUARED = 16;

    /** Evidence is not accumulated beyond this. */
    private static final double CAP = 90;
    /** Measured crossings of Page's sums over the bound places · e⁻ʰ. */
    private static final double CROSSINGS = 0.12;
    /** Sums over blocks are more skewed than gamma-Poisson: slope of the tail of their evidence, until measured. */
    private static final double HOT_BLOCK_SLOPE = 0.5;
    /** The same of regions given what surrounds them. */
    private static final double HOT_GIVEN_SLOPE = 0.75;

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
    /** Whether regions are judged given what surrounds them. */
    private final boolean given;
    /** Of regions that are neither cells nor blocks; else empty. */
    private final List<Footprint> footprints;

    /** Whether regions are things that wander by themselves. */
    private final boolean hardware;
    /** Of hardware; empty for other regions. */
    private final Wander wander;

    /** @param shared whether cells share their fluctuations with those around them: those of binomial maps hardly do */
    RegionEvidence(Geometry geometry, RegionBank bank, boolean shared) {
        this.bank = bank;
        this.given = shared && !bank.isCells();
        this.footprints = bank.isBlocks()
                ? List.of()
                : bank.boxes().stream()
                        .map(boxes -> new Footprint(geometry, boxes))
                        .toList();
        this.own = new float[given ? bank.regions() : 0];
        Arrays.fill(own, 1);
        this.hardware = bank.isHardware();
        this.wander = new Wander(hardware ? bank.regions() : 0);
        this.state = RegionState.empty(bank.regions());
        double places = CROSSINGS * bank.regions() * Factors.count();
        this.tails = new RegionTails(places, bank.isCells() ? 1 : given ? HOT_GIVEN_SLOPE : HOT_BLOCK_SLOPE);
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
        return RegionState.empty(bank.regions());
    }

    RegionSums sums(MapSums of) {
        return of.over(bank, footprints);
    }

    /** The state after one more lumisection. */
    RegionState with(RegionState past, LumisectionId at, RegionSums sums, Prediction prediction) {
        RegionState next = past.next();
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
        double mean = sums.mean(region);
        if (!(mean > 0)) {
            return;
        }
        double bare = sums.observed(region);
        double count = bare;
        double noise = dispersion() * sums.variance(region);
        if (given && sums.information(region) > 0) {
            count = Math.max(0, mean * (1 + sums.deviation(region)));
            noise = noise(region, sums) * mean * mean;
        }
        boolean exact = bank.isCells() && prediction.geometry().law() == CountLaw.BINOMIAL;
        double strength = exact ? CountLikelihood.strengthRatio(count, prediction.trials(), mean) : count / mean;
        if (past.strongest(region) <= 0 && Factors.unremarkable(strength)) {
            return;
        }
        if (recovers(past, next, region, count, mean, noise)) {
            return;
        }
        double spread = sums.spread(region);
        double variance = noise + spread * spread * mean * mean;
        double wandering = hardware ? wander.halfWidth(region) : 0;
        Counted one = new Counted(bare, count, mean, variance, spread, exact ? prediction.trials() : Double.NaN);
        for (int h = 0; h < Factors.count(); h++) {
            float held = past.sums[past.slot(region, h)];
            boolean possible = exact ? Factors.hot(h) == count > mean : Factors.canFavour(h, count / mean);
            if (!possible && held <= 0) {
                continue;
            }
            if (wandering > MOST_WANDERING * Math.abs(Factors.at(h) - 1)) {
                continue;
            }
            double ratio = ratio(one, Factors.at(h));
            if (wandering > 0 && Double.isFinite(ratio)) {
                ratio -= ratio(one, Factors.hot(h) ? 1 + wandering : 1 - wandering);
            }
            double before = Factors.accumulates(h, spread) ? held : 0;
            double most = given && Factors.hot(h) && ratio < SURE ? BURST : CLIP;
            double sum = Math.clamp(before + Math.clamp(ratio, -CLIP, most), 0, CAP);
            if (sum > 0) {
                next.add(past, region, h, (float) sum, at, one);
            }
        }
        next.summarise(region);
    }

    /**
     * A region in one lumisection.
     *
     * @param bare counts
     * @param count what they come to, given what surrounds the region where that is heard
     * @param trials events; NaN unless counts are binomial
     */
    record Counted(double bare, double count, double mean, double variance, double spread, double trials) {}

    private double ratio(Counted of, double factor) {
        if (bank.isCells()) {
            return CellComparison.ratio(of.count, of.mean, of.variance, of.spread, of.trials, factor);
        }
        double ratio = ratio(of.count, of.mean, of.variance, factor);
        return given
                ? Math.min(ratio, normal(of.count / of.mean - 1, of.variance / (of.mean * of.mean), factor))
                : ratio;
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
     * nor scaled to the noise, so that regions of different size and noise can be compared. A factor that was found given the surroundings must
     * also fit the bare counts: one cell that differs from those around it moves an estimate as if all of its region did.
     */
    double total(RegionState of, int region) {
        int slot = of.strongestSlot(region);
        double mean = of.expected[slot];
        if (!(mean > 0)) {
            return 0;
        }
        double factor = Math.clamp(of.observed[slot] / mean, Factors.at(0), 1e6);
        double count =
                factor < 1 ? Math.max(of.observed[slot], of.bare[slot]) : Math.min(of.observed[slot], of.bare[slot]);
        return Math.rint(1e6 * CountLikelihood.clustered(count, mean, 0, factor)) / 1e6;
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
     * Learns how far cells and hardware groups wander, from a lumisection that was not judged bad as a whole; every one counts.
     *
     * @param underFinding cells that are found faulty
     */
    void learnWander(RegionSums sums, RegionState now, boolean[] underFinding) {
        if (!hardware) {
            return;
        }
        for (int region = 0; region < bank.regions(); region++) {
            boolean found = bank.isCells()
                    ? underFinding[region]
                    : footprints.get(region).isMostly(underFinding);
            if (found || sums.information(region) <= 0) {
                wander.forget(region);
            } else {
                wander.note(region, sums.deviation(region), noise(region, sums), now.strongest(region));
            }
        }
    }

    /** Of hardware: relative change of each region that is no fault. */
    double[] wanders() {
        return IntStream.range(0, bank.regions()).mapToDouble(wander::halfWidth).toArray();
    }

    /** Relative variance of what was measured of a region, its expectation taken for true. */
    private double noise(int region, RegionSums sums) {
        return (given ? dispersion(region) : dispersion()) / sums.information(region);
    }

    /** Learns how much more than independent cells the sums of healthy regions fluctuate. */
    void learnDispersion(RegionSums sums, RegionState now, double quiet) {
        if (Double.isInfinite(dispersionWeight)) {
            return;
        }
        double squares = 0;
        int counted = 0;
        for (int region = 0; region < bank.regions(); region++) {
            double information = sums.information(region);
            if (information <= 0 || now.strongest(region) >= quiet) {
                continue;
            }
            double deviation = sums.deviation(region);
            double doubt = sums.spread(region);
            double squared = deviation * deviation / (1 / information + doubt * doubt);
            double clipped = Math.min(squared, MOST_SQUARED);
            squares += clipped;
            counted++;
            if (own.length > 0) {
                own[region] += (float) ((clipped - own[region]) / Math.min(dispersionWeight + 1, DISPERSION_MEMORY));
            }
        }
        if (counted > 0) {
            dispersionWeight = Math.min(dispersionWeight + 1, DISPERSION_MEMORY);
            dispersion += (squares / counted - dispersion) / dispersionWeight;
        }
    }

    /** Never below 1: regions are only ever noisier than independent cells. */
    private double dispersion() {
        if (Double.isInfinite(dispersionWeight)) {
            return 1;
        }
        return Math.max(1.2, dispersion * 1.05);
    }

    /** Of one region: what is missing around it makes some noisier than others. */
    private double dispersion(int region) {
        double shrunk = (OWN_NEEDED * dispersion + dispersionWeight * own[region]) / (OWN_NEEDED + dispersionWeight);
        return Math.max(1, shrunk);
    }

    void save(DataOutput out) throws IOException {
        out.writeDouble(dispersion);
        out.writeDouble(dispersionWeight);
        for (float one : own) {
            out.writeFloat(one);
        }
        wander.save(out);
        state.save(out);
        tails.save(out);
    }

    void restore(DataInput in) throws IOException {
        dispersion = in.readDouble();
        dispersionWeight = in.readDouble();
        for (int region = 0; region < own.length; region++) {
            own[region] = in.readFloat();
        }
        wander.restore(in);
        RegionState read = nothing();
        read.restore(in);
        tails.restore(in);
        state = read;
    }
}
