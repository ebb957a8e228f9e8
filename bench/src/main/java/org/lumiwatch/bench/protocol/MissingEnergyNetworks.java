package org.lumiwatch.bench.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.lumiwatch.conditions.LumisectionConditions;
import org.lumiwatch.conditions.Quantity;
import org.lumiwatch.element.MonitorElement;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.neural.Contents;
import org.lumiwatch.neural.Head;
import org.lumiwatch.neural.MaskedSamples;
import org.lumiwatch.neural.Network;
import org.lumiwatch.neural.Networks;
import org.lumiwatch.neural.Samples;
import org.lumiwatch.neural.Templates;
import org.lumiwatch.neural.onnx.ModelScore;
import org.lumiwatch.neural.onnx.OnnxModel;
import org.lumiwatch.neural.onnx.OnnxWriter;
import org.lumiwatch.neural.torch.Optimiser;
import org.lumiwatch.neural.torch.Training;

/**
 * Autoencoders of the missing-energy elements of one seed, trained on healthy history: the seeds' of METSig, one that expects the counts of
 * METSig from its own other bins, and one that expects them from the other elements. Close it.
 */
final class MissingEnergyNetworks implements AutoCloseable {
    static final String SEEDS = "seeds' autoencoder, 10–2, MSE";
    static final String MASKED = "masked autoencoder, METSig alone";
    static final String JOINT = "joint autoencoder, METSig from the others";
    static final List<String> NAMES = List.of(SEEDS, MASKED, JOINT);
    private static final double TRAINED = 0.8;
    private static final double USUAL_PILEUP = 40;
    private static final double PILEUP_WIDTH = 15;

    private final Map<String, OnnxModel> models = new LinkedHashMap<>();
    private final Map<String, Training.Result> results = new LinkedHashMap<>();
    private final int bins;

    /** One lumisection of all elements, METSig first. */
    record Moment(List<MonitorElement> elements, LumisectionConditions conditions) {
        Moment {
            elements = List.copyOf(elements);
        }
    }

    MissingEnergyNetworks(List<Moment> history, long seed, int epochs) {
        List<Integer> blocks = history.getFirst().elements().stream()
                .map(element -> element.histogram().cells())
                .toList();
        this.bins = blocks.getFirst();
        train(SEEDS, Networks.denseAutoencoder(bins, 10, 2), history, seed, epochs);
        train(MASKED, Networks.maskedAutoencoder(List.of(bins), 0, 32, 4), history, seed, epochs);
        train(JOINT, Networks.maskedAutoencoder(blocks, 1, 64, 6), history, seed, epochs);
    }

    private void train(String name, Network network, List<Moment> history, long seed, int epochs) {
        int split = (int) (TRAINED * history.size());
        int elements = network.head() instanceof Head.Expectation head ? head.blocks().size() : 1;
        Contents all = new History(history, elements);
        Contents earlier = all.part(0, split);
        Training.Result result = Training.of(
                network,
                Templates.into(network, network.initial(seed), earlier),
                samples(network, earlier, history.subList(0, split)),
                samples(network, all.part(split, history.size()), history.subList(split, history.size())),
                new Training.Options(new Optimiser.Adam(2e-3), 128, epochs, 20, seed, 1),
                epoch -> {});
        results.put(name, result);
        models.put(name, OnnxModel.load(name, OnnxWriter.write(network, result.weights(), Map.of())));
    }

    private static Samples samples(Network network, Contents contents, List<Moment> moments) {
        if (network.head() instanceof Head.Expectation head) {
            MaskedSamples.Conditions conditions = head.conditions() == 0
                    ? MaskedSamples.Conditions.NONE
                    : (index, into, at) -> into[at] = pileup(moments.get(index).conditions());
            return new MaskedSamples(contents, head, conditions);
        }
        return new Samples() {
            @Override
            public int size() {
                return contents.size();
            }

            @Override
            public void write(
                    int index, RandomGenerator random, float[] input, int inputAt, float[] target, int targetAt) {
                contents.write(index, input, inputAt);
            }
        };
    }

    private static float pileup(LumisectionConditions conditions) {
        return (float)
                ((conditions.value(Quantity.PILEUP).orElse(USUAL_PILEUP) - USUAL_PILEUP) / PILEUP_WIDTH);
    }

    private record History(List<Moment> moments, int elements) implements Contents {
        @Override
        public int size() {
            return moments.size();
        }

        @Override
        public void write(int index, float[] into, int at) {
            MissingEnergyNetworks.write(moments.get(index).elements().subList(0, elements), into, at);
        }
    }

    private static void write(List<MonitorElement> elements, float[] into, int from) {
        int at = from;
        for (MonitorElement element : elements) {
            for (int bin = 0; bin < element.histogram().cells(); bin++) {
                into[at++] = (float) element.histogram().at(bin);
            }
        }
    }

    /** How far METSig is from what each expects. */
    Map<String, Double> scores(Moment moment) {
        Histogram significance = moment.elements().getFirst().histogram();
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put(SEEDS, ModelScore.of(model(SEEDS), counts(moment, 1), new float[0]).score());
        for (String name : List.of(MASKED, JOINT)) {
            scores.put(name, deviance(significance, expected(name, moment)));
        }
        return scores;
    }

    /** Counts of METSig that {@link #MASKED} or {@link #JOINT} expects. */
    double[] expected(String name, Moment moment) {
        return name.equals(MASKED)
                ? ModelScore.expected(model(MASKED), counts(moment, 1), new float[0])
                : fromOthers(moment);
    }

    /** With METSig hidden as a whole. */
    private double[] fromOthers(Moment moment) {
        float[] counts = counts(moment, moment.elements().size());
        float[] visible = new float[counts.length];
        java.util.Arrays.fill(visible, bins, visible.length, 1);
        float[] shown = counts.clone();
        java.util.Arrays.fill(shown, 0, bins, 0);
        float[] shares = Objects.requireNonNull(
                model(JOINT)
                        .run(1, List.of(shown, visible, new float[] {pileup(moment.conditions())}))
                        .get(OnnxModel.SHARES));
        double entries = moment.elements().getFirst().histogram().sum();
        double[] expected = new double[bins];
        for (int bin = 0; bin < bins; bin++) {
            expected[bin] = shares[bin] * entries;
        }
        return expected;
    }

    private static float[] counts(Moment moment, int elements) {
        List<MonitorElement> all = moment.elements().subList(0, elements);
        float[] counts = new float[all.stream().mapToInt(element -> element.histogram().cells()).sum()];
        write(all, counts, 0);
        return counts;
    }

    private static double deviance(Histogram observed, double[] expected) {
        double sum = 0;
        for (int bin = 0; bin < expected.length; bin++) {
            double mean = Math.max(expected[bin], 0.05);
            double count = observed.at(bin);
            sum += 2 * (mean - count + (count > 0 ? count * Math.log(count / mean) : 0));
        }
        return sum / expected.length;
    }

    OnnxModel model(String name) {
        return Objects.requireNonNull(models.get(name));
    }

    /** Loss in validation over that in training, less one, of the epoch that was kept. */
    double gap(String name) {
        Training.Epoch best = Objects.requireNonNull(results.get(name)).best();
        return best.validation() / best.training() - 1;
    }

    @Override
    public void close() {
        models.values().forEach(OnnxModel::close);
    }
}
