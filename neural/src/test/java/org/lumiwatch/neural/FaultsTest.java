package org.lumiwatch.neural;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.CountLaw;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.neural.FaultySamples.Aim;
import org.lumiwatch.neural.MapFault.Change;
import org.lumiwatch.neural.MapFault.State;
import org.lumiwatch.neural.onnx.ModelScore;
import org.lumiwatch.neural.onnx.Occlusion;
import org.lumiwatch.neural.onnx.OnnxModel;
import org.lumiwatch.neural.onnx.OnnxWriter;
import org.lumiwatch.neural.torch.Optimiser;
import org.lumiwatch.neural.torch.Training;

/** Faults that are put in, and that models point at them. */
final class FaultsTest {
    private static final Geometry MAP = Geometry.unknown(14, 12, 1).withLaw(CountLaw.CLUSTERED);
    private static final Geometry LINE = Geometry.line(40);

    private static final Contents HEALTHY = new Contents() {
        @Override
        public int size() {
            return 150;
        }

        @Override
        public void write(int index, float[] into, int at) {
            SplittableRandom random = new SplittableRandom(index + 1);
            for (int cell = 0; cell < MAP.cells(); cell++) {
                double mean = 80 + 20 * Math.sin(cell % 14);
                into[at + cell] = Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
            }
        }
    };

    @Test
    void aFaultChangesItsPlaceOnly() {
        for (StandardFault fault : StandardFault.of(MAP)) {
            float[] before = new float[MAP.cells()];
            HEALTHY.write(0, before, 0);
            float[] after = before.clone();
            Box box = fault.into(after, 0, MAP, Double.POSITIVE_INFINITY, new SplittableRandom(2));
            for (int cell = 0; cell < before.length; cell++) {
                if (box.common(MAP.box(cell)) == 0) {
                    assertThat(after[cell]).isEqualTo(before[cell]);
                }
            }
            assertThat(after).as(fault.label()).isNotEqualTo(before);
        }
    }

    @Test
    void countsNeverExceedTheEvents() {
        float[] counts = new float[MAP.cells()];
        HEALTHY.write(0, counts, 0);
        for (int i = 0; i < counts.length; i++) {
            counts[i] = Math.min(counts[i], 100);
        }
        new MapFault("×4", new Change.Efficiency(4), 5).into(counts, 0, MAP, 100, new SplittableRandom(3));
        for (float count : counts) {
            assertThat(count).isLessThanOrEqualTo(100);
        }
    }

    @Test
    void movedEntriesAreNotLost() {
        for (StandardFault fault : StandardFault.of(LINE)) {
            float[] counts = new float[40];
            for (int bin = 0; bin < 40; bin++) {
                counts[bin] = (float) Math.round(300 * Math.exp(-Math.pow((bin - 20) / 6.0, 2)));
            }
            double before = sum(counts);
            fault.into(counts, 0, LINE, Double.POSITIVE_INFINITY, new SplittableRandom(4));
            if (fault.label().startsWith("shifted") || fault.label().startsWith("widened")) {
                assertThat(sum(counts)).isEqualTo(before);
            }
            if (fault.label().startsWith("tail") || fault.label().startsWith("spike")) {
                assertThat(sum(counts)).isGreaterThan(before);
            }
            if (fault.label().startsWith("dead")) {
                assertThat(sum(counts)).isLessThan(0.99 * before);
            }
        }
    }

    private static double sum(float[] counts) {
        double sum = 0;
        for (float count : counts) {
            sum += count;
        }
        return sum;
    }

    @Test
    void aClassifierOfCellsNamesThePlace() {
        try (OnnxModel model =
                trained(Networks.cellClassifier(new Shape(1, 12, 14), State.labels()), Aim.STATE_OF_CELLS, 20)) {
            int right = 0;
            for (int i = 0; i < 20; i++) {
                float[] counts = counts(i);
                Box box = DEAD.into(counts, 0, MAP, Double.POSITIVE_INFINITY, new SplittableRandom(50 + i));
                List<Double> cells = ModelScore.of(model, counts, new float[0]).cells();
                right += box.common(MAP.box(largest(cells.stream()
                                        .mapToDouble(Double::doubleValue)
                                        .toArray())))
                                > 0
                        ? 1
                        : 0;
            }
            assertThat(right).isGreaterThanOrEqualTo(18);
        }
    }

    @Test
    void whatIsHiddenFromAClassifierOfMapsNamesThePlace() {
        try (OnnxModel model =
                trained(Networks.perceptron(new Shape(1, 12, 14), State.labels()), Aim.STATE_OF_MAP, 40)) {
            float[] usual = new float[MAP.cells()];
            for (int cell = 0; cell < usual.length; cell++) {
                usual[cell] = (float) (80 + 20 * Math.sin(cell % 14));
            }
            int right = 0;
            for (int i = 0; i < 20; i++) {
                float[] counts = counts(i);
                // not so strong that the classifier is sure whatever is hidden
                Box box = HALF.into(counts, 0, MAP, Double.POSITIVE_INFINITY, new SplittableRandom(50 + i));
                int cell = largest(Occlusion.parts(model, counts, usual, MAP));
                Box near = new Box(
                        box.x0() - 1 < 0 ? 0 : box.x0() - 1,
                        Math.max(0, box.y0() - 1),
                        0,
                        box.x1() + 1,
                        box.y1() + 1,
                        0);
                right += near.common(MAP.box(cell)) > 0 ? 1 : 0;
            }
            assertThat(right).isGreaterThanOrEqualTo(15);
        }
    }

    private static final MapFault DEAD = new MapFault("5×5 dead", new Change.Efficiency(0), 5);

    private static final MapFault HALF = new MapFault("×0.5", new Change.Efficiency(0.5), 3);

    private static float[] counts(int index) {
        float[] counts = new float[MAP.cells()];
        HEALTHY.write(index, counts, 0);
        return counts;
    }

    private static int largest(double[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            largest = values[i] > values[largest] ? i : largest;
        }
        return largest;
    }

    private static OnnxModel trained(Network network, Aim aim, int epochs) {
        List<MapFault> faults = List.of(
                DEAD,
                new MapFault("×0.5", new Change.Efficiency(0.5), 3),
                new MapFault("×3", new Change.Efficiency(3), 3));
        Samples training = new FaultySamples(HEALTHY.part(0, 120), MAP, faults, List.of(State.values()), aim);
        Samples validation = new FaultySamples(HEALTHY.part(120, 150), MAP, faults, List.of(State.values()), aim);
        Training.Result result = Training.of(
                network,
                Templates.into(network, network.initial(1), HEALTHY),
                training,
                validation,
                new Training.Options(new Optimiser.Adam(2e-3), 32, epochs, 10, 1, 1),
                epoch -> {});
        return OnnxModel.load(network.name(), OnnxWriter.write(network, result.weights(), Map.of()));
    }
}
