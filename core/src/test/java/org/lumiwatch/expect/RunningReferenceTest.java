package org.lumiwatch.expect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.element.CountLaw;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.lumisection.LumisectionId;

/** Maps of 20×10 cells. */
class RunningReferenceTest {
    private static final Geometry CLUSTERED = Geometry.unknown(20, 10, 1);
    private static final Geometry BINOMIAL = CLUSTERED.withLaw(CountLaw.BINOMIAL);
    private static final ElementName NAME = new ElementName("map");
    private static final int EVENTS = 2000;
    private static final int STRONG = 105;

    private final SplittableRandom random = new SplittableRandom(4);
    private int number;

    @Test
    void aCellThatWasFullForLongIsKnownAsWellAsBefore() {
        RunningReference reference = new RunningReference(BINOMIAL, ReferenceOptions.defaults());
        for (int i = 0; i < 300; i++) {
            learn(reference, binomial(1), EVENTS);
        }
        for (int i = 0; i < 300; i++) {
            learn(reference, binomial(6), EVENTS);
        }
        Prediction prediction = predict(reference, binomial(1), EVENTS);
        assertThat(prediction.mean(STRONG)).isCloseTo(EVENTS * (1 - Math.exp(-2.5)), within(5.0));
        assertThat(prediction.spread(STRONG)).isLessThan(0.003);
    }

    @Test
    void aCellThatMissedNothingAtFirstIsSoonKnownToMissALittle() {
        RunningReference reference = new RunningReference(BINOMIAL, ReferenceOptions.defaults());
        double[] full = binomial(2.4);
        full[STRONG] = EVENTS;
        learn(reference, full, EVENTS);
        for (int i = 0; i < 8; i++) {
            learn(reference, binomial(2.4), EVENTS);
        }
        double missed = EVENTS - predict(reference, binomial(2.4), EVENTS).mean(STRONG);
        assertThat(missed).isBetween(0.6 * EVENTS * Math.exp(-6), 1.5 * EVENTS * Math.exp(-6));
    }

    @Test
    void aCellThatNeverMissedFollowsANewEpochAtOnce() {
        RunningReference reference = new RunningReference(BINOMIAL, ReferenceOptions.defaults());
        for (int i = 0; i < 100; i++) {
            learn(reference, binomial(20), EVENTS);
        }
        double[] less = binomial(20);
        less[STRONG] = 0.8 * EVENTS;
        reference.beginEpoch(0.1);
        learn(reference, less, EVENTS);
        assertThat(predict(reference, less, EVENTS).mean(STRONG)).isCloseTo(0.8 * EVENTS, within(0.02 * EVENTS));
    }

    @Test
    void aCellThatComesAliveIsKnownAtEveryExposure() {
        RunningReference reference = new RunningReference(BINOMIAL, ReferenceOptions.defaults());
        for (int i = 0; i < 31; i++) {
            double[] dead = binomial(1);
            dead[STRONG] = 0;
            learn(reference, dead, EVENTS);
        }
        learn(reference, binomial(0.1), EVENTS);
        Prediction prediction = predict(reference, binomial(1), EVENTS);
        assertThat(prediction.live(STRONG)).isTrue();
        assertThat(prediction.mean(STRONG)).isCloseTo(EVENTS * (1 - Math.exp(-2.5)), within(0.05 * EVENTS));
    }

    @Test
    void aCellThatComesAliveFullIsFullAtEveryExposure() {
        RunningReference reference = new RunningReference(BINOMIAL, ReferenceOptions.defaults());
        for (int i = 0; i < 32; i++) {
            double[] full = binomial(i < 31 ? 1 : 5);
            full[STRONG] = i < 31 ? 0 : EVENTS;
            learn(reference, full, EVENTS);
        }
        assertThat(predict(reference, binomial(0.5), EVENTS).mean(STRONG)).isGreaterThan(0.95 * EVENTS);
    }

    @Test
    void whatFewCountsToldIsKnownAsLittle() {
        RunningReference reference = new RunningReference(BINOMIAL, ReferenceOptions.defaults());
        for (int i = 0; i < 40; i++) {
            learn(reference, binomial(0.02), EVENTS);
        }
        double[] few = binomial(0.02);
        few[STRONG] = 9;
        reference.beginEpoch(1);
        learn(reference, few, EVENTS);
        Prediction prediction = predict(reference, few, EVENTS);
        assertThat(prediction.mean(STRONG)).isBetween(6.0, 20.0);
        assertThat(prediction.spread(STRONG)).isGreaterThan(0.25);
    }

    @Test
    void aLumisectionThatTellsLittleTakesNothingAway() {
        RunningReference reference = new RunningReference(CLUSTERED, ReferenceOptions.defaults());
        for (int i = 0; i < 300; i++) {
            learn(reference, clustered(2000), 0);
        }
        double before = predict(reference, clustered(2000), 0).spread(STRONG);
        learn(reference, clustered(20), 0);
        assertThat(predict(reference, clustered(2000), 0).spread(STRONG)).isLessThan(1.05 * before);
    }

    private void learn(RunningReference reference, double[] counts, int events) {
        reference.learn(element(counts), conditions(events), new boolean[counts.length]);
    }

    private Prediction predict(RunningReference reference, double[] counts, int events) {
        return reference
                .predict(element(counts), conditions(events), new boolean[counts.length])
                .orElseThrow();
    }

    private MonitorElement element(double[] counts) {
        List<Axis> axes = List.of(Axis.regular(20, 0, 20), Axis.regular(10, 0, 10));
        return new MonitorElement(NAME, new LumisectionId(1, ++number), Histogram.of(axes, counts));
    }

    private LumisectionConditions conditions(int events) {
        LumisectionId at = new LumisectionId(1, number);
        return events == 0
                ? LumisectionConditions.unknown(at)
                : new LumisectionConditions(at, Map.of(Quantity.EVENTS, (double) events), Map.of());
    }

    /** Cells of strength .5, but for one of 2.5, times the exposure. */
    private double[] binomial(double exposure) {
        return counts(cell -> {
            double missed = Math.exp(-exposure * (cell == STRONG ? 2.5 : 0.5));
            int count = 0;
            for (int event = 0; event < EVENTS; event++) {
                count += random.nextDouble() > missed ? 1 : 0;
            }
            return count;
        });
    }

    private double[] clustered(double mean) {
        return counts(cell -> Math.max(0, Math.rint(mean + Math.sqrt(8 * mean) * random.nextGaussian())));
    }

    private static double[] counts(IntToDoubleFunction ofCell) {
        double[] counts = new double[CLUSTERED.cells()];
        Arrays.setAll(counts, ofCell);
        return counts;
    }
}
