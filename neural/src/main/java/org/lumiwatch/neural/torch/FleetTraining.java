package org.lumiwatch.neural.torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.bytedeco.openblas.global.openblas;
import org.lumiwatch.neural.FleetSamples;
import org.lumiwatch.neural.Head;
import org.lumiwatch.neural.Layer;
import org.lumiwatch.neural.Network;
import org.lumiwatch.neural.Weights;
import org.lumiwatch.neural.torch.Training.Epoch;
import org.lumiwatch.neural.torch.Training.Result;

/**
 * Trains thousands of small dense autoencoders of one shape, each on its own element: some at a time as one batched computation, so few
 * that their activations stay in the cache of one core, and as many such flotillas at once as there are threads. Every network stops by its
 * own validation. Result and cost do not depend on the number of threads.
 */
public final class FleetTraining {
    /** Networks a flotilla: of 8 to 64 the fastest on two cores, and no more than a few per cent apart. */
    private static final int FLOTILLA = 16;

    private final Network network;
    private final List<Weights> begin;
    private final FleetSamples samples;
    private final Options options;

    /** As in {@link Training.Options}; {@code rate} is Adam's. */
    public record Options(double rate, int batch, int epochs, int patience, long seed, int threads) {
        public static Options defaults() {
            return new Options(1e-3, 128, 100, 8, 1, 2);
        }

        public Options withEpochs(int other) {
            return new Options(rate, batch, other, patience, seed, threads);
        }
    }

    private FleetTraining(Network network, List<Weights> begin, FleetSamples samples, Options options) {
        if (!isDense(network)) {
            throw new IllegalArgumentException(
                    "fleet of %s (expected: a dense autoencoder with RELU between its layers); train them one by one"
                            .formatted(network.name()));
        }
        if (begin.size() != samples.networks() || samples.training() < options.batch() || samples.validation() < 1) {
            throw new IllegalArgumentException(
                    "fleet: %d networks for %d elements, %d samples to train and %d to validate (expected: as many, at least %d, at least 1)"
                            .formatted(
                                    begin.size(),
                                    samples.networks(),
                                    samples.training(),
                                    samples.validation(),
                                    options.batch()));
        }
        this.network = network;
        this.begin = List.copyOf(begin);
        this.samples = samples;
        this.options = options;
    }

    private static boolean isDense(Network network) {
        boolean alternates = network.layers().size() % 2 == 1;
        for (int i = 0; i < network.layers().size(); i++) {
            Layer layer = network.layers().get(i);
            alternates &= i % 2 == 0 ? layer instanceof Layer.Dense : layer == Layer.Plain.RELU;
        }
        return alternates
                && network.head() instanceof Head.Reconstruction
                && network.preparation().equals(List.of(new Layer.Standardise()));
    }

    /**
     * Trains all.
     *
     * @param begin weights of each network, its standardisation among them
     * @param done told how many more are done
     */
    public static List<Result> of(
            Network network, List<Weights> begin, FleetSamples samples, Options options, IntConsumer done) {
        return new FleetTraining(network, begin, samples, options).run(done);
    }

    private List<Result> run(IntConsumer done) {
        return inFlotillas((first, last) -> {
                    List<Result> results = flotilla(first, last);
                    done.accept(last - first);
                    return results;
                })
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    /** What is done to networks from {@code first} to {@code last}, exclusive. */
    private interface Work<T> {
        T of(int first, int last);
    }

    /** Some networks at a time, each flotilla on one thread: more threads within a small product would wait for each other. */
    private <T> List<T> inFlotillas(Work<T> work) {
        openblas.blas_set_num_threads(1);
        try (ExecutorService crew = Executors.newFixedThreadPool(options.threads())) {
            List<Future<T>> flotillas = new ArrayList<>();
            for (int from = 0; from < begin.size(); from += FLOTILLA) {
                int first = from;
                int last = Math.min(from + FLOTILLA, begin.size());
                flotillas.add(crew.submit(() -> work.of(first, last)));
            }
            List<T> all = new ArrayList<>();
            for (Future<T> flotilla : flotillas) {
                all.add(flotilla.get());
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("training of a fleet was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("training of a fleet failed: " + e.getCause(), e.getCause());
        }
    }

    private List<Result> flotilla(int first, int last) {
        int networks = last - first;
        try (Flotilla flotilla = new Flotilla(network, begin.subList(first, last), options)) {
            flotilla.load(samples, first);
            List<List<Epoch>> curves = new ArrayList<>();
            List<Weights> best = new ArrayList<>(begin.subList(first, last));
            for (int i = 0; i < networks; i++) {
                curves.add(new ArrayList<>());
            }
            boolean[] stopped = new boolean[networks];
            for (int number = 1; number <= options.epochs() && !all(stopped); number++) {
                double[] trained = flotilla.epoch(number);
                double[] validated = flotilla.validate();
                for (int i = 0; i < networks; i++) {
                    if (stopped[i]) {
                        continue;
                    }
                    double now = validated[i];
                    if (curves.get(i).stream().noneMatch(before -> before.validation() <= now)) {
                        best.set(i, flotilla.weights(i));
                    }
                    curves.get(i).add(new Epoch(number, trained[i], now));
                    int since = number
                            - new Result(best.get(i), curves.get(i)).best().number();
                    stopped[i] = since >= options.patience();
                }
            }
            List<Result> results = new ArrayList<>();
            for (int i = 0; i < networks; i++) {
                results.add(new Result(best.get(i), curves.get(i)));
            }
            return results;
        }
    }

    private static boolean all(boolean[] flags) {
        return java.util.stream.IntStream.range(0, flags.length).allMatch(i -> flags[i]);
    }

    /** Microseconds that a network's step takes, over all networks: {@code steps} steps on noise, after as many to warm up. */
    public static double microsecondsPerStep(Network network, int networks, Options options, int steps) {
        int bins = network.input().size();
        FleetSamples noise = new FleetSamples() {
            @Override
            public int networks() {
                return networks;
            }

            @Override
            public int training() {
                return steps * options.batch();
            }

            @Override
            public int validation() {
                return 1;
            }

            @Override
            public void write(int which, int sample, float[] into, int at) {
                for (int i = 0; i < bins; i++) {
                    into[at + i] = ((which * 31 + sample * 17 + i * 7) % 23) - 11;
                }
            }
        };
        Weights[] begin = new Weights[networks];
        Arrays.setAll(begin, i -> network.initial(i));
        FleetTraining fleet = new FleetTraining(network, List.of(begin), noise, options);
        return fleet.timed(steps);
    }

    private double timed(int steps) {
        List<Double> microseconds = inFlotillas((first, last) -> {
            try (Flotilla flotilla = new Flotilla(network, begin.subList(first, last), options)) {
                flotilla.load(samples, first);
                flotilla.epoch(1);
                long start = System.nanoTime();
                flotilla.epoch(2);
                return (System.nanoTime() - start) / 1e3;
            }
        });
        return microseconds.stream().mapToDouble(Double::doubleValue).sum() / options.threads() / steps / begin.size();
    }
}
