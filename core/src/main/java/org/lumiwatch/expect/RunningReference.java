package org.lumiwatch.expect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.element.CountLaw;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;

/**
 * A map as it was: mean of each cell per unit of exposure, followed by a Kalman filter whose gain falls from 1 to that of a
 * memory of some hundred lumisections; over-dispersion of each cell, shrunk to its ring by as much as cells are seen to be alike
 * (empirical Bayes, Efron and Morris 1973).
 *
 * <p>Clustered maps: mean = scale · rate, the scale fitted per lumisection. Binomial maps: mean = events · (1 − (1 − p)^scale),
 * the scale a common mode that pileup moves, the events from conditions, or the largest content where many cells share it
 * (channels over threshold in every event). A cell that stayed empty while its ring was filled is a known defect; one whose
 * ring is empty too is not instrumented. Neither is predicted. Mutable.
 */
public final class RunningReference implements Expectation {
    private static final int VERSION = 2;
    /** Lumisections that the dispersion of a cell's ring counts for beside its own: to begin with, and at least and at most later. */
    private static final double LEAST_PRIOR = 30;

    private static final double MOST_PRIOR = 3000;
    private static final double LARGEST_STEP = 4;
    /** Cells that the median of a map is taken of. */
    private static final int MEDIAN_CELLS = 1500;
    /** ln(1 − p) of cells that are filled in nearly every event: at most this telling. */
    private static final double LARGEST_LOG = -3;
    /** Fewer cells cannot tell what they share from what one of them lost. */
    private static final int COMMON_CELLS = 30;
    /** Lumisections after which it is looked anew which cells are live. */
    private static final int LIVE_INTERVAL = 32;
    /** Nearest to 1 that a probability is taken to be: beyond, a loss shows in no lumisection. */
    private static final double MOST_PROBABLE = 1 - 1e-9;
    /** Steps to the most likely strength, and the last one's size. */
    private static final int MOST_STEPS = 12;

    private static final double SMALL_STEP = 0.02;
    /** Share of what its ring counts below which a cell is a known defect. */
    private static final double LITTLE_LEFT = 0.1;

    private final Geometry geometry;
    private final ReferenceOptions options;
    private final ExposureFit fit;
    private final double[] rate;
    /** Relative variance of each of the {@link #strengths}, were cells to fluctuate by the bare law; the dispersion multiplies it. */
    private final double[] uncertainty;
    /** Sums of squared standardised residuals and their weights, per cell and per ring. */
    private final double[] squares;

    private final double[] weights;
    private final double[] ringSquares;
    private final double[] ringWeights;
    /** Mean fourth power of standardised residuals: how uncertain a measured dispersion is. */
    private double fourth;

    private double fourthWeight;
    /** Lumisections that the dispersion of the ring counts for beside a cell's own. */
    private double prior = LEAST_PRIOR;

    private boolean[] live;
    private int learned;
    /** What exposure 1 stands for: mean scale, or number of events, of the first lumisections learned. */
    private double typical;

    public RunningReference(Geometry geometry, ReferenceOptions options) {
        this.geometry = geometry;
        this.options = options;
        this.fit = new ExposureFit(geometry);
        int cells = geometry.cells();
        this.rate = new double[cells];
        this.uncertainty = new double[cells];
        this.squares = new double[cells];
        this.weights = new double[cells];
        this.ringSquares = new double[geometry.rings()];
        this.ringWeights = new double[geometry.rings()];
        this.live = new boolean[cells];
        Arrays.fill(uncertainty, 1);
    }

    /** Lumisections learned so far. */
    public int learned() {
        return learned;
    }

    /** Whether enough was learned to judge by. */
    public boolean isReady() {
        return learned >= options.needed();
    }

    /**
     * What each cell counts per exposure, on a scale on which losses multiply: the rate itself, and −ln(1 − p) in binomial maps.
     */
    public double[] strengths() {
        double[] strengths = rate.clone();
        if (geometry.law() == CountLaw.BINOMIAL) {
            Arrays.setAll(strengths, cell -> -Math.log1p(-rate[cell]));
        }
        return strengths;
    }

    /** Relative uncertainty of each of the {@link #strengths}: large while they are young. */
    public double[] strengthSpreads() {
        double[] spreads = new double[rate.length];
        Arrays.setAll(spreads, this::spread);
        return spreads;
    }

    private double spread(int cell) {
        return Math.sqrt(dispersion(cell) * uncertainty[cell]);
    }

    @Override
    public Optional<Prediction> predict(MonitorElement observed, LumisectionConditions conditions, boolean[] excluded) {
        if (learned == 0) {
            return Optional.empty();
        }
        double[] counts = observed.histogram().contents();
        boolean[] used = live.clone();
        for (int cell = 0; cell < used.length; cell++) {
            used[cell] &= !excluded[cell];
        }
        OptionalDouble events = trials(counts, conditions);
        return Optional.of(
                events.isPresent()
                        ? binomial(counts, used, events.getAsDouble())
                        : clustered(counts, conditions, used));
    }

    /** Expected counts of cells that are not live, were they healthy: the median of their ring. */
    public double[] healthyMeans(Prediction prediction) {
        double[] ring = ringMedians(prediction.means(), live);
        double[] means = new double[geometry.cells()];
        Arrays.setAll(means, cell -> prediction.live(cell) ? prediction.mean(cell) : ring[geometry.ring(cell)]);
        return means;
    }

    private Prediction clustered(double[] counts, LumisectionConditions conditions, boolean[] used) {
        double[] excess = excesses();
        return clustered(fit.of(counts, rate, excess, used, conditions).scales, excess);
    }

    private Prediction clustered(double[] scales, double[] excess) {
        double[] mean = new double[scales.length];
        double[] spread = new double[scales.length];
        double overall = 0;
        for (int cell = 0; cell < mean.length; cell++) {
            mean[cell] = live[cell] ? scales[cell] * rate[cell] : 0;
            spread[cell] = spread(cell);
            overall += scales[cell] / mean.length;
        }
        return Prediction.owning(
                asClustered(),
                mean,
                excess,
                spread,
                live.clone(),
                typical > 0 ? overall / typical : overall,
                Double.NaN);
    }

    private Prediction binomial(double[] counts, boolean[] used, double events) {
        double[] dispersions = dispersions();
        double scale = commonMode(counts, used, events, dispersions);
        double[] excess = new double[counts.length];
        double[] spread = new double[counts.length];
        double[] mean = new double[counts.length];
        for (int cell = 0; cell < mean.length; cell++) {
            double p = scaled(rate[cell], scale);
            mean[cell] = live[cell] ? events * p : 0;
            excess[cell] = (1 - p) * dispersions[cell] - 1;
            spread[cell] = Math.sqrt(dispersions[cell] * uncertainty[cell]) * slope(p) / Math.max(p, 1e-9);
        }
        return Prediction.owning(geometry, mean, excess, spread, live.clone(), scale * events / typical, events);
    }

    /** Common factor on −ln(1 − p) of all cells, by clipped Newton steps; saturated cells tell nothing of it. */
    private double commonMode(double[] counts, boolean[] used, double events, double[] dispersions) {
        double[] logs = new double[counts.length];
        int telling = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            boolean tells = used[cell] && rate[cell] > 0 && rate[cell] <= 0.98;
            logs[cell] = tells ? Math.log(1 - rate[cell]) : 0;
            telling += tells ? 1 : 0;
        }
        if (telling < COMMON_CELLS) {
            return 1;
        }
        double scale = medianScale(counts, logs, events);
        double step = 1;
        for (int pass = 0; pass < 8 && Math.abs(step) > 1e-6; pass++) {
            double score = 0;
            double information = 0;
            for (int cell = 0; cell < counts.length; cell++) {
                if (logs[cell] == 0) {
                    continue;
                }
                double missed = Math.exp(scale * logs[cell]);
                double expected = 1 - missed;
                double slope = -logs[cell] * missed;
                double doubt = dispersions[cell] * uncertainty[cell] * scale * scale * slope * slope;
                double variance = expected * missed / events + doubt;
                double sigma = Math.sqrt(variance);
                double residual = Math.clamp(counts[cell] / events - expected, -2 * sigma, 2 * sigma);
                score += slope * residual / variance;
                information += slope * slope / variance;
            }
            if (information <= 0) {
                return 1;
            }
            step = score / information;
            scale = Math.clamp(scale + step, 0.02, 50);
        }
        return scale;
    }

    /** Where half of the telling cells lie above: right enough to start from, whatever a part of the map does. */
    private static double medianScale(double[] counts, double[] logs, double events) {
        double[] scales = new double[MEDIAN_CELLS];
        int found = 0;
        int step = Math.max(1, counts.length / MEDIAN_CELLS);
        for (int cell = 0; cell < counts.length && found < MEDIAN_CELLS; cell += logs[cell] == 0 ? 1 : step) {
            if (logs[cell] < 0 && logs[cell] > LARGEST_LOG) {
                scales[found++] = Math.log1p(-Math.min(counts[cell], events - 0.5) / events) / logs[cell];
            }
        }
        if (found == 0) {
            return 1;
        }
        Arrays.sort(scales, 0, found);
        return Math.clamp(scales[found / 2], 0.02, 50);
    }

    private static double scaled(double p, double scale) {
        return p >= 1 ? 1 : 1 - Math.exp(scale * Math.log(1 - p));
    }

    @Override
    public void learn(MonitorElement observed, LumisectionConditions conditions, boolean[] excluded) {
        double[] counts = observed.histogram().contents();
        OptionalDouble events = trials(counts, conditions);
        if (learned == 0) {
            begin(counts, events);
        } else {
            follow(counts, events, conditions, excluded);
        }
        learned++;
        if (learned <= options.needed() || learned % LIVE_INTERVAL == 0) {
            live = findLive();
        }
        if (learned % LIVE_INTERVAL == 0 || (learned >= options.needed() && learned < LIVE_INTERVAL)) {
            prior = likeness();
        }
    }

    private void begin(double[] counts, OptionalDouble events) {
        for (int cell = 0; cell < counts.length; cell++) {
            begin(cell, counts[cell], events, events.orElse(1));
        }
        typical = events.orElse(1);
    }

    /**
     * A probability in binomial maps, below 1 however many counts a faulty channel shows: at most half an event was missed.
     *
     * @param scale exposure, on the scale of {@link #typical}
     */
    private void begin(int cell, double count, OptionalDouble events, double scale) {
        if (events.isEmpty()) {
            rate[cell] = count / scale;
            uncertainty[cell] = 1 / Math.max(count, 0.5);
            return;
        }
        double trials = events.getAsDouble();
        double p = Math.min(count, trials - 0.5) / trials;
        // where no event was missed the strength may be any larger one, and little exposure may do as well
        rate[cell] = scaled(p, count < trials ? trials / scale : Math.max(1, trials / scale));
        uncertainty[cell] = bareVariance(Math.max(p, 0.5 / trials), trials);
    }

    /** Relative variance of −ln(1 − p), as so many events show it. */
    private static double bareVariance(double p, double trials) {
        double at = Math.min(p, MOST_PROBABLE);
        double slope = slope(at);
        return at * (1 - at) / (trials * slope * slope);
    }

    /** Derivative of p by ln(−ln(1 − p)): what a relative change of the strength does to the probability. */
    private static double slope(double p) {
        double at = Math.min(p, MOST_PROBABLE);
        return -(1 - at) * Math.log(1 - at);
    }

    private void follow(double[] counts, OptionalDouble events, LumisectionConditions conditions, boolean[] excluded) {
        boolean[] used = live.clone();
        for (int cell = 0; cell < used.length; cell++) {
            used[cell] &= !excluded[cell];
        }
        Prediction now;
        if (events.isPresent()) {
            now = binomial(counts, used, events.getAsDouble());
        } else {
            double[] excess = excesses();
            ExposureFit.Fitted fitted = fit.of(counts, rate, excess, used, conditions);
            now = clustered(fitted.scales, excess);
            fit.learn(fitted, conditions);
        }
        double overall = 0;
        int counted = 0;
        double before = usedRate(used);
        double forgetting = Math.max(1.0 / (learned + 1), 1 / options.dispersionMemory());
        for (int cell = 0; cell < counts.length; cell++) {
            if (excluded[cell]) {
                continue;
            }
            if (rate[cell] > 0 && now.mean(cell) > 0) {
                follow(cell, counts[cell], now, forgetting);
            } else if (counts[cell] > 0) {
                begin(cell, counts[cell], events, scaleOf(now));
            }
        }
        if (events.isEmpty()) {
            keepScale(used, before);
        }
        for (int cell = 0; cell < counts.length; cell++) {
            if (used[cell] && rate[cell] > 0) {
                overall += events.isPresent() ? events.getAsDouble() : now.mean(cell) / rate[cell];
                counted++;
            }
        }
        if (counted > 0 && learned < options.needed()) {
            typical += (overall / counted - typical) / (learned + 1);
        }
    }

    private double usedRate(boolean[] used) {
        double sum = 0;
        for (int cell = 0; cell < used.length; cell++) {
            sum += used[cell] ? rate[cell] : 0;
        }
        return sum;
    }

    /** What cells share is exposure: the reference must not follow it, or exposures of different times could not be compared. */
    private void keepScale(boolean[] used, double before) {
        double after = usedRate(used);
        if (learned < options.needed() || !(before > 0) || !(after > 0)) {
            return;
        }
        for (int cell = 0; cell < used.length; cell++) {
            rate[cell] *= used[cell] ? before / after : 1;
        }
    }

    private double scaleOf(Prediction now) {
        return Math.max(now.exposure() * typical, 1e-9);
    }

    private void follow(int cell, double count, Prediction now, double forgetting) {
        boolean binomial = now.geometry().law() == CountLaw.BINOMIAL;
        double mean = now.mean(cell);
        double trials = now.trials();
        double p = binomial ? Math.min(mean / trials, MOST_PROBABLE) : Double.NaN;
        double bare = binomial ? bareVariance(p, trials) : 1 / mean;
        double residual = binomial ? (count / trials - p) / slope(p) : count / mean - 1;
        // what is known is forgotten at the same pace however much or little a lumisection tells
        double doubt = uncertainty[cell] * (1 + 1 / options.memory());
        double limit = LARGEST_STEP * Math.sqrt(dispersion(cell) * (bare + doubt));
        double heard = Math.clamp(residual, -limit, limit);
        noteDispersion(cell, heard, bare, forgetting);
        if (binomial) {
            // not of p, which is cut off next to 1
            double strength = -Math.log1p(-rate[cell]) * now.exposure() * typical / trials;
            double least = -trials * Math.expm1(-strength * Math.max(0, 1 - limit));
            double most = -trials * Math.expm1(-strength * (1 + limit));
            followStrength(cell, strength, Math.clamp(count, least, most), trials, doubt);
            return;
        }
        double gain = doubt / (doubt + bare);
        double followed = Math.max(0, 1 + gain * heard);
        rate[cell] *= followed;
        // of a gamma law, whose spread grows as its mean falls: a cell found dead is not known to be a tenth, give or
        // take a hundredth
        uncertainty[cell] = Math.min(1, gain * bare / Math.max(followed, 1e-9));
    }

    /** The most likely relative change of −ln(1 − p), by Fisher scoring: near 1, p is anything but straight in it. */
    private void followStrength(int cell, double strength, double count, double trials, double doubt) {
        double change = 0;
        double step = 1;
        for (int pass = 0; pass < MOST_STEPS && Math.abs(step) > SMALL_STEP * (1 + change); pass++) {
            double now = -Math.expm1(-strength * (1 + change));
            double score = strength * (count - trials * now) / now;
            double information = trials * strength * strength * (1 - now) / now + 1 / doubt;
            step = Math.clamp((score - change / doubt) / information, -0.5 * (1 + change), 1 + change);
            change += step;
        }
        rate[cell] = Math.min(scaled(rate[cell], 1 + change), MOST_PROBABLE);
        // relative to what the strength is now
        uncertainty[cell] =
                Math.min(1, 1 / (1 / bareVariance(-Math.expm1(-strength * (1 + change)), trials) + 1 / doubt));
    }

    private void noteDispersion(int cell, double residual, double bare, double forgetting) {
        double ratio = residual * residual / (Math.max(bare, 1e-6) + uncertainty[cell]);
        squares[cell] += forgetting * (ratio - squares[cell]);
        weights[cell] += forgetting * (1 - weights[cell]);
        int ring = geometry.ring(cell);
        double slow = forgetting / 8;
        double verySlow = forgetting / geometry.cells();
        fourth += verySlow * (ratio * ratio - fourth);
        fourthWeight += verySlow * (1 - fourthWeight);
        ringSquares[ring] += slow * (ratio - ringSquares[ring]);
        ringWeights[ring] += slow * (1 - ringWeights[ring]);
    }

    /** Variance of a cell over that of the bare law: its own, shrunk to its ring's, never below the bare law when clustered. */
    private double dispersion(int cell) {
        int ring = geometry.ring(cell);
        double ofRing = ringWeights[ring] > 0 ? ringSquares[ring] / ringWeights[ring] : options.startingDispersion();
        double own = weights[cell] > 0 ? squares[cell] / weights[cell] : ofRing;
        double effective = Math.min(learned, options.dispersionMemory());
        double shrunk = (effective * own + prior * ofRing) / (effective + prior);
        return Math.clamp(shrunk, 1, 1000);
    }

    /** Weight of the ring at which dispersions are nearest to the truth: the less cells differ beyond what chance explains, the more. */
    private double likeness() {
        double[] squared = new double[rate.length];
        int counted = 0;
        double ringMean = 0;
        for (int cell = 0; cell < rate.length; cell++) {
            int ring = geometry.ring(cell);
            if (live[cell] && weights[cell] > 0 && ringSquares[ring] > 0) {
                double ofRing = ringSquares[ring] / ringWeights[ring];
                double difference = squares[cell] / weights[cell] / ofRing - 1;
                squared[counted++] = difference * difference;
                ringMean += ofRing * ofRing;
            }
        }
        if (counted < COMMON_CELLS) {
            return LEAST_PRIOR;
        }
        double ofOne = fourth / fourthWeight / (ringMean / counted) - 1;
        double lumisections = Math.min(learned, options.dispersionMemory());
        double beyondChance = WinsorisedScale.variance(squared, counted) - ofOne / lumisections;
        return Math.clamp(ofOne / Math.max(beyondChance, 1e-9), LEAST_PRIOR, MOST_PRIOR);
    }

    private double[] dispersions() {
        double[] dispersions = new double[rate.length];
        Arrays.setAll(dispersions, this::dispersion);
        return dispersions;
    }

    private double[] excesses() {
        double[] excesses = dispersions();
        Arrays.setAll(excesses, cell -> excesses[cell] - 1);
        return excesses;
    }

    /**
     * Makes the whole reference young again, so that what comes next is learned quickly.
     *
     * @param relativeChange of counts: of a cell that counts nearly every event, any change of its strength
     */
    public void beginEpoch(double relativeChange) {
        fit.beginEpoch();
        for (int cell = 0; cell < rate.length; cell++) {
            double change = geometry.law() == CountLaw.BINOMIAL
                    ? Math.min(1, relativeChange * rate[cell] / Math.max(slope(rate[cell]), 1e-9))
                    : relativeChange;
            uncertainty[cell] += change * change / dispersion(cell);
        }
    }

    /** Cells that are predicted: seen filled, and not next to nothing where their ring is filled. */
    private boolean[] findLive() {
        boolean[] live = geometry.instrumented();
        double[] ring = ringMedians(rate, positive(live));
        for (int cell = 0; cell < live.length; cell++) {
            live[cell] &= rate[cell] > LITTLE_LEFT * ring[geometry.ring(cell)];
        }
        return live;
    }

    /** Cells that stayed empty, or nearly, though their ring is filled. */
    public boolean[] knownDefects() {
        boolean[] defects = geometry.instrumented();
        boolean[] filled = positive(defects);
        int[] total = new int[geometry.rings()];
        int[] alive = new int[geometry.rings()];
        for (int cell = 0; cell < defects.length; cell++) {
            total[geometry.ring(cell)] += defects[cell] ? 1 : 0;
            alive[geometry.ring(cell)] += filled[cell] ? 1 : 0;
        }
        for (int cell = 0; cell < defects.length; cell++) {
            int ring = geometry.ring(cell);
            defects[cell] &= !live[cell] && (geometry.maskKnown() || 2 * alive[ring] > total[ring]);
        }
        return defects;
    }

    private boolean[] positive(boolean[] among) {
        boolean[] positive = among.clone();
        for (int cell = 0; cell < positive.length; cell++) {
            positive[cell] &= rate[cell] > 0;
        }
        return positive;
    }

    private double[] ringMedians(double[] values, boolean[] among) {
        double[][] members = new double[geometry.rings()][];
        int[] sizes = new int[geometry.rings()];
        for (int cell = 0; cell < values.length; cell++) {
            sizes[geometry.ring(cell)] += among[cell] ? 1 : 0;
        }
        Arrays.setAll(members, ring -> new double[sizes[ring]]);
        for (int cell = 0; cell < values.length; cell++) {
            if (among[cell]) {
                int ring = geometry.ring(cell);
                members[ring][--sizes[ring]] = values[cell];
            }
        }
        double[] medians = new double[members.length];
        for (int ring = 0; ring < medians.length; ring++) {
            Arrays.sort(members[ring]);
            medians[ring] = members[ring].length == 0 ? 0 : members[ring][members[ring].length / 2];
        }
        return medians;
    }

    /** Events of a binomial map; empty for other laws, or when neither conditions nor saturated cells tell. */
    private OptionalDouble trials(double[] counts, LumisectionConditions conditions) {
        if (geometry.law() != CountLaw.BINOMIAL) {
            return OptionalDouble.empty();
        }
        OptionalDouble events = conditions.value(Quantity.EVENTS);
        if (events.isPresent() && events.getAsDouble() >= 1) {
            return events;
        }
        double largest = Arrays.stream(counts).max().orElse(0);
        long saturated = Arrays.stream(counts).filter(count -> count == largest).count();
        return largest > 0 && saturated >= 10 ? OptionalDouble.of(largest) : OptionalDouble.empty();
    }

    private Geometry asClustered() {
        return geometry.law() == CountLaw.BINOMIAL ? geometry.withLaw(CountLaw.CLUSTERED) : geometry;
    }

    /** Writes all memory; {@link #restore} reads it. */
    public void save(DataOutput out) throws IOException {
        out.writeInt(VERSION);
        out.writeInt(rate.length);
        out.writeInt(learned);
        out.writeDouble(typical);
        out.writeDouble(fourth);
        out.writeDouble(fourthWeight);
        out.writeDouble(prior);
        fit.save(out);
        for (boolean one : live) {
            out.writeBoolean(one);
        }
        for (double[] values : new double[][] {rate, uncertainty, squares, weights, ringSquares, ringWeights}) {
            for (double value : values) {
                out.writeDouble(value);
            }
        }
    }

    /** A reference with the memory that {@link #save} wrote. */
    public static RunningReference restore(Geometry geometry, ReferenceOptions options, DataInput in)
            throws IOException {
        RunningReference reference = new RunningReference(geometry, options);
        int version = in.readInt();
        int cells = in.readInt();
        if (version != VERSION || cells != geometry.cells()) {
            throw new IOException("reference: version %d with %d cells (expected: version %d with %d cells)"
                    .formatted(version, cells, VERSION, geometry.cells()));
        }
        reference.learned = in.readInt();
        reference.typical = in.readDouble();
        reference.fourth = in.readDouble();
        reference.fourthWeight = in.readDouble();
        reference.prior = in.readDouble();
        reference.fit.restore(in);
        for (int cell = 0; cell < cells; cell++) {
            reference.live[cell] = in.readBoolean();
        }
        for (double[] values : new double[][] {
            reference.rate,
            reference.uncertainty,
            reference.squares,
            reference.weights,
            reference.ringSquares,
            reference.ringWeights
        }) {
            for (int i = 0; i < values.length; i++) {
                values[i] = in.readDouble();
            }
        }
        return reference;
    }
}
