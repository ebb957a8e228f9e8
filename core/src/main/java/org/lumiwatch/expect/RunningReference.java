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
 * memory of some hundred lumisections; the {@link CellDispersions} beyond the law.
 *
 * <p>Clustered maps: mean = scale · rate, the scale fitted per lumisection. Binomial maps: mean = events · (1 − (1 − p)^scale),
 * the scale a common mode that pileup moves, the events from conditions, or the largest content where many cells share it
 * (channels over threshold in every event). A cell that stayed empty while its ring was filled is a known defect; one whose
 * ring is empty too is not instrumented. Neither is predicted. Mutable.
 */
public final class RunningReference implements Expectation {
    private static final int VERSION = 4;
    private static final double LARGEST_STEP = 4;
    /** Lumisections after which it is looked anew which cells are live. */
    private static final int LIVE_INTERVAL = 32;
    /** Share of what its ring counts below which a cell is a known defect. */
    private static final double LITTLE_LEFT = 0.1;

    private final Geometry geometry;
    private final ReferenceOptions options;
    private final ExposureFit fit;
    private final double[] rate;
    /** Relative variance of each of the {@link #strengths}, were cells to fluctuate by the bare law; the dispersion multiplies it. */
    private final double[] uncertainty;

    private final CellDispersions dispersions;
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
        this.dispersions = new CellDispersions(geometry, options);
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
            Arrays.setAll(strengths, cell -> Strength.of(rate[cell]));
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
        return Math.sqrt(dispersions.of(cell, learned) * uncertainty[cell]);
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
        double[] dispersion = dispersions.all(learned);
        double[] variance = new double[counts.length];
        Arrays.setAll(variance, cell -> dispersion[cell] * uncertainty[cell]);
        double scale = CommonMode.of(counts, rate, variance, used, events);
        double[] excess = new double[counts.length];
        double[] spread = new double[counts.length];
        double[] mean = new double[counts.length];
        for (int cell = 0; cell < mean.length; cell++) {
            double p = Strength.scaled(rate[cell], scale);
            mean[cell] = live[cell] ? events * p : 0;
            excess[cell] = (1 - p) * dispersion[cell] - 1;
            spread[cell] = Math.sqrt(variance[cell]) * Strength.slope(p) / Math.max(p, 1e-9);
        }
        return Prediction.owning(geometry, mean, excess, spread, live.clone(), scale * events / typical, events);
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
            dispersions.weighRings(live, learned);
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
        rate[cell] = Strength.scaled(p, count < trials ? trials / scale : Math.max(1, trials / scale));
        uncertainty[cell] = Strength.variance(Math.max(p, 0.5 / trials), trials);
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
        for (int cell = 0; cell < counts.length; cell++) {
            if (excluded[cell]) {
                continue;
            }
            if (rate[cell] > 0 && now.mean(cell) > 0) {
                follow(cell, counts[cell], now);
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

    private void follow(int cell, double count, Prediction now) {
        boolean binomial = now.geometry().law() == CountLaw.BINOMIAL;
        double mean = now.mean(cell);
        double trials = now.trials();
        double p = binomial ? Math.min(mean / trials, Strength.MOST_PROBABLE) : Double.NaN;
        double bare = binomial ? Strength.variance(p, trials) : 1 / mean;
        double residual = binomial ? (count / trials - p) / Strength.slope(p) : count / mean - 1;
        // what is known is forgotten at the same pace however much or little a lumisection tells
        double doubt = uncertainty[cell] * (1 + 1 / options.memory());
        double limit = LARGEST_STEP * Math.sqrt(dispersions.of(cell, learned) * (bare + doubt));
        double heard = Math.clamp(residual, -limit, limit);
        dispersions.note(cell, heard * heard / (Math.max(bare, 1e-6) + uncertainty[cell]), learned);
        if (binomial) {
            // not of p, which is cut off next to 1
            double strength = Strength.of(rate[cell]) * now.exposure() * typical / trials;
            double least = trials * Strength.probability(strength * Math.max(0, 1 - limit));
            double most = trials * Strength.probability(strength * (1 + limit));
            double factor = 1 + Strength.change(strength, Math.clamp(count, least, most), trials, doubt);
            double told = 1 / Strength.variance(Strength.probability(strength * factor), trials);
            rate[cell] = Math.min(Strength.scaled(rate[cell], factor), Strength.MOST_PROBABLE);
            uncertainty[cell] = Math.min(1, 1 / (told + 1 / doubt));
            return;
        }
        double gain = doubt / (doubt + bare);
        double followed = Math.max(0, 1 + gain * heard);
        rate[cell] *= followed;
        // of a gamma law, whose spread grows as its mean falls: a cell found dead is not known to be a tenth, give or
        // take a hundredth
        uncertainty[cell] = Math.min(1, gain * bare / Math.max(followed, 1e-9));
    }

    private double[] excesses() {
        double[] excesses = dispersions.all(learned);
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
                    ? Math.min(1, relativeChange * rate[cell] / Math.max(Strength.slope(rate[cell]), 1e-9))
                    : relativeChange;
            uncertainty[cell] += change * change / dispersions.of(cell, learned);
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
        dispersions.save(out);
        fit.save(out);
        for (boolean one : live) {
            out.writeBoolean(one);
        }
        Doubles.write(rate, out);
        Doubles.write(uncertainty, out);
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
        reference.dispersions.restore(in);
        reference.fit.restore(in);
        for (int cell = 0; cell < cells; cell++) {
            reference.live[cell] = in.readBoolean();
        }
        for (double[] values : new double[][] {reference.rate, reference.uncertainty}) {
            System.arraycopy(Doubles.read(cells, in), 0, values, 0, cells);
        }
        return reference;
    }
}
