package org.lumiwatch.neural.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.lumiwatch.neural.FleetSamples;
import org.lumiwatch.neural.Network;
import org.lumiwatch.neural.Networks;
import org.lumiwatch.neural.Samples;
import org.lumiwatch.neural.Shape;
import org.lumiwatch.neural.Standardisation;
import org.lumiwatch.neural.Weights;
import org.lumiwatch.neural.onnx.FleetWriter;
import org.lumiwatch.neural.onnx.OnnxModel;
import org.lumiwatch.neural.onnx.OnnxWriter;
import org.lumiwatch.neural.torch.Training.Result;

final class FleetTrainingTest {
    private static final int BINS = 12;
    private static final Network NETWORK = Networks.denseAutoencoder(BINS, 6, 2);
    private static final FleetTraining.Options OPTIONS = new FleetTraining.Options(3e-3, 16, 12, 3, 5, 2);

    /** Every element's bins follow two numbers of their own. */
    private record Elements(int networks, int training, int validation) implements FleetSamples {
        @Override
        public void write(int network, int sample, float[] into, int at) {
            SplittableRandom own = new SplittableRandom(network * 1_000L + sample);
            double a = own.nextDouble();
            double b = own.nextDouble();
            for (int i = 0; i < BINS; i++) {
                into[at + i] = (float) (100 + 50 * a * Math.sin(i + network) + 30 * b * i / BINS + own.nextDouble());
            }
        }
    }

    private static final Elements ELEMENTS = new Elements(37, 64, 20);

    private static List<Weights> begin() {
        List<Weights> begin = new ArrayList<>();
        for (int n = 0; n < ELEMENTS.networks(); n++) {
            Standardisation of = new Standardisation(BINS);
            float[] sample = new float[BINS];
            for (int s = 0; s < ELEMENTS.training(); s++) {
                ELEMENTS.write(n, s, sample, 0);
                of.add(sample, 0);
            }
            begin.add(of.into(NETWORK, NETWORK.initial(n)));
        }
        return begin;
    }

    @Test
    void everyNetworkLearnsItsOwnElement() {
        AtomicInteger done = new AtomicInteger();
        List<Result> results = FleetTraining.of(NETWORK, begin(), ELEMENTS, OPTIONS.withEpochs(60), done::addAndGet);
        assertThat(done).hasValue(ELEMENTS.networks());
        assertThat(results).hasSize(ELEMENTS.networks());
        long learned = results.stream()
                .filter(result -> result.best().validation()
                        < 0.6 * result.curve().getFirst().validation())
                .count();
        assertThat(learned).isGreaterThan(ELEMENTS.networks() * 8 / 10);
    }

    @Test
    void aFleetIsTrainedLikeItsMembersOneByOne() {
        List<Result> fleet = FleetTraining.of(NETWORK, begin(), ELEMENTS, OPTIONS, n -> {});
        int which = 20;
        Samples training = alone(which, 0, ELEMENTS.training());
        Samples validation = alone(which, ELEMENTS.training(), ELEMENTS.validation());
        Training.Options options =
                new Training.Options(new Optimiser.Adam(OPTIONS.rate()), 16, 12, 3, OPTIONS.seed(), 1);
        Result single = Training.of(NETWORK, begin().get(which), training, validation, options, epoch -> {});
        for (int epoch = 0; epoch < 12; epoch++) {
            assertThat(fleet.get(which).curve().get(epoch).validation())
                    .isCloseTo(single.curve().get(epoch).validation(), within(1e-3));
        }
    }

    @Test
    void threadsChangeNothing() {
        FleetTraining.Options one = new FleetTraining.Options(3e-3, 16, 5, 3, 5, 1);
        FleetTraining.Options two = new FleetTraining.Options(3e-3, 16, 5, 3, 5, 2);
        assertThat(FleetTraining.of(NETWORK, begin(), ELEMENTS, one, n -> {}))
                .isEqualTo(FleetTraining.of(NETWORK, begin(), ELEMENTS, two, n -> {}));
    }

    @Test
    void oneGraphScoresWhatItsMembersScore() {
        List<Weights> fleet = FleetTraining.of(NETWORK, begin(), ELEMENTS, OPTIONS.withEpochs(2), n -> {}).stream()
                .map(Result::weights)
                .toList();
        float[] counts = new float[2 * ELEMENTS.networks() * BINS];
        for (int i = 0; i < counts.length / BINS; i++) {
            ELEMENTS.write(i % ELEMENTS.networks(), i, counts, i * BINS);
        }
        try (OnnxModel together = OnnxModel.load("fleet", FleetWriter.write(NETWORK, fleet, Map.of()))) {
            Map<String, float[]> all = together.run(2, counts);
            for (int i = 0; i < counts.length / BINS; i++) {
                byte[] bytes = OnnxWriter.write(NETWORK, fleet.get(i % ELEMENTS.networks()), Map.of());
                try (OnnxModel alone = OnnxModel.load("alone", bytes)) {
                    Map<String, float[]> one =
                            alone.run(1, java.util.Arrays.copyOfRange(counts, i * BINS, (i + 1) * BINS));
                    float wanted = one.get(OnnxModel.MSE)[0];
                    assertThat(all.get(OnnxModel.MSE)[i]).isCloseTo(wanted, within(1e-5f * Math.max(1, wanted)));
                    for (int bin = 0; bin < BINS; bin++) {
                        assertThat(all.get(OnnxModel.RECONSTRUCTION)[i * BINS + bin])
                                .isCloseTo(one.get(OnnxModel.RECONSTRUCTION)[bin], within(2e-3f));
                    }
                }
            }
        }
    }

    @Test
    void aNetworkThatIsNoDenseAutoencoderIsRefused() {
        Network other = Networks.perceptron(Shape.vector(BINS), List.of("good", "bad"));
        assertThatThrownBy(() -> FleetTraining.of(other, begin(), ELEMENTS, OPTIONS, n -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: a dense autoencoder");
    }

    private static Samples alone(int which, int first, int count) {
        return new Samples() {
            @Override
            public int size() {
                return count;
            }

            @Override
            public void write(
                    int index, RandomGenerator random, float[] input, int inputAt, float[] target, int targetAt) {
                ELEMENTS.write(which, first + index, input, inputAt);
            }
        };
    }
}
