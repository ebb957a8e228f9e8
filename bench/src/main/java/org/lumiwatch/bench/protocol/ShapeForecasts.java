package org.lumiwatch.bench.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumiwatch.bench.baseline.Forecast;
import org.lumiwatch.bench.baseline.MovingMean;
import org.lumiwatch.bench.baseline.PrincipalComponents;
import org.lumiwatch.bench.baseline.StaticMean;
import org.lumiwatch.bench.contender.Observed;
import org.lumiwatch.bench.contender.Present;
import org.lumiwatch.compare.CountLikelihood;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.expect.Prediction;
import org.lumiwatch.histogram.Histogram;

/** Whoever expects something of one distribution, and how far what comes lies from what each expected. Mutable. */
final class ShapeForecasts {
    static final String OURS = "Lumiwatch today";
    static final String TRUE = "true expectation";
    private static final String MEAN = "running mean";
    private static final String MOVING = "moving mean over 50 LS";
    private static final String COMPONENTS = "2 principal components";
    static final List<String> BASELINES = List.of(MEAN, MOVING, COMPONENTS);
    /** Fewer entries show no form. */
    static final double LEAST_ENTRIES = 50;

    /** A bin that was never filled before would rule out what is there; the true expectation is known to this. */
    private static final double LEAST_MEAN = 0.05;

    private static final double MEMORY = 50;
    private static final int FEW = 2;
    private static final int WINDOW = 300;

    private final Map<String, Forecast> baselines = new LinkedHashMap<>();
    private final Map<String, Double> deviances = new LinkedHashMap<>();
    private final Present present;
    private final int bins;

    ShapeForecasts(ElementName element, Geometry geometry) {
        this.bins = geometry.cells();
        this.present = new Present(element, geometry, MissingEnergyShapes.FALSE_ALARMS_PER_DAY);
        baselines.put(MEAN, new StaticMean(bins));
        baselines.put(MOVING, new MovingMean(bins, MEMORY));
        baselines.put(COMPONENTS, new PrincipalComponents(bins, FEW, WINDOW));
    }

    Map<String, Forecast> baselines() {
        return baselines;
    }

    /** What the moving mean expects of all the entries that {@code element} has. */
    Prediction recent(MonitorElement element) {
        double[] mean = java.util.Objects.requireNonNull(baselines.get(MOVING)).expected(element.histogram());
        double sum = java.util.Arrays.stream(mean).sum();
        boolean[] live = new boolean[bins];
        java.util.Arrays.fill(live, true);
        for (int bin = 0; bin < bins; bin++) {
            mean[bin] *= element.histogram().sum() / Math.max(sum, 1e-9);
        }
        return new Prediction(Geometry.line(bins), mean, new double[bins], new double[bins], live, 1, Double.NaN);
    }

    Present present() {
        return present;
    }

    /** Learns a healthy lumisection; whether Lumiwatch alarmed. */
    boolean learn(Observed observed) {
        Histogram histogram = observed.element().histogram();
        if (histogram.sum() >= LEAST_ENTRIES) {
            baselines.values().forEach(baseline -> baseline.learn(histogram));
        }
        return !present.watch(observed).isEmpty();
    }

    /**
     * Adds the deviances of a healthy lumisection that was not learned yet; none of a nearly empty one.
     *
     * @param others what others expected, by name
     */
    void measure(Observed observed, double[] trueMeans, Map<String, double[]> others) {
        Histogram histogram = observed.element().histogram();
        var ours = present.judge(observed).prediction().map(Prediction::means);
        if (histogram.sum() < LEAST_ENTRIES || ours.isEmpty()) {
            return;
        }
        add(TRUE, histogram, trueMeans);
        add(OURS, histogram, ours.get());
        others.forEach((name, expected) -> add(name, histogram, expected));
        baselines.forEach((name, baseline) -> add(name, histogram, baseline.expected(histogram)));
    }

    /** Sum over lumisections of the deviance a bin, by name; empty when nothing was measured. */
    Map<String, Double> deviances() {
        return deviances;
    }

    /** Poisson's, with expectations brought to the entries observed: the same as the multinomial's. */
    private void add(String name, Histogram observed, double[] expected) {
        double scale = 0;
        for (double one : expected) {
            scale += one / observed.sum();
        }
        double deviance = 0;
        for (int bin = 0; bin < bins; bin++) {
            deviance += CountLikelihood.deviance(observed.at(bin), Math.max(expected[bin] / scale, LEAST_MEAN));
        }
        deviances.merge(name, deviance / bins, Double::sum);
    }
}
