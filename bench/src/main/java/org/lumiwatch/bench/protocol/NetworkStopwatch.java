package org.lumiwatch.bench.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.lumiwatch.bench.protocol.Cost.Speed;
import org.lumiwatch.neural.Network;
import org.lumiwatch.neural.Networks;
import org.lumiwatch.neural.Samples;
import org.lumiwatch.neural.Shape;
import org.lumiwatch.neural.Weights;
import org.lumiwatch.neural.onnx.FleetWriter;
import org.lumiwatch.neural.onnx.OnnxModel;
import org.lumiwatch.neural.onnx.OnnxWriter;
import org.lumiwatch.neural.torch.FleetTraining;
import org.lumiwatch.neural.torch.Optimiser;
import org.lumiwatch.neural.torch.Training;

/** Times the training and scoring of networks, on numbers that mean nothing. */
final class NetworkStopwatch {
    private static final Network AUTOENCODER = Networks.denseAutoencoder(51, 10, 2);
    private static final int BATCH = 128;
    private static final int THREADS = 2;
    private static final double PAGE = 4096;

    private final int networks;
    private final int steps;

    /**
     * @param networks of a fleet
     * @param steps that are timed, and times that something is scored
     */
    NetworkStopwatch(int networks, int steps) {
        this.networks = networks;
        this.steps = steps;
    }

    List<Speed> speeds() {
        return List.of(
                new Speed("training a fleet of %,d, a network and step".formatted(networks), "µs", fleet(), 35),
                new Speed("training one at a time, a step", "µs", alone(), Double.NaN),
                new Speed("scoring a fleet of %,d".formatted(networks), "ms", fleetScored(), 5),
                new Speed("scoring a convolutional autoencoder of 34×72", "ms", convolutionsScored(), 2),
                new Speed("100 models loaded, resident memory more", "MB", hundredLoaded(), 1000));
    }

    private double fleet() {
        FleetTraining.Options options = new FleetTraining.Options(1e-3, BATCH, 1, 1, 1, THREADS);
        return FleetTraining.microsecondsPerStep(AUTOENCODER, networks, options, steps);
    }

    private double alone() {
        Samples noise = new Samples() {
            @Override
            public int size() {
                return BATCH * steps;
            }

            @Override
            public void write(
                    int index, RandomGenerator random, float[] input, int inputAt, float[] target, int targetAt) {
                for (int i = 0; i < AUTOENCODER.input().size(); i++) {
                    input[inputAt + i] = (index * 17 + i * 7) % 23 - 11;
                }
            }
        };
        Samples few = new Samples() {
            @Override
            public int size() {
                return 1;
            }

            @Override
            public void write(
                    int index, RandomGenerator random, float[] input, int inputAt, float[] target, int targetAt) {
                noise.write(index, random, input, inputAt, target, targetAt);
            }
        };
        List<Long> ends = new ArrayList<>();
        Training.Options options = new Training.Options(new Optimiser.Adam(1e-3), BATCH, 6, 6, 1, 1);
        Training.of(AUTOENCODER, AUTOENCODER.initial(1), noise, few, options, epoch -> ends.add(System.nanoTime()));
        return (ends.getLast() - ends.get(1)) / 1e3 / (ends.size() - 2) / steps;
    }

    private double fleetScored() {
        Weights[] weights = new Weights[networks];
        Arrays.setAll(weights, AUTOENCODER::initial);
        byte[] bytes = FleetWriter.write(AUTOENCODER, List.of(weights), Map.of());
        return scored(bytes, networks * AUTOENCODER.input().size());
    }

    private double convolutionsScored() {
        Network network = Networks.convolutionalAutoencoder(new Shape(1, 34, 72));
        return scored(
                OnnxWriter.write(network, network.initial(1), Map.of()),
                network.input().size());
    }

    /** Milliseconds, the median. */
    private double scored(byte[] bytes, int inputs) {
        float[] counts = new float[inputs];
        Arrays.fill(counts, 3);
        double[] times = new double[steps];
        try (OnnxModel model = OnnxModel.load("timed", bytes)) {
            for (int i = -steps; i < steps; i++) {
                long start = System.nanoTime();
                model.run(1, counts);
                if (i >= 0) {
                    times[i] = (System.nanoTime() - start) / 1e6;
                }
            }
        }
        Arrays.sort(times);
        return times[steps / 2];
    }

    /** Half dense, half convolutional autoencoders, each of which has scored once. */
    private static double hundredLoaded() {
        double before = resident();
        List<OnnxModel> models = new ArrayList<>();
        Network convolutions = Networks.convolutionalAutoencoder(new Shape(1, 34, 72));
        for (int i = 0; i < 100; i++) {
            Network network = i % 2 == 0 ? AUTOENCODER : convolutions;
            OnnxModel model = OnnxModel.load("model " + i, OnnxWriter.write(network, network.initial(i), Map.of()));
            model.run(1, new float[network.input().size()]);
            models.add(model);
        }
        double after = resident();
        models.forEach(OnnxModel::close);
        return after - before;
    }

    /** Megabytes of this process that are in memory; NaN where the system does not tell. */
    private static double resident() {
        Path told = Path.of("/proc/self/statm");
        if (!Files.isReadable(told)) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(Files.readString(told).split(" ", -1)[1]) * PAGE / 1e6;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
