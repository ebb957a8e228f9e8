package org.lumiwatch.expect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Histogram;

/**
 * Expects of a distribution what earlier <em>runs</em> showed, never the lumisections just before: a short memory would
 * absorb a run that is bad as a whole. Until {@value #YOUNG} lumisections are learned, the present run serves as well, and so it does at a pileup
 * that no earlier run had.
 *
 * <p>Where conditions tell the pileup, the mean is that of lumisections of about the same ({@link PileupMean}). It is forgotten within
 * a few runs, the scatter about it, with its leading common directions, within many. Outlying lumisections weigh less, in proportion to
 * how far they lie outside ({@code weight} of {@link #learn(MonitorElement, LumisectionConditions, double, boolean[])}), so a fault moves
 * the mean little and a real change is taken in after some runs. Mutable; one thread at a time.
 */
public final class ShapeExpectation implements Expectation {
    /** Lumisections from which on only earlier runs are used. */
    public static final int YOUNG = 60;
    /** Lumisections needed to predict. */
    public static final int NEEDED = 10;

    /** Lumisections of about the same pileup needed to call another one bad. */
    public static final int NEEDED_NEARBY = PileupMean.NEEDED;

    /**
     * How fast to forget; may be shared.
     *
     * @param meanRuns runs after which half the weight of the mean is gone
     * @param scatterRuns the same for the scatter about it
     * @param directions number of common directions told from independent scatter
     */
    public record Options(double meanRuns, double scatterRuns, int directions) {
        public Options {
            if (!(meanRuns > 0 && scatterRuns > 0 && directions >= 0 && directions <= 8)) {
                throw new IllegalArgumentException(
                        "shape memory: %s runs, %s runs, %d directions (expected: > 0, > 0, 0 to 8)"
                                .formatted(meanRuns, scatterRuns, directions));
            }
        }

        /** Chosen on tracker data of 2017, runs before 300000. */
        public static Options defaults() {
            return new Options(2, 30, 2);
        }
    }

    private final Geometry geometry;
    private final Options options;
    private final ShapeSums earlier;
    private final ShapeSums present;
    private final RecentOffset recent;
    private int presentRun;
    private int seen;
    private double scale;
    private double lastEvents = 1;
    private @Nullable ExpectedShape known;

    public ShapeExpectation(Geometry geometry, Options options) {
        this(
                geometry,
                options,
                new ShapeSums(RootShape.dimensions(geometry.cells())),
                new ShapeSums(RootShape.dimensions(geometry.cells())),
                new RecentOffset(geometry.cells()));
    }

    private ShapeExpectation(
            Geometry geometry, Options options, ShapeSums earlier, ShapeSums present, RecentOffset recent) {
        this.geometry = geometry;
        this.options = options;
        this.earlier = earlier;
        this.present = present;
        this.recent = recent;
    }

    /** Lumisections learned so far. */
    public int seen() {
        return seen;
    }

    /** What a lumisection of run {@code run} should look like; nothing when fewer than {@value #NEEDED} were learned. */
    public Optional<ExpectedShape> expected(int run, LumisectionConditions conditions) {
        if (seen < NEEDED) {
            return Optional.empty();
        }
        boolean runOver = run != presentRun && !present.isEmpty();
        ShapeSums sums = runOver ? afterRun() : earlier;
        ExpectedShape expected = runOver ? sums.expected(scale, options.directions()) : ofEarlierRuns();
        return Optional.of(expected.about(mean(sums, pileup(conditions)), events(conditions)));
    }

    /** Lumisections learned at about this pileup, up to {@value #NEEDED_NEARBY}; as many, where conditions tell none. */
    public int seenNearby(LumisectionConditions conditions) {
        OptionalDouble pileup = pileup(conditions);
        return pileup.isEmpty() ? NEEDED_NEARBY : Math.max(earlier.seenNearby(pileup), present.seenNearby(pileup));
    }

    /** Of earlier runs; at a pileup that none of them had, of the present one. */
    private double[] mean(ShapeSums sums, OptionalDouble pileup) {
        return sums.nearby(pileup).or(() -> present.nearby(pileup)).orElseGet(() -> sums.mean(pileup));
    }

    private ExpectedShape ofEarlierRuns() {
        if (known == null) {
            known = earlier.expected(scale, options.directions());
        }
        return known;
    }

    private static OptionalDouble pileup(LumisectionConditions conditions) {
        OptionalDouble pileup = conditions.value(Quantity.PILEUP);
        return pileup.orElse(0) > 0 ? pileup : OptionalDouble.empty();
    }

    /** Events of a lumisection; as many as in the last that told, where it does not. */
    private double events(LumisectionConditions conditions) {
        double events = conditions.value(Quantity.EVENTS).orElse(0);
        return events > 0 ? events : lastEvents;
    }

    /**
     * Expected counts for the entries that {@code observed} has, where the latest lumisections lay included; bins keep their share whatever
     * is excluded.
     */
    @Override
    public Optional<Prediction> predict(MonitorElement observed, LumisectionConditions conditions, boolean[] excluded) {
        double entries = observed.histogram().sum();
        return entries > 0
                ? expected(observed.at().run(), conditions).map(shape -> prediction(moved(shape, entries), entries))
                : Optional.empty();
    }

    private ExpectedShape moved(ExpectedShape shape, double entries) {
        return shape.movedBy(recent.next(shape.axes(), scale / entries));
    }

    private Prediction prediction(ExpectedShape shape, double entries) {
        int bins = geometry.cells();
        double[] mean = new double[bins];
        double[] spread = new double[bins];
        boolean[] live = new boolean[bins];
        Arrays.fill(live, true);
        for (int i = 0; i < bins; i++) {
            mean[i] = shape.share(i) * entries;
            spread[i] = shape.spread(i, entries);
        }
        return new Prediction(geometry, mean, new double[bins], spread, live, entries / shape.entries(), Double.NaN);
    }

    @Override
    public void learn(MonitorElement observed, LumisectionConditions conditions, boolean[] excluded) {
        learn(observed, conditions, 1, excluded);
    }

    /**
     * Learns a lumisection.
     *
     * @param element with at least one entry in range
     * @param weight trust in it, 0 to 1
     * @param excluded one flag per bin: bins whose memory stays as it is
     */
    public void learn(MonitorElement element, LumisectionConditions conditions, double weight, boolean[] excluded) {
        Histogram observed = element.histogram();
        int run = element.at().run();
        lastEvents = events(conditions);
        if (seen == 0) {
            scale = observed.sum();
        }
        if (run != presentRun) {
            closeRun();
            presentRun = run;
        }
        double[] point = RootShape.of(observed, scale, lastEvents);
        ShapeSums into = seen < YOUNG ? earlier : present;
        // where the mean is no more than a guess, what lies off it tells nothing
        if (!earlier.isEmpty() && seenNearby(conditions) >= NEEDED_NEARBY) {
            double[] mean = mean(earlier, pileup(conditions));
            double noise = scale / observed.sum();
            List<ScatterAxis> directions = ofEarlierRuns().axes();
            double[] offset = recent.next(directions, noise);
            double[] deviation = new double[point.length];
            for (int i = 0; i < point.length; i++) {
                if (i < excluded.length && excluded[i]) {
                    point[i] = mean[i] + offset[i];
                }
                deviation[i] = point[i] - mean[i];
            }
            into.addDeviation(deviation, weight);
            recent.observe(deviation, weight, directions, noise);
        }
        into.addPoint(point, pileup(conditions), weight);
        seen++;
        if (into == earlier) {
            known = null;
        }
    }

    /** Lets go of the mean: the next lumisections found it anew, whatever their run. The scatter stays. */
    public void beginEpoch() {
        closeRun();
        recent.clear();
        earlier.forget(1e-3, 1);
        seen = Math.min(seen, NEEDED);
        known = null;
    }

    private void closeRun() {
        if (!present.isEmpty()) {
            mergeInto(earlier);
            present.clear();
            known = null;
        }
    }

    private ShapeSums afterRun() {
        ShapeSums merged = new ShapeSums(RootShape.dimensions(geometry.cells()));
        merged.add(earlier);
        mergeInto(merged);
        return merged;
    }

    private void mergeInto(ShapeSums sums) {
        sums.forget(Math.pow(0.5, 1 / options.meanRuns()), Math.pow(0.5, 1 / options.scatterRuns()));
        sums.add(present);
    }

    public void save(DataOutput out) throws IOException {
        out.writeInt(presentRun);
        out.writeInt(seen);
        out.writeDouble(scale);
        out.writeDouble(lastEvents);
        earlier.save(out);
        present.save(out);
        recent.save(out);
    }

    /** What {@link #save} wrote, for the same geometry and options. */
    public static ShapeExpectation restore(Geometry geometry, Options options, DataInput in) throws IOException {
        int presentRun = in.readInt();
        int seen = in.readInt();
        double scale = in.readDouble();
        double lastEvents = in.readDouble();
        int dimensions = RootShape.dimensions(geometry.cells());
        ShapeSums earlier = ShapeSums.read(dimensions, in);
        ShapeSums present = ShapeSums.read(dimensions, in);
        ShapeExpectation restored =
                new ShapeExpectation(geometry, options, earlier, present, RecentOffset.read(geometry.cells(), in));
        restored.presentRun = presentRun;
        restored.seen = seen;
        restored.scale = scale;
        restored.lastEvents = lastEvents;
        return restored;
    }
}
