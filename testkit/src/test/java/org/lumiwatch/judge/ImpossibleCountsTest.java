package org.lumiwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometries;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Axis;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.Verdict.Bad;
import org.lumiwatch.lumisection.LumisectionId;

/** A map of events over threshold, a channel of which comes to count more than there were events. */
class ImpossibleCountsTest {
    private static final int EVENTS = 1800;
    private static final int CHANNEL = 700;
    private static final List<Axis> AXES = List.of(Axis.regular(84, -42, 42), Axis.regular(72, 0, 72));
    private static final ElementName NAME = new ElementName("DigiTask_Occupancy_depth_depth3");
    private static final Geometry GEOMETRY = Geometries.builtIn().bind(NAME, Histogram.empty(AXES));

    private final SplittableRandom random = new SplittableRandom(1);
    private final double[] probabilities =
            random.doubles(GEOMETRY.cells(), 0.02, 1.2).map(p -> Math.min(p, 1)).toArray();
    private final QualityTest test = QualityTests.occupancy().begin(NAME, GEOMETRY, TestOptions.defaults());
    private int number;

    @ParameterizedTest
    @EnumSource(Lesson.class)
    void isHotWhateverWasLearnedOfIt(Lesson lesson) {
        for (int i = 0; i < 200; i++) {
            // it wanders a little, and that is known
            probabilities[CHANNEL] = 0.7 + 0.02 * Math.sin(i / 10.0);
            see(1, Lesson.HEALTHY_CELLS);
        }
        for (int i = 0; i < 8; i++) {
            assertThat(see(2, lesson))
                    .isInstanceOfSatisfying(
                            Bad.class,
                            bad -> assertThat(bad.findings()).anySatisfy(finding -> {
                                assertThat(finding.box()).isEqualTo(GEOMETRY.box(CHANNEL));
                                assertThat(finding.kind()).isEqualTo(FindingKind.HOT);
                            }));
        }
    }

    private Verdict see(double factor, Lesson lesson) {
        LumisectionId id = new LumisectionId(1, ++number);
        LumisectionConditions conditions =
                new LumisectionConditions(id, Map.of(Quantity.EVENTS, (double) EVENTS), Map.of());
        double[] counts = new double[GEOMETRY.cells()];
        Arrays.setAll(counts, cell -> drawn(probabilities[cell]));
        counts[CHANNEL] *= factor;
        Judgement judgement = test.judge(new MonitorElement(NAME, id, Histogram.of(AXES, counts)), conditions);
        test.learn(judgement, conditions, lesson);
        return judgement.verdict();
    }

    /** Of a binomial law, near enough: normal, rounded, within its range. */
    private double drawn(double p) {
        double spread = Math.sqrt(EVENTS * p * (1 - p));
        return Math.clamp(Math.rint(EVENTS * p + spread * random.nextGaussian()), 0, EVENTS);
    }
}
