package org.lumiwatch.neural.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.neural.Network;
import org.lumiwatch.neural.Networks;
import org.lumiwatch.neural.Samples;
import org.lumiwatch.neural.Shape;
import org.lumiwatch.neural.torch.Training.Options;
import org.lumiwatch.neural.torch.Training.Result;

final class TrainingTest {
    private static final Shape MAP = new Shape(1, 8, 9);
    private static final Network NETWORK = Networks.perceptron(MAP, List.of("good", "hot"));
    private static final Options OPTIONS = new Options(new Optimiser.Adam(1e-3), 32, 6, 6, 3, 1);

    /** Half of the maps have a hot place, anywhere. */
    private record Maps(int size, long seed) implements Samples {
        @Override
        public void write(int index, RandomGenerator random, float[] input, int inputAt, float[] target, int targetAt) {
            SplittableRandom own = new SplittableRandom(seed * 10_007 + index);
            for (int i = 0; i < MAP.size(); i++) {
                input[inputAt + i] = own.nextInt(4);
            }
            boolean hot = index % 2 == 1;
            if (hot) {
                input[inputAt + own.nextInt(MAP.size())] += 40;
            }
            target[targetAt] = hot ? 1 : 0;
        }
    }

    @Test
    void learnsWhatTheSamplesShow() {
        Result result = trained(OPTIONS);
        assertThat(result.curve().getLast().training())
                .isLessThan(0.3 * result.curve().getFirst().training());
        assertThat(result.best().validation()).isLessThan(0.2);
    }

    @Test
    void theSameSeedGivesTheSameWeights() {
        assertThat(trained(OPTIONS).weights()).isEqualTo(trained(OPTIONS).weights());
        assertThat(trained(OPTIONS.withSeed(4)).weights())
                .isNotEqualTo(trained(OPTIONS).weights());
    }

    @Test
    void adadeltaLearnsToo() {
        Result result = trained(OPTIONS.withOptimiser(new Optimiser.Adadelta(1)));
        assertThat(result.best().validation()).isLessThan(0.3);
    }

    @Test
    void aKilledTrainingGoesOnAsIfNothingHadHappened(@TempDir Path folder) {
        Path checkpoint = folder.resolve("training.checkpoint");
        assertThatThrownBy(() -> Training.resumable(
                        NETWORK, NETWORK.initial(1), new Maps(600, 1), new Maps(100, 2), OPTIONS, checkpoint, epoch -> {
                            if (epoch.number() == 3) {
                                throw new IllegalStateException("killed");
                            }
                        }))
                .hasMessage("killed");
        assertThat(checkpoint).exists();
        Result resumed = Training.resumable(
                NETWORK,
                NETWORK.initial(1),
                new Maps(600, 1),
                new Maps(100, 2),
                OPTIONS,
                checkpoint,
                epoch -> assertThat(epoch.number()).isGreaterThan(3));
        assertThat(resumed).isEqualTo(trained(OPTIONS));
        assertThat(checkpoint).doesNotExist();
    }

    @Test
    void aCheckpointOfAnotherTrainingIsRefused(@TempDir Path folder) throws Exception {
        Path checkpoint = folder.resolve("training.checkpoint");
        Checkpoint.fresh(NETWORK.initial(1)).write(checkpoint, NETWORK, OPTIONS, NETWORK.initial(1));
        assertThat(Files.size(checkpoint)).isPositive();
        assertThatThrownBy(() -> Checkpoint.read(checkpoint, NETWORK, OPTIONS.withSeed(9), NETWORK.initial(1)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("another training");
    }

    private static Result trained(Options options) {
        return Training.of(NETWORK, NETWORK.initial(1), new Maps(600, 1), new Maps(100, 2), options, epoch -> {});
    }
}
