package org.lumiwatch.neural.torch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.neural.Network;
import org.lumiwatch.neural.Samples;
import org.lumiwatch.neural.Weights;
import org.lumiwatch.neural.torch.TorchNetwork.Mode;

/** Trains one network, epoch after epoch, until validation no longer improves; keeps the weights that validated best. */
public final class Training {
    private final Network network;
    private final Samples training;
    private final Samples validation;
    private final Options options;
    private final @Nullable Path checkpoint;

    /**
     * Settings; may be shared.
     *
     * @param batch samples a step
     * @param epochs visits of all samples, at most
     * @param patience epochs without a better validation before it stops
     * @param threads of libtorch
     */
    public record Options(Optimiser optimiser, int batch, int epochs, int patience, long seed, int threads) {
        public Options {
            if (batch < 1 || epochs < 1 || patience < 1 || threads < 1) {
                throw new IllegalArgumentException(
                        "training: batch %d, %d epochs, patience %d, %d threads (expected: all >= 1)"
                                .formatted(batch, epochs, patience, threads));
            }
        }

        public static Options defaults() {
            return new Options(new Optimiser.Adam(1e-3), 128, 100, 8, 1, 2);
        }

        public Options withEpochs(int other) {
            return new Options(optimiser, batch, other, patience, seed, threads);
        }

        public Options withOptimiser(Optimiser other) {
            return new Options(other, batch, epochs, patience, seed, threads);
        }

        public Options withSeed(long other) {
            return new Options(optimiser, batch, epochs, patience, other, threads);
        }

        public Options withBatch(int other) {
            return new Options(optimiser, other, epochs, patience, seed, threads);
        }
    }

    /** Mean loss of a sample after an epoch. */
    public record Epoch(int number, double training, double validation) {}

    /**
     * What came of it.
     *
     * @param weights of the epoch that validated best
     * @param curve of all epochs, to see whether it learned by heart
     */
    public record Result(Weights weights, List<Epoch> curve) {
        public Result {
            curve = List.copyOf(curve);
        }

        public Epoch best() {
            return curve.stream()
                    .min(java.util.Comparator.comparingDouble(Epoch::validation))
                    .orElseThrow();
        }
    }

    private Training(
            Network network, Samples training, Samples validation, Options options, @Nullable Path checkpoint) {
        if (training.size() == 0 || validation.size() == 0) {
            throw new IllegalArgumentException("training: %d samples and %d to validate (expected: some of both)"
                    .formatted(training.size(), validation.size()));
        }
        this.network = network;
        this.training = training;
        this.validation = validation;
        this.options = options;
        this.checkpoint = checkpoint;
    }

    /** Trains from {@code begin}. */
    public static Result of(
            Network network,
            Weights begin,
            Samples training,
            Samples validation,
            Options options,
            Consumer<Epoch> told) {
        return new Training(network, training, validation, options, null).run(begin, told);
    }

    /** The same, leaving a file after each epoch; goes on from there when the file is of the same training. The file goes when all is done. */
    public static Result resumable(
            Network network,
            Weights begin,
            Samples training,
            Samples validation,
            Options options,
            Path checkpoint,
            Consumer<Epoch> told) {
        return new Training(network, training, validation, options, checkpoint).run(begin, told);
    }

    private Result run(Weights begin, Consumer<Epoch> told) {
        torch.set_num_threads(options.threads());
        Checkpoint state = checkpoint != null && Files.exists(checkpoint)
                ? Checkpoint.read(checkpoint, network, options, begin)
                : Checkpoint.fresh(begin);
        List<Epoch> curve = new ArrayList<>(state.curve());
        Weights best = state.best();
        try (TorchNetwork at = new TorchNetwork(network, state.weights());
                Optimiser.Steps steps = new Optimiser.Steps(options.optimiser(), at.trained())) {
            if (!state.moments().isEmpty()) {
                steps.resume(state.steps(), state.moments());
            }
            while (curve.size() < options.epochs() && !isExhausted(curve)) {
                int number = curve.size() + 1;
                torch.manual_seed(options.seed() * 1_000_003 + number);
                double trained = epoch(at, steps, number);
                double validated = validate(at);
                if (curve.stream().noneMatch(before -> before.validation() <= validated)) {
                    best = at.weights();
                }
                Epoch now = new Epoch(number, trained, validated);
                curve.add(now);
                if (checkpoint != null) {
                    new Checkpoint(at.weights(), best, curve, steps.taken(), steps.state())
                            .write(checkpoint, network, options, begin);
                }
                told.accept(now);
            }
        }
        if (checkpoint != null) {
            Checkpoint.remove(checkpoint);
        }
        return new Result(best, curve);
    }

    private boolean isExhausted(List<Epoch> curve) {
        if (curve.isEmpty()) {
            return false;
        }
        int best = new Result(new Weights(List.of()), curve).best().number();
        return curve.size() - best >= options.patience();
    }

    private double epoch(TorchNetwork at, Optimiser.Steps steps, int number) {
        SplittableRandom random = new SplittableRandom(options.seed() * 7919 + number);
        int[] order = shuffled(training.size(), random);
        double sum = 0;
        for (int from = 0; from < order.length; from += options.batch()) {
            int size = Math.min(options.batch(), order.length - from);
            try (PointerScope _ = new PointerScope()) {
                Batch batch = batch(training, order, from, size, random);
                Tensor loss = at.loss(batch.inputs(), batch.targets(), Mode.TRAINING);
                loss.backward();
                steps.step();
                sum += (double) loss.item_float() * size;
            }
        }
        return sum / order.length;
    }

    private double validate(TorchNetwork at) {
        // the same hidden cells and faults after every epoch
        SplittableRandom random = new SplittableRandom(options.seed() + 17);
        int[] order = new int[validation.size()];
        java.util.Arrays.setAll(order, i -> i);
        double sum = 0;
        for (int from = 0; from < order.length; from += options.batch()) {
            int size = Math.min(options.batch(), order.length - from);
            try (PointerScope _ = new PointerScope();
                    NoGradGuard _ = new NoGradGuard()) {
                Batch batch = batch(validation, order, from, size, random);
                sum += (double) at.loss(batch.inputs(), batch.targets(), Mode.SCORING)
                                .item_float()
                        * size;
            }
        }
        return sum / order.length;
    }

    private record Batch(Tensor inputs, Tensor targets) {}

    private Batch batch(Samples of, int[] order, int from, int size, SplittableRandom random) {
        int width = network.input().size();
        int targets = Samples.targets(network);
        float[] input = new float[size * width];
        float[] target = new float[size * targets];
        for (int i = 0; i < size; i++) {
            of.write(order[from + i], random, input, i * width, target, i * targets);
        }
        return new Batch(Tensor.create(input, size, width), Tensor.create(target, size, targets));
    }

    private static int[] shuffled(int size, SplittableRandom random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
